package org.lanyard.session.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.house.House;
import org.lanyard.session.house.LogCapture;
import org.lanyard.session.house.TestKiosk;
import org.lanyard.session.pass.PassOrder;
import org.lanyard.session.pass.PassPlace;
import org.lanyard.session.pass.PassTries;
import org.lanyard.session.pass.Passes;

/** A lesson pass's negative table: over raw HTTP, each with its own reason in the log and one dull error outside. */
@DisplayName("DESIGN: the door for a stored grant of its own")
class PassTableTest {
    private static TestStore data;
    private static House house;

    /** How one thing of a good redemption is broken; what is sent instead. */
    private record Row(Reason reason, String name, Function<Good, RawHttp.Answer> send) {}

    /** A pupil with a pass, and the kiosk that it is for. */
    private static final class Good {
        final UUID school = house.school();
        final UUID pupil = house.person("pupil", school);
        final TestKiosk kiosk = house.kiosk(school);
        final Passes.Issued issued = issue();
        final String code = issued.code().reveal();

        private Passes.Issued issue() {
            Passes.Issued[] made = new Passes.Issued[1];
            PassPlace place = new PassPlace.AtKiosk(kiosk.id());
            house.run(tx -> made[0] = house.passes.issue(
                    tx, new PassOrder(pupil, place, house.now().plusSeconds(60)), house.now(), "r.evans"));
            return made[0];
        }

        RawHttp.Answer send() {
            return kiosk.pass(code);
        }
    }

    @BeforeAll
    static void build() {
        data = TestStore.sqlite("pki", "session");
        house = new House(data.store());
    }

    @AfterAll
    static void takeDown() {
        house.close();
        data.close();
    }

    private static Row row(Reason reason, String name, Function<Good, RawHttp.Answer> send) {
        return new Row(reason, name, send);
    }

