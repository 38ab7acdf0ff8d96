package org.lanyard.session.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestKiosk;
import org.lanyard.session.login.EndReason;

@DisplayName("A lesson pass: one pupil, one kiosk or room, until the bell; what it opens, and who sees it")
class LessonPassTest {
    private TestStore data;
    private House house;
    private UUID school;
    private UUID pupil;
    private TestKiosk kiosk;
    private Instant bell;

    /** Where it is tried. */
    TestStore store() {
        return TestStore.sqlite("pki", "session");
    }

    @BeforeEach
    void build() {
        data = store();
        house = new House(data.store());
        school = house.school();
        pupil = house.person("pupil", school);
        kiosk = house.kiosk(school);
        bell = house.now().plus(Duration.ofMinutes(50));
    }

    @AfterEach
    void takeDown() {
        house.close();
        data.close();
    }

    private Passes.Issued issue(PassPlace place) {
        return issue(pupil, place);
    }

    private Passes.Issued issue(UUID whom, PassPlace place) {
        Passes.Issued[] issued = new Passes.Issued[1];
        house.run(tx -> issued[0] = house.passes.issue(tx, new PassOrder(whom, place, bell), house.now(), "r.evans"));
        return issued[0];
    }

    private PassPlace here() {
        return new PassPlace.AtKiosk(kiosk.id());
    }

    private Reason refused(PassOrder order) {
        return assertThrows(
                        RefusedException.class,
                        () -> house.store.<Passes.Issued, RefusedException>transact(
                                tx -> house.passes.issue(tx, order, house.now(), "r.evans")))
                .reason();
    }

    private static String text(RawHttp.Answer answer, String name) {
        return TestKiosk.body(answer).get(name).textValue();
    }

    private List<String> trail(String kind) {
        return house.store.read(
                h -> Sql.list(h, "SELECT facts FROM audit_row WHERE kind = ?", row -> row.getString(1), kind));
    }

    @Test
    @DisplayName("opens a session at …/pass, without amr, and /me says that the teacher let them in")
    void opens_visiblyByAPass() {
        Passes.Issued issued = issue(here());
        RawHttp.Answer answer = kiosk.pass(issued.code().reveal());
        ObjectNode token = TestKiosk.body(answer);
        assertEquals("urn:lanyard:acr:pass", token.get("acr").textValue());
        String cookie = kiosk.browse(token);
        assertTrue(house.http.get("/me", cookie).body().contains("Your teacher let you in"));
        assertEquals(
                1,
                house.count("login_session WHERE acr = 'PASS' AND card_id IS NULL AND pass_id = '"
                        + issued.pass().id() + "'"));
        String[] secret = new String[1];
        house.run(tx -> secret[0] = house.desk
                .clients()
                .register(tx, "homework", house.now(), "office")
                .reveal());
        String basic = Base64.getEncoder().encodeToString(("homework:" + secret[0]).getBytes(StandardCharsets.UTF_8));
        ObjectNode told = TestKiosk.body(house.http.form(
                "/introspect", "token=" + token.get("access_token").textValue(), "Authorization: Basic " + basic));
        assertEquals("urn:lanyard:acr:pass", told.get("acr").textValue());
        assertFalse(told.has("amr"), "nothing of the pupil's own was proved");
        assertTrue(trail("session.opened").get(0).contains("urn:lanyard:acr:pass"));
        assertTrue(trail("session.opened").get(0).contains(issued.pass().id().toString()));
        assertTrue(trail("pass.issued").get(0).contains(bell.toString()));
    }

    @Test
    @DisplayName("the code may be typed small, without its hyphen, with O and L for 0 and 1")
    void typed_asPeopleType() {
        String code = issue(here()).code().reveal();
        assertEquals(200, kiosk.pass(code.toLowerCase(java.util.Locale.ROOT)).status());
        assertEquals(200, kiosk.pass(code.replace("-", "")).status());
        assertEquals(200, kiosk.pass(code.replace('1', 'L').replace('0', 'O')).status());
    }

    @Test
    @DisplayName("a room is the kiosks of the school that stand in it")
    void room_isItsKiosks() {
        TestKiosk other = house.kiosk(school);
        TestKiosk elsewhere = house.kiosk(school);
        house.run(tx -> {
            house.desk.kiosks().room(tx, kiosk.id(), "Room 4", house.now(), "office");
            house.desk.kiosks().room(tx, other.id(), "Room 4", house.now(), "office");
        });
        String code = issue(new PassPlace.InRoom("Room 4")).code().reveal();
        assertEquals(
                List.of(200, 200, 400),
                List.of(
                        kiosk.pass(code).status(),
                        other.pass(code).status(),
                        elsewhere.pass(code).status()));
        TestKiosk ofAnotherSchool = house.kiosk(house.school());
        house.run(tx -> house.desk.kiosks().room(tx, ofAnotherSchool.id(), "Room 4", house.now(), "office"));
        assertEquals(400, ofAnotherSchool.pass(code).status());
    }

    @Test
    @DisplayName("a second redemption ends the first session")
    void secondRedemption_endsTheFirst() {
        String code = issue(here()).code().reveal();
        String first = text(kiosk.pass(code), "access_token");
        String second = text(kiosk.pass(code), "access_token");
        assertEquals(401, kiosk.lease(first).status());
        assertEquals(200, kiosk.lease(second).status());
        assertEquals(1, house.count("login_session WHERE end_reason = '" + EndReason.PASS_REDEEMED_AGAIN + "'"));
    }

