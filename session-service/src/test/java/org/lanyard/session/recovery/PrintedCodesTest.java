package org.lanyard.session.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.LogCapture;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.invitation.SourceTries;
import org.lanyard.session.people.Duty;

@DisplayName("One-time codes that a guardian printed: what they open, and what they do not")
class PrintedCodesTest {
    private TestStore data;
    private House house;
    private RecoveryGround ground;

    /** Where it is tried. */
    TestStore store() {
        return TestStore.sqlite("pki", "session");
    }

    @BeforeEach
    void build() {
        data = store();
        house = new House(data.store());
        ground = new RecoveryGround(house);
    }

    @AfterEach
    void takeDown() {
        house.close();
        data.close();
    }

    private static String cookie(RawHttp.Answer answer) {
        return Browser.sessionCookie(answer);
    }

    @Test
    @DisplayName("eight are shown once, of one sheet; the store keeps none of them, and the person is told")
    void made() {
        List<String> codes = ground.codes(ground.parent.cookie());
        assertEquals(8, new HashSet<>(codes).size());
        assertEquals(
                1, codes.stream().map(code -> code.substring(0, 5)).distinct().count());
        String dump = house.store
                .read(h -> Sql.list(h, "SELECT sheet, code_hash FROM recovery_code", row -> row.getString(1)))
                .toString();
        codes.forEach(code -> assertFalse(dump.contains(code.substring(6, 11))));
        assertEquals(
                32,
                house.store
                        .read(h -> Sql.list(h, "SELECT code_hash FROM recovery_code", row -> row.getBytes(1).length))
                        .get(0));
        assertEquals(1, ground.notices("RECOVERY_CODES_MADE", "person", ground.parent.id()));
        assertEquals(1, house.count("audit_row WHERE kind = 'recovery.codes-made'"));
        assertEquals(
                "RecoveryCode", RecoveryCode.typed(codes.get(0)).orElseThrow().toString());
    }

    @Test
    @DisplayName("typed small, without hyphens, with O and L for 0 and 1; fifteen characters and no other")
    void typed() {
        RecoveryCode code = RecoveryCode.typed("ABCDE-01234-01ZZZ").orElseThrow();
        assertEquals(
                "ABCDE-01234-01ZZZ",
                RecoveryCode.typed("abcde ol234olzzz").orElseThrow().reveal());
        assertEquals("ABCDE-01234-01ZZZ", code.reveal());
        assertEquals(Optional.empty(), RecoveryCode.typed("ABCDE-01234-01ZZ"));
        assertEquals(Optional.empty(), RecoveryCode.typed("ABCDE-01234-01ZZU"));
        assertEquals(Optional.empty(), RecoveryCode.typed("0".repeat(33)));
    }

    @Test
    @DisplayName("a code opens no session, only the registration of a new key; the children are closed for a day")
    void opensARegistration_thenCools() {
        String code = ground.codes(ground.parent.cookie()).get(2);
        Browser browser = new Browser(house);
        RawHttp.Answer opened = ground.openCode(browser, code);
        assertEquals(200, opened.status(), opened.body());
        assertTrue(opened.all("set-cookie").stream().noneMatch(one -> one.startsWith("__Host-lanyard=")));
        assertEquals(1, ground.notices("RECOVERY_CODE_USED", "person", ground.parent.id()));
        assertEquals(1, ground.notices("RECOVERY_CODE_USED", "lead", ground.lead.id()));
        String cookie = cookie(ground.register(browser, new TestKey(), opened));
        assertFalse(ground.seesChild(cookie));
        assertTrue(house.http.get("/me", cookie).body().contains("cooling-off"));
        assertEquals(404, house.http.get("/children/" + ground.child, cookie).status());
        assertEquals(1, ground.notices("RECOVERED", "lead", ground.lead.id()));
        int left = house.store.read(h -> RecoveryCodes.left(h, ground.parent.id()));
        assertEquals(7, left);
        assertEquals(400, ground.openCode(new Browser(house), code).status(), "once");
        house.clock.move(Duration.ofHours(24).minusSeconds(1));
        assertFalse(
                ground.seesChild(ground.signIn(ground.parent)), "the owner's page too, while the new key is in use");
        house.clock.move(Duration.ofSeconds(1));
        assertTrue(ground.seesChild(ground.signIn(ground.parent)));
        house.run(tx -> assertEquals(1, house.desk.recoveries().tellOver(tx, house.now())));
        house.run(tx -> assertEquals(0, house.desk.recoveries().tellOver(tx, house.now()), "once"));
        assertEquals(1, ground.notices("COOLING_OFF_OVER", "person", ground.parent.id()));
    }

