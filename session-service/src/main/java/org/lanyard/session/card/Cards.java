package org.lanyard.session.card;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.audit.AuditRecord;
import org.lanyard.pki.store.Sql;

/** Looks cards up, for whoever is to be shown them. */
public final class Cards {
    private static final String SELECT = "SELECT " + CardRow.COLUMNS + " FROM card c";
    private static final int PAGE = 500;
    private static final int MOST_HISTORY = 1_000;

    private Cards() {}

    /** One thing that happened to a card. */
    public record Happened(Instant at, String what, String who, String why) {}

    public static Optional<CardRow> find(Handle h, UUID card) {
        return Sql.one(h, SELECT + " WHERE c.id = ?", CardRow::read, card);
    }

    /** A person's cards, the newest state first. */
    public static List<CardRow> of(Handle h, UUID person) {
        return Sql.list(h, SELECT + " WHERE c.holder_id = ? ORDER BY c.since DESC, c.id", CardRow::read, person);
    }

    /** Up to 500 cards in a state after one, by their ids. */
    public static List<CardRow> page(Handle h, CardStatus status, UUID after) {
        return Sql.list(
                h,
                SELECT + " WHERE c.status = ? AND c.id > ? ORDER BY c.id LIMIT " + PAGE,
                CardRow::read,
                status.code(),
                after);
    }

    /** All cards of a school's people in a state, by their holders' names. */
    public static List<CardRow> atSchool(Handle h, UUID school, CardStatus status) {
        return Sql.list(
                h,
                SELECT + " JOIN person_school ps ON ps.person_id = c.holder_id JOIN person p ON p.id = c.holder_id"
                        + " WHERE ps.school_id = ? AND c.status = ? ORDER BY p.family_name, p.given_name, c.id",
                CardRow::read,
                school,
                status.code());
    }

    /** How many cards there are in each state; those without a card are left out. */
    public static Map<CardStatus, Long> counts(Handle h) {
        Map<CardStatus, Long> counts = new EnumMap<>(CardStatus.class);
        Sql.list(
                h,
                "SELECT status, COUNT(*) FROM card GROUP BY status",
                row -> counts.put(CardStatus.of(row.getString(1)), row.getLong(2)));
        return counts;
    }

    /** Who did what to a card, when and why, as the audit trail has it; the oldest first. */
    public static List<Happened> history(AuditLog audit, Handle h, UUID card) {
        List<Happened> all = new ArrayList<>();
        for (AuditRecord record : audit.about(h, card.toString(), 0, MOST_HISTORY)) {
            AuditEvent event = record.event();
            all.add(new Happened(
                    event.at(), event.kind(), event.actor(), event.facts().getOrDefault("why", "")));
        }
        return all;
    }
}
