package org.lanyard.session.notice;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.HandleConsumer;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.RefusedException;
import org.lanyard.session.guardianship.Act;
import org.lanyard.session.guardianship.GuardianshipKind;
import org.lanyard.session.guardianship.GuardianshipOffice;
import org.lanyard.session.guardianship.Right;
import org.lanyard.session.house.MovableClock;
import org.lanyard.session.people.Duties;
import org.lanyard.session.people.Duty;
import org.lanyard.session.people.HeldDuty;
import org.lanyard.session.people.PersonRole;
import org.lanyard.session.people.TestPeople;

/** Megan and Rhys, guardians of Cadi at Ysgol Gwaun, whose safeguarding lead is Nia; Huw is lead of a school that none of them knows. */
public final class NoticeGround implements AutoCloseable {
    static final SecureRandom RANDOM = new SecureRandom();
    static final ZoneId ZONE = ZoneId.of("Europe/London");
    static final String OF_MEGAN = "megan@example.org";

    public final TestStore data;
    public final Store store;
    public final MovableClock clock = new MovableClock();
    public final AuditLog audit;
    public final Notices notices;
    public final Contacts contacts;
    public final FamilyNotices family;
    public final Outbox outbox;
    public final Letters letters;
    final GuardianshipOffice office;
    UUID gwaun;
    UUID teifi;
    public UUID megan;
    UUID rhys;
    UUID cadi;
    public UUID nia;
    UUID huw;

    public NoticeGround(TestStore data) {
        this.data = data;
        this.store = data.store();
        try {
            Path folder = Files.createTempDirectory("notices");
            audit = new AuditLog(MasterKey.openOrCreate(folder.resolve("master.key")), RANDOM);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        notices = new Notices(audit, RANDOM);
        contacts = new Contacts(store.engine(), audit);
        family = new FamilyNotices(audit);
        outbox = new Outbox(audit, RANDOM);
        letters = new Letters(audit, contacts, ZONE);
        office = new GuardianshipOffice(audit, RANDOM);
        try {
            run(tx -> {
                gwaun = TestPeople.school(tx, "Ysgol Gwaun");
                teifi = TestPeople.school(tx, "Ysgol Teifi");
                megan = TestPeople.person(tx, PersonRole.GUARDIAN, "Megan", "Prydderch");
                rhys = TestPeople.person(tx, PersonRole.GUARDIAN, "Rhys", "Prydderch");
                cadi = TestPeople.person(tx, PersonRole.PUPIL, "Cadi", "Prydderch");
                nia = TestPeople.person(tx, PersonRole.STAFF, "Nia", "Harri");
                huw = TestPeople.person(tx, PersonRole.STAFF, "Huw", "Puw");
                TestPeople.enrol(tx, cadi, gwaun, TestPeople.schoolClass(tx, gwaun, "3P"));
                at(tx, nia, gwaun);
                at(tx, huw, teifi);
                Duties duties = new Duties(audit);
                duties.give(tx, nia, new HeldDuty(Duty.SAFEGUARDING_LEAD, Optional.of(gwaun)), now(), "office", "term");
                duties.give(tx, huw, new HeldDuty(Duty.SAFEGUARDING_LEAD, Optional.of(teifi)), now(), "office", "term");
                guardian(tx, megan);
                guardian(tx, rhys);
            });
        } catch (RefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void at(org.jdbi.v3.core.Handle tx, UUID person, UUID school) {
        Sql.update(tx, "INSERT INTO person_school (person_id, school_id) VALUES (?, ?)", person, school);
    }

    private void guardian(org.jdbi.v3.core.Handle tx, UUID guardian) {
        UUID id = office.propose(tx, guardian, cadi, GuardianshipKind.PARENTAL_RESPONSIBILITY, "test", act())
                .orElseThrow();
        office.confirm(
                tx,
                id,
                GuardianshipKind.PARENTAL_RESPONSIBILITY,
                EnumSet.allOf(Right.class),
                now(),
                Optional.empty(),
                act());
    }

    Act act() {
        return new Act("cli:office", now(), "asked at the office");
    }

    public Instant now() {
        return clock.instant();
    }

    public <X extends Exception> void run(HandleConsumer<X> work) throws X {
        store.<Void, X>transact(tx -> {
            work.useHandle(tx);
            return null;
        });
    }

    public void contact(UUID person, String address) {
        run(tx -> contacts.set(
                tx, person, MailAddress.of(address).orElseThrow(), Optional.of(ContactLanguage.ENGLISH), act()));
    }

    public List<NoticeRow> rows() {
        return store.read(h -> NoticeBook.list(h, Optional.empty(), 100));
    }

    @Override
    public void close() {
        data.close();
    }
}
