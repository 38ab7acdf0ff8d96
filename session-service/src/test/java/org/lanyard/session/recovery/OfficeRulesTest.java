package org.lanyard.session.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

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
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.house.House;
import org.lanyard.session.login.EndReason;
import org.lanyard.session.login.SignedIn;
import org.lanyard.session.people.Duty;
import org.lanyard.session.people.HeldDuty;

/** Who may recover whom at an office: each row with its reason, and not with that one where its rule is taken out. */
@DisplayName("Issue: recovery at the school office in person")
class OfficeRulesTest {
    private static TestStore data;
    private static House house;

    /** What a member of staff does. */
    private interface Doing {
        void with(RecoveryOffice office) throws RefusedException;
    }

    private record Row(Reason reason, String name, Function<RecoveryGround, Doing> breaking) {}

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

    private static Doing opens(SignedIn staff, UUID person) {
        return office -> house.store.<RecoveryOffice.Outcome, RefusedException>transact(
                tx -> office.open(tx, staff, person, false, false, house.now()));
    }

    private static Doing agrees(SignedIn staff, UUID recovery) {
        return office -> house.store.<Recoveries.Opened, RefusedException>transact(
                tx -> office.agree(tx, staff, recovery, house.now()));
    }

    private static UUID asked(SignedIn staff, UUID person) {
        try {
            return house.store
                    .<RecoveryOffice.Outcome, RefusedException>transact(
                            tx -> new RecoveryOffice(house.store.engine(), house.desk.recoveries())
                                    .open(tx, staff, person, false, false, house.now()))
                    .recovery();
        } catch (RefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SignedIn of(RecoveryGround g, RecoveryGround.Who who) {
        return g.session(who.cookie(), who);
    }

    private static Row row(Reason reason, String name, Function<RecoveryGround, Doing> breaking) {
        return new Row(reason, name, breaking);
    }

    private static List<Row> rows() {
        return List.of(
                row(Reason.SESSION_OVER, "a session that has ended", g -> {
                    SignedIn clerk = of(g, g.clerk);
                    house.run(tx ->
                            house.desk.ending().ofPerson(tx, g.clerk.id(), EndReason.SIGNED_OUT, house.now(), "test"));
                    return opens(clerk, g.parent.id());
                }),
                row(Reason.SESSION_OVER, "somebody who left", g -> {
                    SignedIn clerk = of(g, g.clerk);
                    house.sql("UPDATE person SET status = 'inactive' WHERE id = ?", g.clerk.id());
                    return opens(clerk, g.parent.id());
                }),
                row(Reason.SESSION_OVER, "a session that may only add a key", g -> {
                    SignedIn clerk = of(g, g.clerk);
                    house.sql("UPDATE login_session SET must_add_key = 1 WHERE id = ?", clerk.session());
                    return opens(clerk, g.parent.id());
                }),
                row(Reason.RECOVERY_NOT_ONES_DUTY, "a guardian", g -> opens(of(g, g.parent), g.parent.id())),
                row(
                        Reason.RECOVERY_NOT_ONES_DUTY,
                        "a teacher",
                        g -> opens(of(g, g.staff(Duty.TEACHER)), g.parent.id())),
                row(Reason.RECOVERY_NOT_ONES_DUTY, "whose duty was taken away since the page was shown", g -> {
                    SignedIn clerk = of(g, g.clerk);
                    house.run(tx -> house.desk
                            .duties()
                            .take(
                                    tx,
                                    g.clerk.id(),
                                    new HeldDuty(Duty.OFFICE, Optional.of(g.school)),
                                    house.now(),
                                    "head",
                                    "left the office"));
                    return opens(clerk, g.parent.id());
                }),
                row(Reason.RECOVERY_KEY_NOT_DEVICE_BOUND, "a passkey that is on several devices", g -> {
                    SignedIn clerk = of(g, g.clerk);
                    house.sql("UPDATE login_session SET acr = 'PASSKEY' WHERE id = ?", clerk.session());
                    return opens(clerk, g.parent.id());
                }),
                row(Reason.FRESH_SIGN_IN_NEEDED, "a sign-in of ten minutes ago", g -> {
                    SignedIn clerk = of(g, g.clerk);
                    g.readOn(g.clerk.cookie());
                    return opens(clerk, g.parent.id());
                }),
                row(Reason.RECOVERY_OF_ONESELF, "oneself", g -> opens(of(g, g.clerk), g.clerk.id())),
                row(
                        Reason.RECOVERY_OF_ANOTHER_SCHOOL,
                        "a guardian of children elsewhere",
                        g -> opens(of(g, g.clerk), new RecoveryGround(house).parent.id())),
                row(
                        Reason.RECOVERY_OF_ANOTHER_SCHOOL,
                        "somebody of this school, whose children are not",
                        g -> opens(of(g, g.clerk), house.person("guardian", g.school))),
                row(Reason.RECOVERY_OF_ANOTHER_SCHOOL, "nobody", g -> opens(of(g, g.clerk), UUID.randomUUID())),
                row(Reason.HOLDER_INACTIVE, "a colleague who left the school", g -> {
                    UUID teacher = g.staff(Duty.TEACHER).id();
                    house.sql("UPDATE person SET status = 'inactive' WHERE id = ?", teacher);
                    return opens(of(g, g.clerk), teacher);
                }),
                row(Reason.RECOVERY_NOT_FOR_PUPILS, "a pupil, who is a guardian too", g -> {
                    house.sql("UPDATE person SET role = 'pupil' WHERE id = ?", g.parent.id());
                    return opens(of(g, g.clerk), g.parent.id());
                }),
                row(Reason.RECOVERY_NOT_WAITING, "agrees to one of long ago", g -> {
                    UUID asked = asked(of(g, g.clerk), g.staff(Duty.TEACHER).id());
                    house.clock.move(Recoveries.WAITING);
                    String again = g.signIn(g.lead);
                    return agrees(g.session(again, g.lead), asked);
                }),
                row(Reason.RECOVERY_NOT_WAITING, "agrees to what is open already", g -> {
                    UUID asked = asked(of(g, g.clerk), g.parent.id());
                    return agrees(of(g, g.lead), asked);
                }),
                row(Reason.RECOVERY_BY_THE_SAME, "agrees to what they asked for", g -> {
                    UUID asked = asked(of(g, g.clerk), g.staff(Duty.TEACHER).id());
                    return agrees(of(g, g.clerk), asked);
                }));
    }

    private static String reasonOf(OfficeRules rules, Doing doing) {
        try {
            doing.with(new RecoveryOffice(house.store.engine(), house.desk.recoveries(), rules));
            return "none";
        } catch (RefusedException refused) {
            return refused.reason().name();
        } catch (RuntimeException nothingToRestOn) {
            return nothingToRestOn.getClass().getSimpleName();
        }
    }

    @TestFactory
    @DisplayName("refused with its reason, and nothing opened")
    Stream<DynamicTest> refused() {
        return rows().stream()
                .map(row -> dynamicTest(row.reason() + ": " + row.name(), () -> {
                    Doing doing = row.breaking().apply(new RecoveryGround(house));
                    long before = house.count("recovery");
                    assertEquals(row.reason().name(), reasonOf(OfficeRules.ALL, doing));
                    assertEquals(before, house.count("recovery"));
                }));
    }

    @TestFactory
    @DisplayName("without its one rule it is no longer refused for that reason; and every rule has a row")
    Stream<DynamicTest> everyRuleIsNeeded() {
        Set<Reason> without = new TreeSet<>();
        Stream.of(OfficeRules.ALL.staff(), OfficeRules.ALL.both(), OfficeRules.ALL.second())
                .forEach(list -> list.forEach(rule -> without.add(rule.reason())));
        Stream<DynamicTest> each = rows().stream()
                .map(row -> dynamicTest(row.reason() + ": " + row.name(), () -> {
                    Doing doing = row.breaking().apply(new RecoveryGround(house));
                    assertNotEquals(row.reason().name(), reasonOf(allBut(row.reason()), doing));
                    without.remove(row.reason());
                }));
        return Stream.concat(each, Stream.of(dynamicTest("every rule", () -> assertEquals(Set.of(), without))));
    }

    private static OfficeRules allBut(Reason reason) {
        return new OfficeRules(
                but(OfficeRules.ALL.staff(), reason),
                but(OfficeRules.ALL.both(), reason),
                but(OfficeRules.ALL.second(), reason));
    }

    private static List<OfficeRule> but(List<OfficeRule> rules, Reason reason) {
        return rules.stream().filter(rule -> rule.reason() != reason).toList();
    }
}
