package org.lanyard.session.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanyard.pki.assertion.AttestationFacts;
import org.lanyard.pki.assertion.ModelStatus;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.challenge.Purpose;
import org.lanyard.session.config.SessionConfig;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.login.Acr;
import org.lanyard.session.login.SignedIn;
import org.lanyard.session.people.Duty;
import org.lanyard.session.people.HeldDuty;
import org.lanyard.session.policy.Conveyance;
import org.lanyard.session.policy.KeyPolicy;
import org.lanyard.session.policy.PolicyScope;

@DisplayName("The door holds each key against its owner's policies, and lets a session add one more")
class KeyPolicyDoorTest {
    private static final String MODEL = "2fc0579f-8113-47ea-b116-bb5a8db9202a";
    private static final String OTHER = "ee882879-721c-4913-9775-3dfcce97072a";
    private static TestStore data;
    private static House house;

    @BeforeAll
    static void open() {
        data = TestStore.sqlite("pki", "session");
        house = new House(data.store());
    }

    @AfterAll
    static void close() {
        house.close();
        data.close();
    }

    private static Rules all() {
        return Rules.all(SessionConfig.localhost(8080).doorPolicy());
    }

    /** A member of staff of a school whose policy asks for certified keys of one model, with one that is signed in. */
    private static final class Staff {
        final UUID school = house.school();
        final UUID person = house.person("staff", school);
        final Browser browser = new Browser(house);
        final TestKey first = new TestKey();
        TestKey next = new TestKey();
        AttestationFacts facts = facts(MODEL, true, true);
        UUID session;
        String handle = house.handleOf(person);
        String challenge;

        Staff() {
            house.run(tx -> house.desk
                    .policies()
                    .set(
                            tx,
                            new PolicyScope("staff", Optional.of(school)),
                            new KeyPolicy(
                                    Conveyance.DIRECT,
                                    Optional.of(Set.of(MODEL)),
                                    Set.of(OTHER),
                                    EnumSet.noneOf(ModelStatus.class),
                                    true,
                                    true,
                                    1),
                            house.now(),
                            "cli:ada",
                            "the council's keys"));
            first.aaguid = UUID.fromString(MODEL);
            next.aaguid = UUID.fromString(MODEL);
            browser.facts = facts;
            browser.register(first, person);
            session = live();
            challenge = ask();
        }

        private UUID live() {
            return house.store
                    .read(h -> Sql.one(
                            h,
                            "SELECT id FROM login_session WHERE person_id = ? AND ended_at IS NULL",
                            row -> UUID.fromString(row.getString(1)),
                            person))
                    .orElseThrow();
        }

        String ask() {
            return new Door(house.doorParts, all())
                    .ask(
                            new SignedIn(
                                    session,
                                    person,
                                    Acr.KEY,
                                    house.now(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    false,
                                    "csrf"),
                            handle);
        }

        void attest(String aaguid, boolean trusted, boolean certified) {
            next.aaguid = UUID.fromString(aaguid);
            facts = facts(aaguid, trusted, certified);
        }

        Proof.Addition proof() {
            browser.facts = facts;
            return new Proof.Addition(
                    browser.registration(next, challenge, handle), session, Optional.of("spare"), Optional.empty());
        }
    }

    private static AttestationFacts facts(String aaguid, boolean trusted, boolean certified) {
        return new AttestationFacts(
                aaguid, "packed", trusted, certified, Optional.empty(), Optional.of("A key"), Set.of("usb"));
    }

    private record Row(String name, Reason reason, Consumer<Staff> breaking) {}

