package org.lanyard.session.roster;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.session.guardianship.Act;
import org.lanyard.session.guardianship.GuardianshipKind;
import org.lanyard.session.guardianship.GuardianshipOffice;
import org.lanyard.session.notice.Contacts;
import org.lanyard.session.people.PersonRole;
import org.lanyard.session.people.RandomIds;

/** Writes one checked bundle in the caller's transaction: schools, classes, people, links, then what is gone. */
final class BundleWriter {
    private final Handle tx;
    private final String source;
    private final CheckedBundle bundle;
    private final GuardianshipOffice office;
    private final RandomIds random;
    private final Instant now;
    private final LocalDate today;
    private final String importId;
    private final RosterContacts contacts;
    private final RosterLinks links;
    private StoredIds ids;
    private long peopleAdded;
    private long peopleChanged;
    private long peopleGone;
    private long schools;
    private long classes;
    private long addresses;

    BundleWriter(
            Handle tx,
            String source,
            CheckedBundle bundle,
            GuardianshipOffice office,
            Contacts contacts,
            RandomIds random,
            Instant now,
            LocalDate today) {
        this.tx = tx;
        this.source = source;
        this.bundle = bundle;
        this.office = office;
        this.random = random;
        this.now = now;
        this.today = today;
        this.importId = random.uuid().toString();
        this.contacts = new RosterContacts(tx, contacts, source, now);
        this.links = new RosterLinks(tx, source, bundle, importId);
    }

    /** @throws IOException if the bundle is not the one that was checked: the transaction must not be committed */
    RosterChanges write() throws IOException {
        // The row is also a lock: a second import from this source waits here.
        tx.createUpdate("INSERT INTO roster_source (source, imported_at) VALUES (:source, :at)"
                        + " ON CONFLICT (source) DO UPDATE SET imported_at = excluded.imported_at")
                .bind("source", source)
                .bind("at", now.toEpochMilli())
                .execute();
        ids = StoredIds.load(tx, source);
        orgs();
        classes();
        List<AgentLink> agents = people();
        long linked = links.roles(ids) + links.enrolments(ids);
        births();
        long gone = gone();
        links.deriveFromRoles(today);
        return new RosterChanges(
                peopleAdded, peopleChanged, gone, schools, classes, linked, propose(agents), addresses);
    }

    private void orgs() throws IOException {
        Batch seen = seen("org");
        Batch schoolRows = new Batch(
                tx,
                "INSERT INTO school (id, name, status) VALUES (:id, :name, :status)"
                        + " ON CONFLICT (id) DO UPDATE SET name = excluded.name, status = excluded.status"
                        + " WHERE school.name <> excluded.name OR school.status <> excluded.status");
        Batch closed = new Batch(tx, "UPDATE school SET status = 'inactive' WHERE id = :id AND status = 'active'");
        bundle.read(RosterFile.ORGS, row -> {
            boolean known = ids.orgs().containsKey(row.id());
            if (row.toBeDeleted()) {
                if (known) {
                    closed.add("id", ids.orgs().get(row.id()).toString());
                }
                return;
            }
            String id = id(ids.orgs(), row.id());
            if (row.text("type").equals(Vocabulary.SCHOOL)) {
                schoolRows.add("id", id, "name", Names.tidy(row.text("name")), "status", "active");
            }
            seen.add("sourced", row.id(), "entity", id);
        });
        schools = schoolRows.flush() + closed.flush();
        seen.flush();
    }

    private void classes() throws IOException {
        Batch seen = seen("class");
        Batch rows = new Batch(
                tx,
                "INSERT INTO school_class (id, school_id, name) VALUES (:id, :school, :name)"
                        + " ON CONFLICT (id) DO UPDATE SET school_id = excluded.school_id, name = excluded.name"
                        + " WHERE school_class.school_id <> excluded.school_id OR school_class.name <> excluded.name");
        bundle.read(RosterFile.CLASSES, row -> {
            if (!row.toBeDeleted()) {
                String id = id(ids.classes(), row.id());
                String school = known(ids.orgs(), row.text("schoolSourcedId"));
                rows.add("id", id, "school", school, "name", Names.tidy(row.text("title")));
                seen.add("sourced", row.id(), "entity", id);
            }
        });
        classes = rows.flush();
        seen.flush();
    }

