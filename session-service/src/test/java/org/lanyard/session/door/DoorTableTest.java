package org.lanyard.session.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.config.SessionConfig;
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
    private static TestStore data;
    private static House house;

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

    static List<DoorRow> rows() {
        List<DoorRow> rows = new ArrayList<>(TapRows.all());
        rows.addAll(KeyRows.all());
        return rows;
    }

    @TestFactory
    @DisplayName("refused with its reason in the log, one dull error outside, no session")
    Stream<DynamicTest> refused() {
        return rows().stream().map(row -> dynamicTest(row.name(), () -> refused(row)));
    }

    @TestFactory
    @DisplayName("with its rule taken out, no longer refused for that reason")
    Stream<DynamicTest> everyRuleIsNeeded() {
        return rows().stream()
                .filter(row -> row.detail().isEmpty())
                .map(row -> dynamicTest(row.name(), () -> neededFor(row)));
    }

    @Test
    @DisplayName("every rule of the door has a row")
    void complete() {
        Set<Reason> covered = EnumSet.noneOf(Reason.class);
        rows().forEach(row -> covered.add(row.reason()));
        Set<Reason> ruled = EnumSet.noneOf(Reason.class);
        ruled.addAll(reasons(all()));
        ruled.removeAll(covered);
        assertEquals(Set.of(), ruled);
    }

    private void refused(DoorRow row) {
        DoorRow.Broken broken = row.prepare(house);
        long before = house.count("login_session");
        long pinned = house.count("credential");
        try (LogCapture log = new LogCapture()) {
            RawHttp.Answer answer = broken.send(house);
            assertEquals(400, answer.status(), answer.body());
            assertTrue(
                    answer.body()
                            .startsWith(
                                    "{\"error\":\"invalid_grant\",\"error_description\":\"The request was refused.\","
                                            + "\"support_code\":\""),
                    answer.body());
            String code = answer.body().split("\"support_code\":\"")[1].substring(0, 8);
            String line = log.lines().stream()
                    .filter(one -> one.contains(code))
                    .findFirst()
                    .orElseThrow();
            assertTrue(line.contains("reason=" + row.reason() + " detail="), line);
            assertTrue(row.detail().startsWith("(") || line.contains("detail=" + row.detail() + " "), line);
            assertFalse(answer.body().contains(row.reason().name()));
            assertFalse(answer.header("set-cookie").isPresent());
        }
        assertEquals(before, house.count("login_session"), "no session row");
        assertEquals(pinned, house.count("credential"), "no credential pinned");
        broken.mend();
    }

    private void neededFor(DoorRow row) {
        DoorRow.Broken broken = row.prepare(house);
        assertEquals(row.reason(), outcome(new Door(house.doorParts, all()), broken), "first with all rules");
        Door without = new Door(house.doorParts, without(all(), row.reason()));
        assertFalse(row.reason() == outcome(without, broken), "its rule taken out");
        broken.mend();
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

    private static Rules all() {
        return Rules.all(SessionConfig.localhost(8080).doorPolicy());
    }

    private static Collection<Reason> reasons(Rules rules) {
        List<Reason> reasons = new ArrayList<>();
        rules.tap().forEach(rule -> reasons.add(rule.reason()));
        rules.tapFound().forEach(rule -> reasons.add(rule.reason()));
        rules.key().forEach(rule -> reasons.add(rule.reason()));
        rules.caller().forEach(rule -> reasons.add(rule.reason()));
        rules.signIn().forEach(rule -> reasons.add(rule.reason()));
        rules.registration().forEach(rule -> reasons.add(rule.reason()));
        rules.keyFound().forEach(rule -> reasons.add(rule.reason()));
        rules.signInFound().forEach(rule -> reasons.add(rule.reason()));
        rules.registrationFound().forEach(rule -> reasons.add(rule.reason()));
        return reasons;
    }

    private static Rules without(Rules rules, Reason reason) {
        return new Rules(
                without(rules.tap(), reason),
                without(rules.tapFound(), reason),
                without(rules.key(), reason),
                without(rules.caller(), reason),
                without(rules.signIn(), reason),
                without(rules.registration(), reason),
                without(rules.keyFound(), reason),
                without(rules.signInFound(), reason),
                without(rules.registrationFound(), reason));
    }

    private static <S> List<Rule<S>> without(List<Rule<S>> rules, Reason reason) {
        return rules.stream().filter(rule -> rule.reason() != reason).toList();
    }

    /** The good case of each kind, so that a row that breaks nothing could not hide. */
    @Test
    @DisplayName("what breaks nothing is let in")
    void good() {
        assertEquals(200, TapRows.good(house).send(house).status());
        assertEquals(200, KeyRows.goodSignIn(house).send(house).status());
        assertEquals(200, KeyRows.goodRegistration(house).send(house).status());
        assertTrue(TestKiosk.GRANT.startsWith("grant_type="));
    }
}