    private static List<Row> rows() {
        return List.of(
                new Row("a synced passkey", Reason.KEY_SYNCED, s -> s.next.flags |= TestKey.BE),
                new Row("without trusted attestation", Reason.KEY_NOT_ATTESTED, s -> s.attest(MODEL, false, false)),
                new Row("of a denied model", Reason.KEY_MODEL_DENIED, s -> {
                    s.attest(OTHER, true, true);
                    house.run(tx -> house.desk
                            .policies()
                            .set(
                                    tx,
                                    new PolicyScope("staff", Optional.of(s.school)),
                                    new KeyPolicy(
                                            Conveyance.DIRECT,
                                            Optional.empty(),
                                            Set.of(OTHER),
                                            Set.of(),
                                            true,
                                            true,
                                            1),
                                    house.now(),
                                    "cli:ada",
                                    "any but one"));
                }),
                new Row(
                        "of a model that is not listed",
                        Reason.KEY_MODEL_NOT_ALLOWED,
                        s -> s.attest("aaaaaaaa-0000-0000-0000-000000000000", true, true)),
                new Row(
                        "of a model that is not certified",
                        Reason.KEY_NOT_CERTIFIED,
                        s -> s.attest(MODEL, true, false)),
                new Row("of a model that was reported", Reason.KEY_MODEL_COMPROMISED, s -> {
                    String reported = UUID.randomUUID().toString();
                    s.attest(reported, true, true);
                    house.run(tx -> house.desk
                            .policies()
                            .set(
                                    tx,
                                    new PolicyScope("staff", Optional.of(s.school)),
                                    KeyPolicy.ANY,
                                    house.now(),
                                    "cli:ada",
                                    "any"));
                    house.sql(
                            "INSERT INTO key_model (aaguid, status, reported_at, reported_by) VALUES (?, 'REVOKED', 0, 'x')",
                            reported);
                }),
                new Row("that nobody asked for", Reason.KEY_NOT_ASKED_FOR, s -> {
                    house.sql("DELETE FROM key_grant WHERE person_id = ?", s.person);
                }),
                new Row(
                        "of a session that is over",
                        Reason.SESSION_OVER,
                        s -> house.sql("UPDATE login_session SET ended_at = 1 WHERE id = ?", s.session)),
                new Row(
                        "of somebody who has left",
                        Reason.HOLDER_INACTIVE,
                        s -> house.sql("UPDATE person SET status = 'inactive' WHERE id = ?", s.person)),
                new Row(
                        "of a higher level than the session, who has such a key",
                        Reason.KEY_ADDED_FROM_BELOW,
                        s -> house.sql("UPDATE login_session SET acr = 'PASSKEY' WHERE id = ?", s.session)),
                new Row("the twenty-first", Reason.TOO_MANY_KEYS, s -> {
                    for (int i = 0; i < 19; i++) {
                        house.sql(
                                "INSERT INTO credential (id, person_id, handle, public_key, backup_eligible, status,"
                                        + " confirmed_at) VALUES (?, ?, 'h', ?, 0, 'suspended', 0)",
                                UUID.randomUUID().toString(),
                                s.person,
                                new byte[1]);
                    }
                    house.sql(
                            "INSERT INTO credential (id, person_id, handle, public_key, backup_eligible, status,"
                                    + " confirmed_at) VALUES (?, ?, 'h', ?, 0, 'suspended', 0)",
                            UUID.randomUUID().toString(),
                            s.person,
                            new byte[1]);
                }),
                new Row(
                        "of a pupil whose school allows none",
                        Reason.KEY_OF_A_PUPIL_TOO_YOUNG,
                        s -> house.sql("UPDATE person SET role = 'pupil' WHERE id = ?", s.person)),
                new Row("that is known already", Reason.CREDENTIAL_KNOWN, s -> s.next = s.first));
    }

    private static Reason outcome(Rules rules, Proof.Addition proof) {
        try {
            new Door(house.doorParts, rules).add(proof);
            return null;
        } catch (RefusedException refused) {
            return refused.reason();
        } catch (RuntimeException cannotGoOn) {
            return null;
        }
    }

    @TestFactory
    @DisplayName("refused for its own reason, with nothing kept; and at the rehearsal")
    Stream<DynamicTest> refused() {
        return rows().stream()
                .map(row -> dynamicTest(row.name(), () -> {
                    Staff staff = new Staff();
                    row.breaking().accept(staff);
                    Proof.Addition proof = staff.proof();
                    long before =
                            house.count("credential") + house.count("consumed_challenge") + house.count("key_grant");
                    assertEquals(row.reason(), outcome(all(), proof));
                    int rehearsed = house.http
                            .form("/ceremony", "assertion=" + proof.assertion())
                            .status();
                    assertTrue(rehearsed >= 400 && rehearsed <= 403, () -> "" + rehearsed);
                    assertEquals(
                            before,
                            house.count("credential") + house.count("consumed_challenge") + house.count("key_grant"));
                }));
    }

    @TestFactory
    @Tag("rule-taken-out")
    @DisplayName("with its rule taken out, no longer refused for that reason; every rule has a row")
    Stream<DynamicTest> everyRuleIsNeeded() {
        Set<String> without = new TreeSet<>();
        List<TakenRule> taken = TakenRule.of(all(), "additionFound", "policy");
        taken.forEach(rule -> without.add(rule.name()));
        Stream<DynamicTest> each = rows().stream()
                .map(row -> dynamicTest(row.name(), () -> {
                    List<String> needed = new ArrayList<>();
                    for (TakenRule rule : taken) {
                        if (rule.reason() == row.reason()) {
                            Staff staff = new Staff();
                            row.breaking().accept(staff);
                            if (outcome(rule.without(), staff.proof()) != row.reason()) {
                                needed.add(rule.name());
                            }
                        }
                    }
                    assertEquals(1, needed.size(), () -> row.name() + " is refused by " + needed);
                    without.remove(needed.get(0));
                }));
        return Stream.concat(
                each, Stream.of(dynamicTest("every rule has a row", () -> assertEquals(Set.of(), without))));
    }

