package org.lanyard.session.roster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.RefusedException;
import org.lanyard.session.card.CardStates;
import org.lanyard.session.card.CardStatus;

/**
 * Cards follow their holders through the roster, in the import's own transaction.
 *
 * <ul>
 *   <li>A leaver is whom the roster calls inactive, or who has no role any more at a school that is open, neither today nor
 *       later. Their active cards are suspended: refused at every door from the same commit on, certificates on hold, sessions
 *       ended.
 *   <li>Who is back gets released what this roster suspended, and nothing else: a card that the office suspended, or that is
 *       lost, stays so.
 *   <li>Who moved to another class or school keeps the card as it is. Which kiosks serve it follows from the schools that its
 *       holder belongs to, which the door looks up at each tap.
 * </ul>
 *
 * <p>All is read off the state after the import, not off what the import changed: what an earlier one could not follow, such as a
 * card that was lost then and is found now, the next one does.
 */
public final class RosterCards {
    private static final String MEMBERS = "SELECT person_id, school_id FROM person_school"
            + " UNION SELECT person_id, school_id FROM roster_role WHERE until_day IS NULL OR until_day > ?";
    private static final String ACTIVE_BY_SCHOOL = "SELECT m.school_id, c.id FROM card c JOIN (" + MEMBERS
            + ") m ON m.person_id = c.holder_id WHERE c.status = 'active'";
    private static final String OF_SOURCE = "SELECT c.id, p.id FROM card c JOIN person p ON p.id = c.holder_id"
            + " JOIN roster_id i ON i.entity_id = p.id AND i.kind = 'user' AND i.source = ? WHERE ";
    private static final String HERE = "(p.status = 'active' AND EXISTS (SELECT 1 FROM roster_role r"
            + " JOIN school s ON s.id = r.school_id WHERE r.person_id = p.id AND s.status = 'active'"
            + " AND (r.until_day IS NULL OR r.until_day > ?)))";

    private final CardStates states;
    private final AuditLog audit;
    private final String ofLeavers;
    private final String ofReturned;

    public RosterCards(Engine engine, CardStates states, AuditLog audit) {
        this.states = states;
        this.audit = audit;
        String inOrder = " ORDER BY c.id" + engine.forUpdate("c");
        this.ofLeavers = OF_SOURCE + "c.status = 'active' AND NOT " + HERE + inOrder;
        this.ofReturned = OF_SOURCE + "c.status = 'suspended' AND " + HERE + " AND c.suspended_by = ?" + inOrder;
    }

    /** Which active cards each school's people had before an import. */
    static final class Before {
        private final Map<UUID, List<UUID>> schoolsOf = new HashMap<>();
        private final Map<UUID, Long> active = new HashMap<>();

        private Void add(ResultSet row) throws SQLException {
            UUID school = UUID.fromString(row.getString(1));
            schoolsOf
                    .computeIfAbsent(UUID.fromString(row.getString(2)), card -> new ArrayList<>(1))
                    .add(school);
            active.merge(school, 1L, Long::sum);
            return null;
        }
    }

    /** To be called before the import writes: afterwards nobody knows any more where a leaver was. */
    Before before(Handle tx, LocalDate today) {
        Before before = new Before();
        Sql.list(tx, ACTIVE_BY_SCHOOL, before::add, today.toEpochDay());
        return before;
    }

    /** What is to be done once the import has written; the cards are locked from here on. */
    CardPlan plan(Handle tx, RosterOrder order, Before before, LocalDate today) {
        long day = today.toEpochDay();
        List<RosterCard> suspended = Sql.list(tx, ofLeavers, RosterCards::card, order.source(), day);
        List<RosterCard> released = Sql.list(tx, ofReturned, RosterCards::card, order.source(), day, order.rule());
        Map<UUID, Long> losing = new HashMap<>();
        for (RosterCard card : suspended) {
            before.schoolsOf
                    .getOrDefault(card.card(), List.of())
                    .forEach(school -> losing.merge(school, 1L, Long::sum));
        }
        List<SchoolCards> schools = new ArrayList<>();
        losing.forEach((school, count) ->
                schools.add(new SchoolCards(school, name(tx, school), before.active.get(school), count)));
        schools.sort(Comparator.comparing(SchoolCards::name).thenComparing(SchoolCards::school));
        return new CardPlan(suspended, released, schools);
    }

    /** Does it, and writes down who imported what, and whether with a second yes. */
    void follow(Handle tx, RosterOrder order, CardPlan plan, Instant at) {
        try {
            for (RosterCard card : plan.suspended()) {
                states.suspendBy(tx, order.rule(), card.card(), at, order.actor(), "left, says " + order.rule());
            }
            for (RosterCard card : plan.released()) {
                states.change(
                        tx, card.card(), CardStatus.ACTIVE, at, order.actor(), "back again, says " + order.rule());
            }
        } catch (RefusedException | PkiException e) {
            throw new IllegalStateException("a card that is locked cannot be changed", e);
        }
        Map<String, String> facts = new HashMap<>();
        facts.put("cards-suspended", String.valueOf(plan.suspended().size()));
        facts.put("cards-released", String.valueOf(plan.released().size()));
        order.suspending().ifPresent(cards -> facts.put("second-yes", String.valueOf(cards)));
        audit.append(tx, AuditEvent.of(at, "roster.imported", order.actor(), order.rule(), facts));
    }

    private static RosterCard card(ResultSet row) throws SQLException {
        return new RosterCard(UUID.fromString(row.getString(1)), UUID.fromString(row.getString(2)));
    }

    private static String name(Handle tx, UUID school) {
        return Sql.one(tx, "SELECT name FROM school WHERE id = ?", row -> row.getString(1), school)
                .orElse("");
    }
}
