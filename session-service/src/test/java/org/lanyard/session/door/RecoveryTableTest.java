package org.lanyard.session.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.house.House;
import org.lanyard.session.invitation.InvitationOpening;
import org.lanyard.session.invitation.SourceTries;
import org.lanyard.session.people.Duty;
import org.lanyard.session.people.HeldDuty;
import org.lanyard.session.recovery.RecoveryCodes;

/** A one-time code's negative table: each with its own reason, and let in, or refused otherwise, without its one rule. */
@DisplayName("DESIGN: the door for a stored grant of its own (recovery)")
class RecoveryTableTest {
    private static TestStore data;
    private static House house;

    /** How one thing of a good code is broken. */
    private record Row(Reason reason, String name, Consumer<Good> breaking) {}

    /** A parent with a sheet. */
    private static final class Good {
        final UUID school = house.school();
        final UUID parent = house.person("guardian", school);
        String code = RecoveryRows.sheet(house, parent).get(0).reveal();
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

    private static List<Row> rows() {
        return List.of(
                new Row(
                        Reason.RECOVERY_TRIES_SPENT,
                        "a sheet that was tried too often",
                        g -> house.sql(
                                "UPDATE recovery_sheet SET wrong = ?, tried_since = ? WHERE person_id = ?",
                                (long) RecoveryCodes.MOST,
                                house.now(),
                                g.parent)),
                new Row(Reason.RECOVERY_CODE_UNKNOWN, "no code", g -> g.code = "not a code"),
                new Row(Reason.RECOVERY_CODE_UNKNOWN, "of no sheet", g -> g.code = "00000-00000-00000"),
                new Row(
                        Reason.RECOVERY_CODE_UNKNOWN,
                        "of the sheet, and wrong",
                        g -> g.code = g.code.substring(0, 5) + "-00000-00000"),
                new Row(Reason.RECOVERY_CODE_UNKNOWN, "of the sheet before", g -> RecoveryRows.sheet(house, g.parent)),
                new Row(
                        Reason.RECOVERY_CODE_USED,
                        "used",
                        g -> house.sql("UPDATE recovery_code SET used_at = ?", house.now())),
                new Row(
                        Reason.HOLDER_INACTIVE,
                        "of somebody who left",
                        g -> house.sql("UPDATE person SET status = 'inactive' WHERE id = ?", g.parent)),
                new Row(
                        Reason.RECOVERY_NOT_BY_CODE,
                        "of a member of staff",
                        g -> house.sql("UPDATE person SET role = 'staff' WHERE id = ?", g.parent)),
                new Row(Reason.RECOVERY_NOT_BY_CODE, "of whoever is charged with something", g -> {
                    house.sql("UPDATE person SET role = 'staff' WHERE id = ?", g.parent);
                    house.run(tx -> house.desk
                            .duties()
                            .give(
                                    tx,
                                    g.parent,
                                    new HeldDuty(Duty.OFFICE, Optional.of(g.school)),
                                    house.now(),
                                    "head",
                                    "appointed"));
                    house.sql("UPDATE person SET role = 'guardian' WHERE id = ?", g.parent);
                }),
                new Row(
                        Reason.RECOVERY_IN_PERSON,
                        "of a family that is dealt with face to face",
                        g -> RecoveryRows.restrict(house, g.parent)));
    }

    private static RecoveryDoor door(RecoveryRules rules) {
        SourceTries sources = new SourceTries(new byte[32]);
        return new RecoveryDoor(
                new RecoveryDoor.Parts(
                        house.store,
                        house.audit,
                        RecoveryRows.codes(house),
                        house.desk.recoveries(),
                        new InvitationOpening(house.store.engine(), house.audit, sources),
                        sources,
                        house.clock),
                rules);
    }

    /** The reason, each from a source of its own; "none" where it opens. */
    private static String reasonOf(RecoveryRules rules, Good good) {
        String source = "198.51." + (house.count("invitation_source") % 250) + ".7";
        try {
            door(rules).open(new Proof.Recovery(good.code, House.random(32), source));
            return "none";
        } catch (RefusedException refused) {
            return refused.reason().name();
        } catch (RuntimeException nothingToRest) {
            return nothingToRest.getClass().getSimpleName();
        }
    }

    @Test
    @DisplayName("a good code opens, and proof and grant do not show it")
    void good() {
        Good good = new Good();
        assertEquals("none", reasonOf(RecoveryRules.ALL, good));
        assertEquals("Recovery", new Proof.Recovery(good.code, "x", "127.0.0.1").toString());
        assertThrows(NullPointerException.class, () -> new Proof.Recovery(good.code, null, "127.0.0.1"));
    }

    @TestFactory
    @DisplayName("refused with its reason, in the audit too")
    Stream<DynamicTest> refused() {
        return rows().stream()
                .map(row -> dynamicTest(row.reason() + ": " + row.name(), () -> {
                    Good good = new Good();
                    row.breaking().accept(good);
                    long before = house.count("audit_row WHERE kind = 'recovery.refused'");
                    assertEquals(row.reason().name(), reasonOf(RecoveryRules.ALL, good));
                    assertEquals(before + 1, house.count("audit_row WHERE kind = 'recovery.refused'"));
                    assertEquals(0, house.count("recovery WHERE person_id = '" + good.parent + "'"));
                }));
    }

    @TestFactory
    @DisplayName("without its one rule it is no longer refused for that reason; and every rule has a row")
    Stream<DynamicTest> everyRuleIsNeeded() {
        Set<Reason> without = new TreeSet<>();
        RecoveryRules.ALL.found().forEach(rule -> without.add(rule.reason()));
        Stream<DynamicTest> each = rows().stream()
                .map(row -> dynamicTest(row.reason() + ": " + row.name(), () -> {
                    List<Rule<RecoveryFound>> others = new ArrayList<>(RecoveryRules.ALL.found());
                    assertTrue(others.removeIf(rule -> rule.reason() == row.reason()));
                    Good good = new Good();
                    row.breaking().accept(good);
                    long before = house.count("audit_row WHERE kind = 'recovery.refused'");
                    String reason = reasonOf(new RecoveryRules(others), good);
                    // An invitation is for nobody who left either; but then no try is counted, and nothing written
                    // down.
                    boolean byThisRoom = house.count("audit_row WHERE kind = 'recovery.refused'") > before;
                    assertNotEquals(row.reason().name() + true, reason + byThisRoom);
                    without.remove(row.reason());
                }));
        return Stream.concat(each, Stream.of(dynamicTest("every rule", () -> assertEquals(Set.of(), without))));
    }
}