    @Test
    @DisplayName(
            "the owner, whose older key still works, removes the key of whoever found the sheet, and is back at once")
    void owner_takesItBack() {
        String code = ground.codes(ground.parent.cookie()).get(0);
        Browser finder = new Browser(house);
        TestKey finders = new TestKey();
        String found = cookie(ground.register(finder, finders, ground.openCode(finder, code)));
        assertEquals(400, ground.post("/me/recovery-codes", found).status(), "no new codes for the finder");
        boolean[] may = new boolean[2];
        house.run(tx -> {
            may[0] = CoolingOff.mayChangeKeys(tx, ground.parent.id(), id(finders), house.now());
            may[1] = CoolingOff.mayChangeKeys(tx, ground.parent.id(), ground.parent.credential(), house.now());
        });
        assertEquals(List.of(false, true), List.of(may[0], may[1]));
        for (String way : List.of("remove", "suspend")) {
            RawHttp.Answer tried = ground.post("/me/keys/" + way, found, "id", ground.parent.credential());
            assertEquals("/me/keys?cooling=1", tried.header("location").orElseThrow());
        }
        String owner = ground.signIn(ground.parent);
        RawHttp.Answer removed = ground.post("/me/keys/remove", owner, "id", id(finders));
        assertEquals("/me/keys?removed=1", removed.header("location").orElseThrow());
        assertTrue(ground.seesChild(owner));
        assertEquals(303, house.http.get("/me", found).status(), "and the finder is out");
    }

    @Test
    @DisplayName("one more new key does not get around the cooling-off time")
    void secondNewKey_coolsAsWell() {
        String code = ground.codes(ground.parent.cookie()).get(0);
        Browser browser = new Browser(house);
        TestKey first = new TestKey();
        ground.register(browser, first, ground.openCode(browser, code));
        RecoveryGround.Who again = ground.signUp(ground.parent.id(), new TestKey());
        house.run(tx -> house.desk
                .keys()
                .remove(
                        tx,
                        ground.parent.id(),
                        id(first),
                        house.now(),
                        ground.parent.id().toString(),
                        "trick"));
        assertFalse(ground.seesChild(again.cookie()));
    }

    @Test
    @DisplayName("a code that was opened and not used up by a key opens again, and only the last opening counts")
    void brokenOff_opensAgain() {
        String code = ground.codes(ground.parent.cookie()).get(0);
        Browser first = new Browser(house);
        RawHttp.Answer one = ground.openCode(first, code);
        Browser second = new Browser(house);
        RawHttp.Answer two = ground.openCode(second, code);
        assertEquals(400, ground.register(first, new TestKey(), one).status());
        assertEquals(200, ground.register(second, new TestKey(), two).status());
    }

    @Test
    @DisplayName("a new sheet makes the one before void, also where a code of it had been opened")
    void newSheet() {
        String before = ground.codes(ground.parent.cookie()).get(0);
        Browser browser = new Browser(house);
        RawHttp.Answer opened = ground.openCode(browser, before);
        List<String> after = ground.codes(ground.parent.cookie());
        assertEquals(400, ground.register(browser, new TestKey(), opened).status());
        assertEquals(400, ground.openCode(new Browser(house), before).status());
        assertEquals(200, ground.openCode(new Browser(house), after.get(7)).status());
    }