    @Test
    @DisplayName("what breaks nothing is added; the session goes on; a challenge and a grant are good once")
    void good() throws Exception {
        Staff staff = new Staff();
        Proof.Addition proof = staff.proof();
        assertEquals(
                204,
                house.http.form("/ceremony", "assertion=" + proof.assertion()).status(),
                "rehearsed first, and nothing used up");
        assertEquals(null, outcome(all(), proof));
        assertEquals(1, house.count("credential WHERE name = 'spare' AND person_id = '" + staff.person + "'"));
        assertEquals(1, house.count("login_session WHERE ended_at IS NULL AND person_id = '" + staff.person + "'"));
        assertEquals(Reason.CHALLENGE_USED, outcome(all(), proof));
        assertEquals(2, house.count("notice WHERE kind = 'KEY_ADDED' AND about_id = '" + staff.person + "'"));
    }

    @Test
    @DisplayName("another's session, an invitation's challenge, and an assertion of a sign-in add nothing")
    void crossed() {
        Staff staff = new Staff();
        Staff other = new Staff();
        Proof.Addition proof = staff.proof();
        assertEquals(
                Reason.CHALLENGE_OF_ANOTHER_CALLER,
                outcome(
                        all(),
                        new Proof.Addition(proof.assertion(), other.session, Optional.empty(), Optional.empty())));
        staff.challenge =
                house.doorParts.challenges().issue(Purpose.REGISTRATION, staff.session.toString(), staff.handle);
        assertEquals(Reason.CHALLENGE_OF_ANOTHER_PURPOSE, outcome(all(), staff.proof()));
        String signIn = staff.browser.signIn(staff.first, staff.browser.challenge(), staff.handle);
        assertEquals(
                Reason.CEREMONY_OF_ANOTHER_TYPE,
                outcome(all(), new Proof.Addition(signIn, staff.session, Optional.empty(), Optional.empty())));
    }

    @Test
    @DisplayName("a policy that was tightened refuses at the next sign-in; one that is taken back lets in again")
    void tightened() {
        UUID school = house.school();
        UUID parent = house.person("guardian", school);
        Browser browser = new Browser(house);
        TestKey passkey = new TestKey();
        passkey.flags |= TestKey.BE;
        browser.register(passkey, parent);
        PolicyScope scope = new PolicyScope("guardian", Optional.of(school));
        KeyPolicy bound = new KeyPolicy(Conveyance.NONE, Optional.empty(), Set.of(), Set.of(), true, false, 1);
        house.run(tx -> house.desk.policies().set(tx, scope, bound, house.now(), "cli:ada", "a risk"));
        var refused = signIn(browser, passkey, parent);
        assertEquals(403, refused.status());
        assertTrue(refused.body().contains("\"error\":\"key_not_allowed\""), refused.body());
        assertTrue(refused.body().contains("\"needed\":\"device-bound\""), refused.body());
        house.run(tx -> house.desk.policies().withdraw(tx, scope, house.now(), "cli:ada", "over"));
        assertEquals(200, signIn(browser, passkey, parent).status());
    }

    private static org.lanyard.pki.http.RawHttp.Answer signIn(Browser browser, TestKey key, UUID person) {
        return browser.session(browser.signIn(key, browser.challenge(), house.handleOf(person)));
    }

    @Test
    @DisplayName(
            "an admin with one key reaches the page of keys alone, until there are two; attested and certified is AAL3")
    void minimum() {
        Staff staff = new Staff();
        house.run(tx -> house.desk
                .duties()
                .give(
                        tx,
                        staff.person,
                        new HeldDuty(Duty.SCHOOL_ADMIN, Optional.of(staff.school)),
                        house.now(),
                        "cli:ada",
                        "asked"));
        assertEquals(200, signIn(staff.browser, staff.first, staff.person).status());
        String mine = "login_session WHERE ended_at IS NULL AND person_id = '" + staff.person + "'";
        assertEquals(1, house.count(mine + " AND must_add_key = 1"));
        assertEquals(2, house.count(mine + " AND aal = 3"));
        assertEquals(null, outcome(all(), staff.proof()));
        assertEquals(0, house.count(mine + " AND must_add_key = 1"));
        assertEquals(200, signIn(staff.browser, staff.first, staff.person).status());
        assertEquals(0, house.count(mine + " AND must_add_key = 1"));
    }

    @Test
    @DisplayName("the last use is kept to the hour, and the browser in two words")
    void lastUse() {
        UUID parent = house.person("guardian", house.school());
        Browser browser = new Browser(house);
        TestKey key = new TestKey();
        browser.register(key, parent);
        String of = "credential WHERE person_id = '" + parent + "' AND last_used_at = ";
        long first = house.now().toEpochMilli();
        house.clock.move(Duration.ofMinutes(59));
        assertEquals(200, signIn(browser, key, parent).status());
        assertEquals(1, house.count(of + first));
        house.clock.move(Duration.ofMinutes(1));
        String agent = "User-Agent: Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " Chrome/131.0.0.0 Mobile Safari/537.36";
        assertEquals(
                200,
                browser.session(browser.signIn(key, browser.challenge(), house.handleOf(parent)), agent)
                        .status());
        assertEquals(1, house.count(of + house.now().toEpochMilli() + " AND last_used_on = 'Chrome on Android'"));
    }
}