    private static List<Row> rows() {
        return List.of(
                row(Reason.KIOSK_ASSERTION, "no assertion", g -> g.kiosk.pass(g.code, "x.y.z")),
                row(
                        Reason.CHALLENGE_FOREIGN,
                        "a challenge of nobody's",
                        g -> g.kiosk.pass(g.code, g.kiosk.beside(g.code, House.random(90)))),
                row(Reason.CHALLENGE_EXPIRED, "a challenge of two minutes ago", g -> {
                    String challenge = g.kiosk.challenge();
                    house.clock.move(Duration.ofMinutes(2));
                    return g.kiosk.pass(g.code, g.kiosk.beside(g.code, challenge));
                }),
                row(
                        Reason.CHALLENGE_OF_ANOTHER_CALLER,
                        "another kiosk's challenge",
                        g -> g.kiosk.pass(
                                g.code,
                                g.kiosk.beside(g.code, house.kiosk(g.school).challenge()))),
                row(
                        Reason.KIOSK_VOUCHES_FOR_ANOTHER,
                        "the kiosk signed for another code",
                        g -> g.kiosk.pass(g.code, g.kiosk.beside("AAAAA-AAAAA", g.kiosk.challenge()))),
                row(
                        Reason.KIOSK_VOUCHES_FOR_ANOTHER,
                        "the kiosk signed for none",
                        g -> g.kiosk.pass(
                                g.code,
                                g.kiosk.sign(new org.lanyard.pki.assertion.KioskClaims(
                                        g.kiosk.id(),
                                        House.ISSUER,
                                        house.now(),
                                        house.now().plusSeconds(30),
                                        g.kiosk.challenge(),
                                        Optional.empty())))),
                row(Reason.CHALLENGE_USED, "the same request again", g -> {
                    String assertion = g.kiosk.beside(g.code, g.kiosk.challenge());
                    assertEquals(200, g.kiosk.pass(g.code, assertion).status());
                    return g.kiosk.pass(g.code, assertion);
                }),
                row(Reason.KIOSK_UNKNOWN, "a kiosk that was never registered", g -> {
                    var id = java.net.URI.create("urn:lanyard:kiosk:" + UUID.randomUUID());
                    TestKiosk stranger = new TestKiosk(
                            house, id, house.issue(Profile.KIOSK, new SubjectName.Service(id)), "http://x");
                    String challenge = new org.lanyard.session.challenge.Challenges(
                                    challengeKey(), house.clock, new java.security.SecureRandom())
                            .issue(org.lanyard.session.challenge.Purpose.KIOSK, id.toString(), "");
                    return stranger.pass(g.code, stranger.beside(g.code, challenge));
                }),
                row(Reason.KIOSK_SUSPENDED, "a kiosk that was suspended meanwhile", g -> {
                    String assertion = g.kiosk.beside(g.code, g.kiosk.challenge());
                    house.run(tx -> house.desk.kiosks().setActive(tx, g.kiosk.id(), false, house.now(), "office"));
                    return g.kiosk.pass(g.code, assertion);
                }),
                row(Reason.KIOSK_CERTIFICATE_NOT_GOOD, "a kiosk whose certificate was revoked meanwhile", g -> {
                    String assertion = g.kiosk.beside(g.code, g.kiosk.challenge());
                    house.run(tx -> house.certificates.revoke(
                            tx,
                            house.idOf(g.kiosk.key()),
                            RevocationReason.KEY_COMPROMISE,
                            house.now(),
                            "office",
                            "stolen"));
                    return g.kiosk.pass(g.code, assertion);
                }),
                row(Reason.PASS_UNKNOWN, "a code that was never issued", g -> g.kiosk.pass("AAAAA-AAAAA")),
                row(Reason.PASS_UNKNOWN, "what cannot be a code", g -> g.kiosk.pass("let-me-in")),
                row(Reason.PASS_TRIES_SPENT, "the right code after too many wrong ones", g -> {
                    for (int i = 0; i < PassTries.MOST; i++) {
                        g.kiosk.pass("AAAAA-AAAAA");
                    }
                    return g.send();
                }),
                row(Reason.PASS_ENDED, "a pass that the teacher ended", g -> {
                    house.run(tx -> house.passes.end(tx, g.issued.pass().id(), house.now(), "r.evans", "found"));
                    return g.send();
                }),
                row(Reason.PASS_LATE, "at the bell", g -> {
                    house.clock.move(Duration.ofSeconds(60));
                    return g.send();
                }),
                row(
                        Reason.PASS_FOR_ANOTHER_PLACE,
                        "at the next kiosk of the same school",
                        g -> house.kiosk(g.school).pass(g.code)),
                row(
                        Reason.PASS_FOR_ANOTHER_PLACE,
                        "at a kiosk of another school",
                        g -> house.kiosk(house.school()).pass(g.code)),
                row(Reason.HOLDER_INACTIVE, "for a pupil who left", g -> {
                    house.sql("UPDATE person SET status = 'inactive' WHERE id = ?", g.pupil);
                    return g.send();
                }),
                row(Reason.KIOSK_OF_ANOTHER_SCHOOL, "at a kiosk that moved to another school", g -> {
                    house.sql(
                            "UPDATE kiosk_school SET school_id = ? WHERE client_id = ?",
                            house.school(),
                            g.kiosk.id().toString());
                    return g.send();
                }),
                row(Reason.KIOSK_OF_ANOTHER_SCHOOL, "for a pupil who moved to another school", g -> {
                    house.sql("UPDATE person_school SET school_id = ? WHERE person_id = ?", house.school(), g.pupil);
                    return g.send();
                }),
                row(Reason.SCHOOL_INACTIVE, "at a school that was closed", g -> {
                    house.sql("UPDATE school SET status = 'inactive' WHERE id = ?", g.school);
                    return g.send();
                }));
    }

    private static byte[] challengeKey() {
        return house.secret("challenge");
    }

    @TestFactory
    Stream<DynamicTest> refused() {
        return rows().stream()
                .map(row -> dynamicTest(row.reason() + ": " + row.name(), () -> {
                    Good good = new Good();
                    try (LogCapture log = new LogCapture()) {
                        RawHttp.Answer answer = row.send().apply(good);
                        assertEquals(400, answer.status(), answer.body());
                        assertTrue(answer.body().contains("\"error\":\"invalid_grant\""), answer.body());
                        assertTrue(log.last().contains("reason=" + row.reason() + " "), log.last());
                        assertFalse(String.join("\n", log.lines()).contains(good.code));
                        assertFalse(answer.body().contains(good.code));
                    }
                }));
    }

    @TestFactory
    @DisplayName("every rule has a row; what no row breaks is a purpose that a kiosk cannot ask for")
    Stream<DynamicTest> everyRuleHasARow() {
        Set<Reason> rules = new TreeSet<>();
        List<Rule<?>> all = new ArrayList<>(PassRules.ALL.seen());
        all.addAll(PassRules.ALL.kiosk());
        all.addAll(PassRules.ALL.found());
        all.forEach(rule -> rules.add(rule.reason()));
        rows().forEach(row -> rules.remove(row.reason()));
        rules.remove(Reason.CHALLENGE_OF_ANOTHER_PURPOSE);
        return Stream.of(dynamicTest("every rule", () -> assertEquals(Set.of(), rules)));
    }
}
