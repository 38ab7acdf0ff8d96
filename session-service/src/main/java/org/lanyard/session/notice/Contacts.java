package org.lanyard.session.notice;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.audit.Why;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.guardianship.Act;

/**
 * Where people can be written to. A roster brings addresses; what the office said of a person stands above every roster, also that
 * there is none: a mailbox that a former partner reads must not come back with the next import.
 */
public final class Contacts {
    private static final String OFFICE = "office";

    private final AuditLog audit;
    private final String select;
    private final String lock;

    private record Stored(byte[] mail, String language, String source, Instant changedAt) {}

    public Contacts(Engine engine, AuditLog audit) {
        this.audit = audit;
        this.select = "SELECT mail, language, source, changed_at FROM contact WHERE person_id = ?";
        this.lock = select + engine.forUpdate();
    }

    /** What is known; empty also for somebody who was erased. */
    public Optional<Contact> of(Handle h, UUID person) {
        return stored(h, select, person).flatMap(row -> {
            if (row.mail() == null) {
                return Optional.of(contact(row, Optional.empty()));
            }
            return opened(h, person, row.mail()).map(address -> contact(row, Optional.of(address)));
        });
    }

    /** Whether they can be written to. */
    public boolean has(Handle h, UUID person) {
        return of(h, person).flatMap(Contact::address).isPresent();
    }

    /** The office's word; it stands until the office says another. @param language empty: in both */
    public void set(Handle tx, UUID person, MailAddress address, Optional<ContactLanguage> language, Act act) {
        Why.checked(act.reason());
        write(tx, person, address, language.map(ContactLanguage::code).orElse(null), OFFICE, act.at());
        tell(tx, "contact.set", person, act.at(), act.actor(), OFFICE, Map.of("why", act.reason()));
    }

    /** Takes the address out; whether there was one. No roster brings it back. */
    public boolean remove(Handle tx, UUID person, Act act) {
        Why.checked(act.reason());
        int removed = Sql.update(
                tx,
                "UPDATE contact SET mail = NULL, source = '" + OFFICE
                        + "', changed_at = ? WHERE person_id = ? AND mail IS NOT NULL",
                act.at(),
                person);
        if (removed == 1) {
            tell(tx, "contact.removed", person, act.at(), act.actor(), OFFICE, Map.of("why", act.reason()));
        }
        return removed == 1;
    }

    /** A roster's word: nothing where the office has spoken, or where it is known already. Whether it changed anything. */
    public boolean fromRoster(Handle tx, UUID person, MailAddress address, String roster, Instant at) {
        Optional<Stored> before = stored(tx, lock, person);
        boolean held = before.isPresent()
                && (before.get().source().equals(OFFICE)
                        || before.get().mail() != null
                                && opened(tx, person, before.get().mail()).equals(Optional.of(address)));
        if (held) {
            return false;
        }
        String source = "roster:" + roster;
        String language = before.map(Stored::language).orElse(null);
        boolean written = write(tx, person, address, language, source, at);
        if (written) {
            tell(tx, "contact.set", person, at, source, source, Map.of());
        }
        return written;
    }

    private boolean write(Handle tx, UUID person, MailAddress address, String language, String source, Instant at) {
        Optional<byte[]> sealed = audit.seal(
                tx, person.toString(), context(person), address.text().getBytes(StandardCharsets.US_ASCII));
        sealed.ifPresent(mail -> Sql.update(
                tx,
                "INSERT INTO contact (person_id, mail, language, source, changed_at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (person_id) DO UPDATE SET mail = excluded.mail, language = excluded.language,"
                        + " source = excluded.source, changed_at = excluded.changed_at",
                person,
                mail,
                language,
                source,
                at));
        if (sealed.isPresent()) {
            Sql.update(
                    tx,
                    "UPDATE notice SET due_at = ? WHERE recipient_id = ? AND status = 'waiting' AND trouble = ?",
                    at,
                    person,
                    Trouble.NO_CONTACT.code());
        }
        return sealed.isPresent();
    }

    private void tell(
            Handle tx, String kind, UUID person, Instant at, String actor, String source, Map<String, String> why) {
        audit.append(tx, new AuditEvent(at, kind, actor, person.toString(), Map.of("source", source), why));
    }

    private static Optional<Stored> stored(Handle h, String sql, UUID person) {
        return Sql.one(
                h,
                sql,
                row -> new Stored(
                        row.getBytes(1), row.getString(2), row.getString(3), Instant.ofEpochMilli(row.getLong(4))),
                person);
    }

    private Optional<MailAddress> opened(Handle h, UUID person, byte[] sealed) {
        return audit.open(h, person.toString(), context(person), sealed)
                .flatMap(plain -> MailAddress.of(new String(plain, StandardCharsets.US_ASCII)));
    }

    private static Contact contact(Stored row, Optional<MailAddress> address) {
        return new Contact(
                address,
                Optional.ofNullable(row.language()).flatMap(ContactLanguage::of),
                row.source(),
                row.changedAt());
    }

    private static String context(UUID person) {
        return "contact:" + person;
    }
}
