package org.lanyard.session.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.config.SessionConfig;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.LogCapture;
import org.lanyard.session.house.TestKiosk;

/**
 * The door's negative table. Each row breaks one thing of a proof that is otherwise good, is sent over raw HTTP, and must be
 * refused with its own reason in the log, the same dull error outside, and no session. Then the one rule is taken out of the
 * list, and the same proof must no longer be refused for that reason.
 */
@DisplayName("DESIGN: one door")
class DoorTableTest {
    /** Kept until a test fails: the mutation campaign runs each of these tests alone, and hundreds of times. */
    private static House house;

    private static boolean spoiled;
    private static final Pattern DULL =
            Pattern.compile("\\{\"error\":\"invalid_grant\",\"error_description\":\"The request was refused.\","
                    + "\"support_code\":\"[2-9A-Z]{8}\",\"time\":[0-9]+}");

    @BeforeAll
    static synchronized void build() {
        if (house == null || spoiled) {
            TestStore data = TestStore.sqlite("pki", "session");
            house = new House(data.store());
            spoiled = false;
            House built = house;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                built.close();
                data.close();
            }));
        }
    }

    private static DynamicTest test(DoorRow row, Executable body) {
        return dynamicTest(row.name(), () -> {
            boolean passed = false;
            try {
                body.execute();
                passed = true;
            } finally {
                spoiled |= !passed;
            }
        });
    }

    static List<DoorRow> rows() {
        List<DoorRow> rows = new ArrayList<>(AssertionRows.all());
        rows.addAll(TapRows.all());
        rows.addAll(KeyRows.all());
        return rows;
    }

    @TestFactory
    @DisplayName("refused with its reason in the log, one dull error outside, no session, the challenge not consumed")
    Stream<DynamicTest> refused() {
        return rows().stream().map(row -> test(row, () -> refused(row)));
    }

    @TestFactory
    @DisplayName("refused at the rehearsal too (POST /ceremony), which keeps nothing")
    Stream<DynamicTest> rehearsed() {
        return KeyRows.all().stream()
                // Whose browser it is, is asked when the browser brings it.
                .filter(row -> row.reason() != Reason.CHALLENGE_OF_ANOTHER_CALLER)
                .map(row -> test(row, () -> rehearsed(row)));
    }

    /**
     * Each row is missed by one rule, the one that it is there for; and in the end every rule has had a row: the last test
     * says which had none.
     */
    @TestFactory
    @Tag("rule-taken-out")
    @DisplayName("with its rule taken out, no longer refused for that reason")
    Stream<DynamicTest> everyRuleIsNeeded() {
        Set<String> without = new TreeSet<>();
        // Those of a key more and of the policies are KeyPolicyTableTest's.
        TakenRule.each(all()).stream()
                .filter(rule -> !rule.name().matches("(additionFound|policy) .*"))
                .forEach(rule -> without.add(rule.name()));
        Stream<DynamicTest> each = rows().stream()
                .filter(row -> row.detail().isEmpty())
                .map(row -> test(row, () -> without.remove(neededBy(row))));
        return Stream.concat(
                each, Stream.of(dynamicTest("every rule has a row", () -> assertEquals(Set.of(), without))));
    }

    private void refused(DoorRow row) {
        DoorRow.Broken broken = row.prepare(house);
        List<Long> before = counts();
        try (LogCapture log = new LogCapture()) {
            RawHttp.Answer answer = broken.send(house);
            assertEquals(400, answer.status(), answer.body());
            assertTrue(DULL.matcher(answer.body()).matches(), answer.body());
            String code = answer.body().split("\"support_code\":\"")[1].substring(0, 8);
            String line = log.lines().stream()
                    .filter(one -> one.contains(code))
                    .findFirst()
                    .orElseThrow();
            assertTrue(line.contains("reason=" + row.reason() + " detail="), line);
            assertTrue(row.detail().startsWith("(") || line.contains("detail=" + row.detail() + " "), line);
            assertFalse(answer.header("set-cookie").isPresent());
            assertFalse(answer.header("location").isPresent());
            Secrets.requireAbsent(broken.proof(), "the log", String.join("\n", log.lines()));
            Secrets.requireAbsent(broken.proof(), "the answer", answer.headers() + answer.body());
        }
        assertEquals(before, counts(), "sessions, credentials, consumed challenges, redeemed invitations");
        broken.mend();
    }

    private void rehearsed(DoorRow row) {
        DoorRow.Broken broken = row.prepare(house);
        List<Long> before = counts();
        try (LogCapture log = new LogCapture()) {
            RawHttp.Answer answer =
                    house.http.form("/ceremony", "assertion=" + ((Proof.Key) broken.proof()).assertion());
            assertEquals(400, answer.status(), answer.body());
            assertTrue(DULL.matcher(answer.body()).matches(), answer.body());
            // A sign-in is never rehearsed.
            assertTrue(
                    Stream.of(row.reason(), Reason.CEREMONY_OF_ANOTHER_TYPE)
                            .anyMatch(reason -> String.join("\n", log.lines()).contains("reason=" + reason + " ")),
                    () -> row.reason() + ": " + log.lines());
            Secrets.requireAbsent(broken.proof(), "the log", String.join("\n", log.lines()));
        }
        assertEquals(before, counts());
        broken.mend();
    }

    /** The name of the one rule without which the row is not refused for its reason. */
    private static String neededBy(DoorRow row) {
        List<String> needed = new ArrayList<>();
        for (TakenRule rule : TakenRule.each(all())) {
            if (rule.reason() == row.reason()) {
                DoorRow.Broken broken = row.prepare(house);
                assertEquals(row.reason(), outcome(new Door(house.doorParts, all()), broken), "first with all rules");
                if (outcome(new Door(house.doorParts, rule.without()), broken) != row.reason()) {
                    needed.add(rule.name());
                }
                broken.mend();
            }
        }
        assertEquals(1, needed.size(), () -> row.name() + " is refused by " + needed);
        return needed.get(0);
    }

    /** Why the door refuses, or null where it opens. */
    private static Reason outcome(Door door, DoorRow.Broken broken) {
        try {
            if (broken.proof() instanceof Proof.Tap tap) {
                door.open(tap);
            } else if (broken.proof() instanceof Proof.Key key) {
                door.open(key);
            }
            return null;
        } catch (RefusedException refused) {
            return refused.reason();
        } catch (RuntimeException cannotGoOn) {
            return null;
        }
    }

    private static List<Long> counts() {
        return Stream.of(
                        "login_session", "credential", "consumed_challenge", "invitation WHERE redeemed_at IS NOT NULL")
                .map(house::count)
                .toList();
    }

    private static Rules all() {
        return Rules.all(SessionConfig.localhost(8080).doorPolicy());
    }

    /** The good case of each kind, so that a row that breaks nothing could not hide. */
    @Test
    @DisplayName("what breaks nothing is let in")
    void good() {
        assertEquals(200, TapRows.good(house).send(house).status());
        assertEquals(200, KeyRows.goodSignIn(house).send(house).status());
        assertEquals(200, KeyRows.goodRegistration(house).send(house).status());
    }

    /** What the design fixes: a proof that somebody else presents uses nothing up for whom it belongs to. */
    @Test
    @DisplayName("after every refusal the same challenge still opens for whom it was issued to")
    void notUsedUp() {
        TapRows.Tap tap = new TapRows.Tap(house);
        String card = tap.card.assertion(tap.challenge, tap.kiosk.id());
        TestKiosk thief = house.kiosk(tap.school);
        assertEquals(
                400,
                thief.token(new Proof.Tap(card, thief.beside(card, tap.challenge)))
                        .status());
        assertEquals(200, tap.good().send(house).status());
        KeyRows.SignIn parent = new KeyRows.SignIn(house);
        Proof.Key good = (Proof.Key) parent.proof().proof();
        Browser elsewhere = new Browser(house);
        elsewhere.challenge();
        assertEquals(400, elsewhere.session(good.assertion()).status());
        assertEquals(200, parent.browser.session(good.assertion()).status());
    }
}
