package org.lanyard.session.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.people.Directory;
import org.lanyard.session.people.Person;

/** Makes a letter of a notice, as late as can be: an address or a name that changed meanwhile is the new one. */
public final class Letters {
    private final AuditLog audit;
    private final Contacts contacts;
    private final Directory directory = new Directory();
    private final NoticeText text;

    /** A letter, or why there is none. */
    public record Made(Optional<Letter> letter, Optional<Trouble> trouble) {
        static Made of(Letter letter) {
            return new Made(Optional.of(letter), Optional.empty());
        }

        static Made not(Trouble trouble) {
            return new Made(Optional.empty(), Optional.of(trouble));
        }
    }

    /** @param zone where the schools are */
    public Letters(AuditLog audit, Contacts contacts, ZoneId zone) {
        this.audit = audit;
        this.contacts = contacts;
        this.text = new NoticeText(zone);
    }

    public Made of(Handle h, NoticeRow row, Instant now) {
        Optional<Map<String, String>> facts = facts(h, row);
        Optional<Person> about = directory.person(h, row.about());
        boolean gone =
                directory.person(h, row.recipient()).filter(Person::active).isEmpty();
        if (facts.isEmpty() || about.isEmpty() || gone) {
            return Made.not(Trouble.NOTHING_TO_TELL);
        }
        Optional<Contact> contact = contacts.of(h, row.recipient());
        Optional<MailAddress> address = contact.flatMap(Contact::address);
        if (address.isEmpty()) {
            return Made.not(Trouble.NO_CONTACT);
        }
        NoticeText.Written written = text.write(
                new NoticeText.Known(
                        row.kind(),
                        row.audience(),
                        facts.get(),
                        row.happenedAt(),
                        about.get().fullName(),
                        schools(h, row)),
                contact.get().language());
        return Made.of(
                new Letter(row.id(), address.get(), written.subject(), written.text(), written.languages(), now));
    }

    /** By which the recipient is told: a lead's are those that the person has to do with. */
    private List<String> schools(Handle h, NoticeRow row) {
        Set<UUID> concerned = Recipients.schools(
                h, row.audience() == Audience.LEAD ? row.about() : row.recipient(), row.happenedAt());
        Set<UUID> own = row.audience() == Audience.LEAD
                ? new LinkedHashSet<>(directory.schoolsOf(h, row.recipient()))
                : concerned;
        return concerned.stream()
                .filter(own::contains)
                .map(school -> Sql.one(h, "SELECT name FROM school WHERE id = ?", name -> name.getString(1), school))
                .flatMap(Optional::stream)
                .sorted()
                .toList();
    }

    private Optional<Map<String, String>> facts(Handle h, NoticeRow row) {
        return Sql.one(
                        h,
                        "SELECT facts FROM notice WHERE id = ? AND facts IS NOT NULL",
                        stored -> stored.getBytes(1),
                        row.id())
                .flatMap(shut -> audit.open(h, row.about().toString(), Notices.context(row.id()), shut))
                .map(plain -> {
                    Map<String, String> facts = NoticeFacts.of(plain);
                    Arrays.fill(plain, (byte) 0);
                    return facts;
                });
    }
}
