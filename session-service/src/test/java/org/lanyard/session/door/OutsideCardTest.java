package org.lanyard.session.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.path.OutsideLeaves;
import org.lanyard.pki.path.outside.HttpFetch;
import org.lanyard.pki.path.outside.OutsideSettings;
import org.lanyard.pki.path.outside.StatusDesk;
import org.lanyard.pki.path.outside.StatusMeter;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.TestStore;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestResponder;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.card.CardStates;
import org.lanyard.session.card.CardStatus;
import org.lanyard.session.config.SessionConfig;
import org.lanyard.session.house.House;
import org.lanyard.session.house.MovableClock;
import org.lanyard.session.house.TestCard;
import org.lanyard.session.house.TestKiosk;
import org.lanyard.session.login.Acr;
import org.lanyard.session.login.Leases;
import org.lanyard.session.login.Opening;
import org.lanyard.session.login.SessionLimits;

@DisplayName("The door: a card of an authority outside")
class OutsideCardTest {
    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private final TestAuthority council = TestAuthority.create(clock.instant());
    private final UUID id = UUID.randomUUID();
    private final SigningKey key = council.issue(Profile.CARD_9A, new SubjectName.Card(id));
    private TestResponder responder;
    private TestStore data;
    private House house;
    private UUID pupil;
    private TestKiosk kiosk;

    @BeforeEach
    void open() throws Exception {
        responder = TestResponder.start(council, clock);
        Files.write(folder.resolve("council.crt"), council.issuing().getEncoded());
        Files.write(folder.resolve("council.crl"), TestResponder.list(council, clock.instant(), Duration.ofDays(2)));
        OutsideSettings settings = new OutsideSettings(
                "council",
                List.of(folder.resolve("council.crt")),
                List.of(),
                Set.of(OidArc.DEFAULT.policy(Profile.CARD_9A)),
                Set.of(),
                List.of(folder.resolve("council.crl")),
                List.of(),
                Duration.ofDays(1),
                Optional.of(responder.uri()),
                false,
                Duration.ofMinutes(1),
                List.of());
        OutsideLeaves outside = OutsideLeaves.open(
                List.of(settings),
                new StatusDesk.Surroundings(
                        new HttpFetch(), clock, () -> 0, new SecureRandom(), StatusMeter.NONE, Duration.ofSeconds(20)));
        outside.refresh();
        data = TestStore.sqlite("pki", "session");
        house = new House(data.store(), clock, outside);
        UUID school = house.school();
        pupil = house.person("pupil", school);
        kiosk = house.kiosk(school);
    }

    @AfterEach
    void close() {
        house.close();
        data.close();
        responder.close();
    }

    private void register(Optional<String> authority) {
        CardStates.Card card = new CardStates.Card(id, CardStatus.ACTIVE, Optional.of(pupil));
        house.run(tx -> {
            if (authority.isPresent()) {
                house.desk.cards().addOutside(tx, card, authority.get(), house.now(), "office");
            } else {
                house.desk.cards().add(tx, card, house.now(), "office");
            }
        });
    }

    private Opening.AtKiosk tap() throws RefusedException {
        return new Door(house.doorParts, SessionConfig.localhost(8080).doorPolicy())
                .open(kiosk.proof(new TestCard(house, id, key)));
    }

    private Reason refusal() {
        long before = house.count("login_session");
        Reason reason = assertThrows(RefusedException.class, this::tap).reason();
        assertEquals(before, house.count("login_session"));
        return reason;
    }

    /** What the session's row says; the audit row and what a service is told have to say it too. */
    private String standing(Opening.AtKiosk opened) {
        String standing = house.store
                .read(h -> Sql.one(
                        h,
                        "SELECT standing FROM login_session WHERE id = ?",
                        row -> row.getString(1),
                        opened.session()))
                .orElseThrow();
        assertEquals(1, house.count("audit_row WHERE facts LIKE '%" + standing + "%'"));
        house.run(tx -> house.desk.clients().register(tx, "service", house.now(), "office"));
        Leases leases = new Leases(house.store, SessionLimits.DEFAULT, house.desk.ending(), house::now);
        assertEquals(
                Optional.of(standing),
                leases.ask("service", opened.lease().reveal())
                        .lease()
                        .orElseThrow()
                        .standing());
        return standing;
    }

    @Test
    @DisplayName("good: signs in at the level that its policy vouches for, and the session says who vouched")
    void good() throws Exception {
        register(Optional.of("council"));
        Opening.AtKiosk opened = tap();
        assertEquals(Acr.TAP_PIN, opened.acr());
        assertEquals("council:ocsp", standing(opened));
    }

    @Test
    @DisplayName("degraded: with the responder gone a recent list does, and the session says so")
    void degraded() throws Exception {
        register(Optional.of("council"));
        responder.close();
        assertEquals("council:list-degraded", standing(tap()));
    }

    @Test
    @DisplayName("revoked, unknown to its responder, or with nobody to ask: refused")
    void refused() {
        register(Optional.of("council"));
        responder.mood(TestResponder.Mood.UNKNOWN);
        assertEquals(Reason.CARD_STATUS_UNKNOWN, refusal());
        responder.mood(TestResponder.Mood.GOOD).revoke(key.certificate());
        assertEquals(Reason.CARD_CERTIFICATE_NOT_GOOD, refusal());
        clock.move(Duration.ofHours(25));
        responder.close();
        assertEquals(Reason.CARD_STATUS_UNKNOWN, refusal());
    }

    @Test
    @DisplayName("not registered: refused, however good its certificate")
    void unregistered() {
        assertEquals(Reason.CARD_UNKNOWN, refusal());
    }

    @Test
    @DisplayName("an authority outside that names a card of our own, or of another authority's, is not believed")
    void anothersCard() {
        register(Optional.empty());
        assertEquals(Reason.CARD_OF_ANOTHER_AUTHORITY, refusal());
        house.sql("UPDATE card SET authority = 'county' WHERE id = ?", id);
        assertEquals(Reason.CARD_OF_ANOTHER_AUTHORITY, refusal());
    }

    @Test
    @DisplayName("what was said before the transaction counts inside it only while it is fresh")
    void staleInside() {
        register(Optional.of("council"));
        Door.Parts p = house.doorParts;
        Door slow = new Door(
                new Door.Parts(
                        p.store(),
                        p.verifier(),
                        p.challenges(),
                        p.credentials(),
                        p.invitations(),
                        p.recoveries(),
                        p.certificates(),
                        leaf -> {
                            var said = p.standings().of(leaf);
                            clock.move(Duration.ofSeconds(61));
                            return said;
                        },
                        p.opening(),
                        p.ending(),
                        p.clock()),
                SessionConfig.localhost(8080).doorPolicy());
        Proof.Tap proof = kiosk.proof(new TestCard(house, id, key));
        assertEquals(
                Reason.CARD_CERTIFICATE_NOT_GOOD,
                assertThrows(RefusedException.class, () -> slow.open(proof)).reason());
    }

    @Test
    @DisplayName("a card that is lost here is lost, whatever its authority says")
    void lostHere() throws Exception {
        register(Optional.of("council"));
        tap();
        house.run(tx -> house.desk.cards().revoke(tx, id, CardStatus.LOST, house.now(), "office", "lost on the bus"));
        assertEquals(Reason.CARD_NOT_ACTIVE, refusal());
    }
}
