package org.lanyard.session.pages;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jetty.server.Handler;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.http.SecurityHeaders;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.guardianship.Act;
import org.lanyard.session.guardianship.GuardianshipKind;
import org.lanyard.session.guardianship.GuardianshipOffice;
import org.lanyard.session.guardianship.Guardianships;
import org.lanyard.session.guardianship.Right;
import org.lanyard.session.login.Acr;
import org.lanyard.session.login.Secret;
import org.lanyard.session.login.SessionLimits;
import org.lanyard.session.login.Sessions;
import org.lanyard.session.people.Directory;
import org.lanyard.session.people.PersonRole;
import org.lanyard.session.people.TestPeople;

/** A school, its people, and the pages in front of them. */
final class PageWorld implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-23T09:15:30Z");
    static final String KIOSK = "https://kiosk.example/1";

    final TestStore stores = TestStore.sqlite("pki", "session");
    final Store store = stores.store();
    final UUID school;
    final UUID schoolClass;
    private final SecureRandom random = new SecureRandom();
    private final GuardianshipOffice office;
    private RawHttp http;
    Instant now = NOW;

    PageWorld() {
        try {
            Path key = Files.createTempDirectory("lanyard-pages").resolve("master.key");
            office = new GuardianshipOffice(new AuditLog(MasterKey.openOrCreate(key), random), random);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        school = store.transact(tx -> TestPeople.school(tx, "Ysgol Gynradd Llyn y Wennol"));
        schoolClass = store.transact(tx -> TestPeople.schoolClass(tx, school, "Dosbarth Derwen"));
        store.transact(tx -> tx.execute(
                "INSERT INTO kiosk (client_id, name, origin, status) VALUES (?, 'Llyfrgell', 'http://127.0.0.1:8090', 'active')",
                KIOSK));
    }

    /** The tree as the service hangs it. */
    Handler handler() {
        InstantSource clock = () -> now;
        Sessions sessions = new Sessions(store, SessionLimits.DEFAULT, new byte[32], clock);
        Pages pages = new Pages(
                sessions,
                new Directory(),
                new Guardianships(),
                store,
                clock,
                ZoneId.of("Europe/London"),
                "localhost",
                random);
        return SecurityHeaders.forPages(pages.handler());
    }

    RawHttp http() {
        if (http == null) {
            http = RawHttp.start(handler());
        }
        return http;
    }

    UUID pupil(String given, String family) {
        return store.transact(tx -> {
            UUID id = TestPeople.person(tx, PersonRole.PUPIL, given, family);
            TestPeople.enrol(tx, id, school, schoolClass);
            return id;
        });
    }

    UUID guardian(String given, String family) {
        return store.transact(tx -> TestPeople.person(tx, PersonRole.GUARDIAN, given, family));
    }

    UUID propose(UUID guardian, UUID child) {
        return store.transact(
                tx -> office.propose(tx, guardian, child, GuardianshipKind.PARENTAL_RESPONSIBILITY, "office", act())
                        .orElseThrow());
    }

    void confirm(UUID guardian, UUID child, Right... rights) {
        UUID id = propose(guardian, child);
        Set<Right> all = EnumSet.noneOf(Right.class);
        all.addAll(Set.of(rights));
        store.transact(tx -> office.confirm(
                tx,
                id,
                GuardianshipKind.PARENTAL_RESPONSIBILITY,
                all,
                NOW.minus(Duration.ofDays(1)),
                Optional.empty(),
                act()));
    }

    void restrict(UUID guardian, UUID child) {
        store.transact(
                tx -> office.restrict(tx, guardian, child, NOW.minusSeconds(60), Optional.empty(), "order 1", act()));
    }

    /** @return the header that carries a session's cookie */
    String signIn(UUID person, Acr acr, boolean atKiosk) {
        UUID session = UUID.randomUUID();
        byte[] raw = new byte[48];
        random.nextBytes(raw);
        ByteBuffer.wrap(raw).putLong(session.getMostSignificantBits()).putLong(session.getLeastSignificantBits());
        String cookie = Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
        store.transact(tx -> tx.execute(
                "INSERT INTO login_session (id, person_id, acr, kiosk, cookie_hash, signed_in_at, idle_until, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                session.toString(),
                person.toString(),
                acr.name(),
                atKiosk ? KIOSK : null,
                Secret.hash(cookie),
                now.toEpochMilli(),
                now.plus(Duration.ofMinutes(10)).toEpochMilli(),
                now.plus(Duration.ofHours(8)).toEpochMilli()));
        return "Cookie: " + Sessions.COOKIE + "=" + cookie;
    }

    static Act act() {
        return new Act("test", NOW, "test");
    }

    @Override
    public void close() {
        if (http != null) {
            http.close();
        }
        stores.close();
    }
}