    @Test
    @DisplayName("not for staff, nor for pupils, nor without a fresh sign-in")
    void notForAll() {
        assertEquals(
                400, ground.post("/me/recovery-codes", ground.clerk.cookie()).status());
        String teacher = ground.staff(Duty.TEACHER).cookie();
        assertEquals(400, ground.post("/me/recovery-codes", teacher).status());
        ground.readOn(ground.parent.cookie());
        RawHttp.Answer again = ground.post("/me/recovery-codes", ground.parent.cookie());
        assertEquals(303, again.status());
        assertEquals("/me/keys?fresh=1", again.header("location").orElseThrow());
        assertEquals(0, house.count("recovery_sheet"));
    }

    @Test
    @DisplayName("ten wrong codes close a sheet for an hour, not for good; another family's is open meanwhile")
    void wrongTries_areLimitedPerSheet() {
        List<String> codes = ground.codes(ground.parent.cookie());
        RecoveryGround.Who other = ground.somebody("guardian", new TestKey());
        String theirs = ground.codes(other.cookie()).get(0);
        String wrong = codes.get(0).substring(0, 5) + "-00000-00000";
        for (int i = 0; i < RecoveryCodes.MOST; i++) {
            assertEquals(200, ground.openCode(new Browser(house), codes.get(1)).status(), "right ones do not count");
        }
        for (int i = 0; i < RecoveryCodes.MOST; i++) {
            assertEquals(400, ground.openCode(new Browser(house), wrong).status());
        }
        assertEquals(400, ground.openCode(new Browser(house), codes.get(0)).status());
        assertEquals(200, ground.openCode(new Browser(house), theirs).status());
        house.clock.move(RecoveryCodes.WINDOW);
        assertEquals(200, ground.openCode(new Browser(house), codes.get(0)).status());
    }

    @Test
    @DisplayName(
            "no answer tells whether there is such a code, sheet or person; the log has the reason and never the code")
    void dull() throws Exception {
        List<String> codes = ground.codes(ground.parent.cookie());
        RecoveryGround.Who restricted = ground.somebody("guardian", new TestKey());
        String inPerson = ground.codes(restricted.cookie()).get(0);
        ground.restrict(restricted.id(), ground.childOf(restricted.id(), ground.school));
        RecoveryGround.Who left = ground.somebody("guardian", new TestKey());
        String gone = ground.codes(left.cookie()).get(0);
        house.sql("UPDATE person SET status = 'inactive' WHERE id = ?", left.id());
        RecoveryGround.Who charged = ground.somebody("guardian", new TestKey());
        String ofStaff = ground.codes(charged.cookie()).get(0);
        house.sql("UPDATE person SET role = 'staff' WHERE id = ?", charged.id());
        Browser once = new Browser(house);
        assertEquals(
                200,
                ground.register(once, new TestKey(), ground.openCode(once, codes.get(4)))
                        .status());
        Browser browser = new Browser(house);
        browser.challenge();
        String first = null;
        for (String code : List.of(
                "",
                "x",
                "00000-00000-00000",
                codes.get(0).substring(0, 5) + "-00000-00000",
                codes.get(4),
                inPerson,
                gone,
                ofStaff)) {
            try (LogCapture log = new LogCapture()) {
                RawHttp.Answer answer = ground.openCode(browser, code);
                String same = answer.status() + " "
                        + String.join("|", answer.headers()).replaceAll("(?i)date:[^|]*", "")
                        + answer.body().replaceAll("\"support_code\":\"[0-9A-Z]+\"", "");
                first = first == null ? same : first;
                assertEquals(first, same, code);
                assertTrue(log.last().contains("reason="), log.last());
                assertFalse(code.length() > 1 && String.join("\n", log.lines()).contains(code));
            }
        }
    }

    @Test
    @DisplayName(
            "a source that goes on and on is told to slow down; whoever has a right code is let in from there all the same")
    void source_slowsDown() {
        String code = ground.codes(ground.parent.cookie()).get(0);
        Browser browser = new Browser(house);
        for (int i = 0; i < SourceTries.MOST; i++) {
            assertEquals(400, ground.openCode(browser, "00000-00000-00000").status());
        }
        RawHttp.Answer slow = ground.openCode(browser, "00000-00000-00000");
        assertEquals(429, slow.status());
        assertTrue(slow.header("retry-after").isPresent());
        assertEquals(200, ground.openCode(browser, code).status());
    }

    private static String id(TestKey key) {
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(key.id);
    }
}