    @Test
    @DisplayName("the teacher ends the pass, and its session with it")
    void teacher_ends() {
        Passes.Issued issued = issue(here());
        String handle = text(kiosk.pass(issued.code().reveal()), "access_token");
        house.run(tx -> assertTrue(
                house.passes.end(tx, issued.pass().id(), house.now(), "r.evans", "the card was in the bag")));
        assertEquals(401, kiosk.lease(handle).status());
        assertEquals(400, kiosk.pass(issued.code().reveal()).status());
        house.run(tx -> assertFalse(house.passes.end(tx, issued.pass().id(), house.now(), "r.evans", "again")));
        assertTrue(trail("pass.ended").get(0).contains("the card was in the bag"));
    }

    @Test
    @DisplayName("the session is over with the bell, however often its lease is renewed")
    void bell_endsTheSession() {
        bell = house.now().plus(Duration.ofSeconds(28));
        String handle = text(kiosk.pass(issue(here()).code().reveal()), "access_token");
        house.clock.move(Duration.ofSeconds(14));
        assertEquals(200, kiosk.lease(handle).status());
        house.clock.move(Duration.ofSeconds(13));
        assertEquals(200, kiosk.lease(handle).status());
        house.clock.move(Duration.ofSeconds(1));
        assertEquals(401, kiosk.lease(handle).status());
    }

    @Test
    @DisplayName("another pass for the same pupil ends the one before, and its session")
    void anotherPass_endsTheOneBefore() {
        String code = issue(here()).code().reveal();
        String handle = text(kiosk.pass(code), "access_token");
        issue(here());
        assertEquals(401, kiosk.lease(handle).status());
        assertEquals(400, kiosk.pass(code).status());
        assertEquals(1, house.store.read(h -> Passes.live(h, house.now())).size());
    }

    @Test
    @DisplayName("a pupil who leaves is out with their pass")
    void leaver_isOut() {
        String code = issue(here()).code().reveal();
        house.sql("UPDATE person SET status = 'inactive' WHERE id = ?", pupil);
        assertEquals(400, kiosk.pass(code).status());
        assertEquals(Reason.HOLDER_INACTIVE, refused(new PassOrder(pupil, here(), bell)));
    }

    @Test
    @DisplayName(
            "not issued: for a teacher, for another school's kiosk or room, for longer than a school day, for the past")
    void notIssued() {
        assertEquals(Reason.PASS_NOT_FOR_A_PUPIL, refused(new PassOrder(house.person("staff", school), here(), bell)));
        assertEquals(Reason.PASS_NOT_FOR_A_PUPIL, refused(new PassOrder(UUID.randomUUID(), here(), bell)));
        PassPlace there = new PassPlace.AtKiosk(house.kiosk(house.school()).id());
        assertEquals(Reason.KIOSK_OF_ANOTHER_SCHOOL, refused(new PassOrder(pupil, there, bell)));
        assertEquals(
                Reason.KIOSK_OF_ANOTHER_SCHOOL, refused(new PassOrder(pupil, new PassPlace.InRoom("Room 9"), bell)));
        assertEquals(Reason.PASS_TIMES, refused(new PassOrder(pupil, here(), house.now())));
        Instant tomorrow = house.now().plus(Passes.LONGEST).plusSeconds(1);
        assertEquals(Reason.PASS_TIMES, refused(new PassOrder(pupil, here(), tomorrow)));
    }

    @Test
    @DisplayName("after twenty wrong codes a kiosk is refused the right one too, for ten minutes; another kiosk is not")
    void wrongTries_areLimitedPerKiosk() {
        TestKiosk other = house.kiosk(school);
        house.run(tx -> {
            house.desk.kiosks().room(tx, kiosk.id(), "Room 4", house.now(), "office");
            house.desk.kiosks().room(tx, other.id(), "Room 4", house.now(), "office");
        });
        String code = issue(new PassPlace.InRoom("Room 4")).code().reveal();
        for (int i = 0; i < PassTries.MOST; i++) {
            assertEquals(200, kiosk.pass(code).status(), "right ones do not count");
        }
        for (int i = 0; i < PassTries.MOST; i++) {
            assertEquals(400, kiosk.pass("AAAAA-AAAAA").status());
        }
        assertEquals(400, kiosk.pass(code).status());
        assertTrue(trail("pass.refused").get(PassTries.MOST).contains("PASS_TRIES_SPENT"));
        assertEquals(200, other.pass(code).status());
        house.clock.move(PassTries.WINDOW);
        assertEquals(200, kiosk.pass(code).status());
    }

    @Test
    @DisplayName("the code is in no table, and neither is its plain hash")
    void code_isNowhere() throws Exception {
        String code = issue(here()).code().reveal().replace("-", "");
        byte[] stored = house.store
                .read(h -> Sql.one(h, "SELECT code_hash FROM lesson_pass", row -> row.getBytes(1)))
                .orElseThrow();
        assertEquals(32, stored.length);
        byte[] plain = java.security.MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
        assertFalse(Arrays.equals(plain, stored));
        assertEquals("PassCode", PassCode.typed(code).orElseThrow().toString());
        assertEquals(Optional.empty(), PassCode.typed("ABCDE-FGHJU"));
        assertEquals(Optional.empty(), PassCode.typed("ABCDE-FGHJ"));
    }
}
