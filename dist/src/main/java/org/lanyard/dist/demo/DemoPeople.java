package org.lanyard.dist.demo;

import static org.lanyard.session.guardianship.GuardianshipKind.CARER;
import static org.lanyard.session.guardianship.GuardianshipKind.PARENTAL_RESPONSIBILITY;
import static org.lanyard.session.guardianship.GuardianshipKind.RELATIVE;
import static org.lanyard.session.guardianship.Right.ATTAINMENT;
import static org.lanyard.session.guardianship.Right.ATTENDANCE;
import static org.lanyard.session.guardianship.Right.CONTACT;
import static org.lanyard.session.guardianship.Right.MEALS;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Store;
import org.lanyard.session.card.CardStates;
import org.lanyard.session.guardianship.Act;
import org.lanyard.session.guardianship.GuardianshipKind;
import org.lanyard.session.guardianship.GuardianshipOffice;
import org.lanyard.session.guardianship.Proposal;
import org.lanyard.session.guardianship.Right;
import org.lanyard.session.login.EndReason;
import org.lanyard.session.login.Ending;
import org.lanyard.session.notice.Contacts;
import org.lanyard.session.people.Directory;
import org.lanyard.session.people.Person;
import org.lanyard.session.people.SchoolClass;
import org.lanyard.session.roster.Leavers;
import org.lanyard.session.roster.RosterBundle;
import org.lanyard.session.roster.RosterCards;
import org.lanyard.session.roster.RosterIds;
import org.lanyard.session.roster.RosterImporter;
import org.lanyard.session.roster.RosterReport;

/**
 * The invented school of the demo: its roster imported, and what its office has decided about guardians. Everything here
 * goes through the same doors as a real school's.
 *
 * @param school its id
 * @param pupils in the order of their cards
 * @param guardians those whom the demo invites, the most telling first
 */
public record DemoPeople(UUID school, List<Pupil> pupils, List<Guardian> guardians) {
    /** What the roster's ids mean something in. */
    public static final String SOURCE = "demo";

    /** How many pupils the bundle has. */
    static final int PUPILS = 30;

    private static final String ACTOR = "demo:office";
    private static final Set<Right> ALL = EnumSet.allOf(Right.class);

    /** Guardians whose rights are not simply all: by the roster's id, for each of their children. */
    private static final Map<String, Decision> DECISIONS = Map.of(
            // Lives apart from the children's mother, and sees less.
            "g-gareth", new Decision(PARENTAL_RESPONSIBILITY, EnumSet.of(ATTENDANCE, ATTAINMENT)),
            "g-mair", new Decision(RELATIVE, EnumSet.of(ATTENDANCE, MEALS)),
            "g-helen", new Decision(CARER, EnumSet.of(ATTENDANCE, ATTAINMENT, MEALS, CONTACT)));

    private static final Decision USUAL = new Decision(PARENTAL_RESPONSIBILITY, ALL);

    /** The office still waits for this one's papers. */
    private static final String NOT_CONFIRMED = "g-kofi";

    private static final String RESTRICTED = "g-darren";
    private static final String RESTRICTED_CHILD = "p03";

    private static final List<String> INVITED =
            List.of("g-sian", "g-gareth", "g-aisha", "g-darren", "g-rhian", "g-kofi", "g-mair", "g-helen");

    public DemoPeople {
        Objects.requireNonNull(school);
        pupils = List.copyOf(pupils);
        guardians = List.copyOf(guardians);
    }

    /** A pupil, for a card. */
    public record Pupil(UUID id, String name, String schoolClass) {}

    /**
     * A guardian, for an invitation.
     *
     * @param story what the demo shows with them, in a few words
     */
    public record Guardian(UUID id, String name, String story) {}

    private record Decision(GuardianshipKind kind, Set<Right> rights) {}