    private List<AgentLink> people() throws IOException {
        List<AgentLink> agents = new ArrayList<>();
        Batch seen = seen("user");
        Batch added = new Batch(
                tx,
                "INSERT INTO person (id, role, given_name, family_name, status, handle, born)"
                        + " VALUES (:id, :role, :given, :family, :status, :handle, NULL)");
        Batch changed = new Batch(
                tx,
                "UPDATE person SET given_name = :given, family_name = :family, status = :status"
                        + " WHERE id = :id AND (given_name <> :given OR family_name <> :family OR status <> :status)");
        Batch gone = new Batch(tx, "UPDATE person SET status = 'inactive' WHERE id = :id AND status = 'active'");
        bundle.read(RosterFile.USERS, row -> {
            boolean known = ids.users().containsKey(row.id());
            if (row.toBeDeleted()) {
                if (known) {
                    gone.add("id", ids.users().get(row.id()).toString());
                }
                return;
            }
            String id = id(ids.users(), row.id());
            String given = Names.called(row, "preferredGivenName", "givenName");
            String family = Names.called(row, "preferredFamilyName", "familyName");
            // An account that the school's system has switched off signs nobody in here either, and is not shown.
            String status = row.text("enabledUser").equals("true") ? "active" : "inactive";
            if (known) {
                changed.add("id", id, "given", given, "family", family, "status", status);
            } else {
                PersonRole role = Vocabulary.personRole(bundle.role(row.id(), Vocabulary.RELATIVE));
                added.add(
                        "id",
                        id,
                        "role",
                        role.code(),
                        "given",
                        given,
                        "family",
                        family,
                        "status",
                        status,
                        "handle",
                        random.handle());
            }
            seen.add("sourced", row.id(), "entity", id);
            contacts.add(id, row);
            row.list("agentSourcedIds").forEach(agent -> agents.add(new AgentLink(row.id(), agent)));
        });
        peopleAdded = added.flush();
        peopleChanged = changed.flush();
        peopleGone = gone.flush();
        seen.flush();
        addresses = contacts.write();
        return agents;
    }

    private void births() throws IOException {
        Batch born = new Batch(tx, "UPDATE person SET born = :born WHERE id = :id AND (born IS NULL OR born <> :born)");
        bundle.read(RosterFile.DEMOGRAPHICS, row -> {
            Long day = row.day("birthDate");
            if (!row.toBeDeleted() && day != null) {
                born.add("id", known(ids.users(), row.id()), "born", day);
            }
        });
        peopleChanged += born.flush();
    }

    /** Whoever a bulk file no longer has. What a delta does not mention stays as it is. */
    private long gone() {
        if (bundle.mode(RosterFile.ORGS) == FileMode.BULK) {
            schools += gone("school", "org");
        }
        return peopleGone + (bundle.mode(RosterFile.USERS) == FileMode.BULK ? gone("person", "user") : 0);
    }

    private long gone(String table, String kind) {
        return tx.createUpdate("UPDATE " + table + " SET status = 'inactive' WHERE status = 'active' AND id IN"
                        + " (SELECT entity_id FROM roster_id"
                        + " WHERE source = :source AND kind = :kind AND seen_in <> :import)")
                .bind("source", source)
                .bind("kind", kind)
                .bind("import", importId)
                .execute();
    }

    private long propose(List<AgentLink> agents) {
        Act act = new Act("roster:" + source, now, "named as an agent in the roster");
        long proposals = 0;
        for (AgentLink link : agents) {
            UUID one = ids.users().get(link.user());
            UUID other = ids.users().get(link.agent());
            boolean oneIsPupil = isPupil(one);
            if (one.equals(other) || oneIsPupil == isPupil(other)) {
                continue;
            }
            String adult = oneIsPupil ? link.agent() : link.user();
            GuardianshipKind kind = bundle.role(adult, "").equals(Vocabulary.RELATIVE)
                    ? GuardianshipKind.RELATIVE
                    : GuardianshipKind.PARENTAL_RESPONSIBILITY;
            UUID guardian = oneIsPupil ? other : one;
            UUID child = oneIsPupil ? one : other;
            if (office.proposeFromRoster(tx, guardian, child, kind, "roster:" + source, act)
                    .isPresent()) {
                proposals++;
            }
        }
        return proposals;
    }

    private boolean isPupil(UUID person) {
        return tx.createQuery("SELECT role FROM person WHERE id = :id")
                .bind("id", person.toString())
                .mapTo(String.class)
                .one()
                .equals(PersonRole.PUPIL.code());
    }

    private Batch seen(String kind) {
        return new Batch(
                tx,
                "INSERT INTO roster_id (source, kind, sourced_id, entity_id, seen_in)"
                        + " VALUES (:source, :kind, :sourced, :entity, :import)"
                        + " ON CONFLICT (source, kind, sourced_id) DO UPDATE SET seen_in = excluded.seen_in",
                "source",
                source,
                "kind",
                kind,
                "import",
                importId);
    }

    /** Our id for one of theirs; a new one where there is none yet. */
    private String id(Map<String, UUID> kind, String sourced) {
        return kind.computeIfAbsent(sourced, none -> random.uuid()).toString();
    }

    static String known(Map<String, UUID> kind, String sourced) throws IOException {
        UUID id = kind.get(sourced);
        if (id == null) {
            throw new IOException("the bundle refers to something that it did not when it was checked");
        }
        return id.toString();
    }

    private record AgentLink(String user, String agent) {}
}