    /**
     * Imports the bundle and enters the office's decisions. To be called at each start: what is there already stays as it
     * is, whatever was done to it since.
     *
     * @throws IllegalStateException if the demo's own bundle is refused
     */
    public static DemoPeople seed(Store store, AuditLog audit, SecureRandom random, InstantSource clock, ZoneId zone) {
        GuardianshipOffice office = new GuardianshipOffice(audit, random);
        Ending ending = new Ending(audit);
        Leavers leavers = (tx, person, at, actor) -> ending.ofPerson(tx, person, EndReason.PERSON_ENDED, at, actor);
        CardStates cards =
                new CardStates(store.engine(), new CertificateRegistry(store.engine(), audit), ending, audit);
        RosterCards following = new RosterCards(store.engine(), cards, audit);
        RosterReport report = new RosterImporter(
                        store, office, leavers, following, new Contacts(store.engine(), audit), random, clock, zone)
                .importBundle(SOURCE, RosterBundle.resources(DemoPeople.class, "roster"));
        if (!report.accepted()) {
            throw new IllegalStateException("the demo's roster is refused: " + report.findings());
        }
        if (report.changes().peopleAdded() > 0) {
            store.transact(tx -> {
                decide(tx, office, clock.instant());
                return null;
            });
        }
        return store.read(tx -> people(tx, LocalDate.ofInstant(clock.instant(), zone)));
    }

    private static void decide(Handle tx, GuardianshipOffice office, Instant now) {
        UUID waits = id(tx, NOT_CONFIRMED);
        Act act = new Act(ACTOR, now, "papers seen at the office");
        for (Proposal proposal : office.waiting(tx)) {
            if (!proposal.guardian().equals(waits)) {
                Decision decision = decision(tx, proposal.guardian());
                office.confirm(tx, proposal.id(), decision.kind(), decision.rights(), now, Optional.empty(), act);
            }
        }
        office.restrict(
                tx,
                id(tx, RESTRICTED),
                id(tx, RESTRICTED_CHILD),
                now,
                Optional.empty(),
                "Demo order 1",
                new Act(ACTOR, now, "order of the family court"));
    }

    private static Decision decision(Handle tx, UUID guardian) {
        for (Map.Entry<String, Decision> entry : DECISIONS.entrySet()) {
            if (id(tx, entry.getKey()).equals(guardian)) {
                return entry.getValue();
            }
        }
        return USUAL;
    }

    private static DemoPeople people(Handle tx, LocalDate today) {
        Directory directory = new Directory();
        List<Pupil> pupils = new ArrayList<>();
        for (int card = 1; ; card++) {
            Optional<UUID> id = RosterIds.user(tx, SOURCE, "p%02d".formatted(card));
            if (id.isEmpty()) {
                break;
            }
            String schoolClass = directory.classes(tx, id.get(), today).stream()
                    .map(SchoolClass::name)
                    .findFirst()
                    .orElse("");
            pupils.add(new Pupil(id.get(), name(tx, directory, id.get()), schoolClass));
        }
        List<Guardian> guardians = new ArrayList<>();
        for (String guardian : INVITED) {
            UUID id = id(tx, guardian);
            guardians.add(new Guardian(id, name(tx, directory, id), story(guardian)));
        }
        UUID school = RosterIds.org(tx, SOURCE, "school").orElseThrow();
        return new DemoPeople(school, pupils, guardians);
    }

    private static String story(String guardian) {
        return switch (guardian) {
            case "g-sian" -> "mother of Cadi and Macsen, in two classes; all rights";
            case "g-gareth" -> "their father, living apart: attendance and attainment alone";
            case "g-aisha" -> "single mother of Yusuf and Maryam, in two classes";
            case "g-darren" -> "father of Elin and Tomos; a court order keeps Elin from his view";
            case "g-rhian" -> "their mother; sees both";
            case "g-kofi" -> "father of Ama; the office has not confirmed him yet, so he sees nobody";
            case "g-mair" -> "grandmother of Nia: attendance and meals";
            case "g-helen" -> "carer of Liam";
            default -> "";
        };
    }

    private static String name(Handle tx, Directory directory, UUID id) {
        return directory.person(tx, id).map(Person::fullName).orElseThrow();
    }

    private static UUID id(Handle tx, String sourced) {
        return RosterIds.user(tx, SOURCE, sourced).orElseThrow();
    }
}
