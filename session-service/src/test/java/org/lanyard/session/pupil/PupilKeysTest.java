package org.lanyard.session.pupil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.LogCapture;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.house.TestKiosk;
import org.lanyard.session.invitation.InvitationOrder;
import org.lanyard.session.notice.Audience;
import org.lanyard.session.notice.NoticeBook;
import org.lanyard.session.notice.NoticeKind;

@DisplayName("A pupil's own key: by school and age, and nobody until a school says so")
class PupilKeysTest {
    private static final String TOO_YOUNG = "KEY_OF_A_PUPIL_TOO_YOUNG";

    private static final String LINK = "href=\"/me/keys\"";

    private TestStore data;
    private House house;
    private Browser browser;
    private UUID school;
    private UUID pupil;
    private final TestKey key = new TestKey();

    @BeforeEach
    void build() {
        data = TestStore.sqlite("pki", "session");
        house = new House(data.store());
        browser = new Browser(house);
        school = house.school();
        pupil = house.person("pupil", school);
        born(13);
    }

    @AfterEach
    void takeDown() {
        house.close();
        data.close();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(house.now(), ZoneOffset.UTC);
    }

    private void born(int yearsAgo) {
        born(Optional.of(today().minusYears(yearsAgo)));
    }

    private void born(Optional<LocalDate> day) {
        house.run(tx -> Sql.update(
                tx,
                "UPDATE person SET born = ? WHERE id = ?",
                day.map(LocalDate::toEpochDay).orElse(null),
                pupil));
    }

    private int set(UUID where, Integer fromAge) {
        return house.store.transact(tx -> house.desk
                .pupilKeys()
                .set(tx, where, Optional.ofNullable(fromAge), house.now(), "cli:office", "governors' decision"));
    }

    private boolean may(UUID person) {
        return house.store.transact(tx -> new PupilAge(house.store.engine()).mayHaveKeys(tx, person, house.now()));
    }

    private RawHttp.Answer register() {
        ObjectNode opened = TestKiosk.body(browser.openInvitation(house.invite(InvitationOrder.pupil(pupil))));
        return browser.session(browser.registration(
                key, opened.get("challenge").textValue(), opened.get("handle").textValue()));
    }

    private RawHttp.Answer signIn() {
        return browser.session(browser.signIn(key, browser.challenge(), house.handleOf(pupil)));
    }

    private void refusedAs(RawHttp.Answer answer, LogCapture log) {
        assertEquals(400, answer.status());
        assertFalse(answer.body().contains("PUPIL"), "outside it is one dull answer");
        assertTrue(String.join("\n", log.lines()).contains(TOO_YOUNG));
    }

    @ParameterizedTest
    @CsvSource({"5, false", "12, false", "13, true", "18, true"})
    @DisplayName("from the birthday on")
    void age(int years, boolean may) {
        set(school, 13);
        born(years);
        assertEquals(may, may(pupil));
    }

    @Test
    @DisplayName("not on the day before it")
    void dayBefore() {
        set(school, 13);
        born(Optional.of(today().minusYears(13).plusDays(1)));
        assertFalse(may(pupil));
        house.clock.move(Duration.ofDays(1));
        assertTrue(may(pupil));
    }

    @Test
    @DisplayName("not where the school says nothing, nor where the date of birth is unknown, nor without a school")
    void unknown() {
        assertFalse(may(pupil));
        set(school, 13);
        assertTrue(may(pupil));
        born(Optional.empty());
        assertFalse(may(pupil));
        born(13);
        house.run(tx -> Sql.update(tx, "DELETE FROM person_school WHERE person_id = ?", pupil));
        assertFalse(may(pupil));
    }

    @Test
    @DisplayName("of two schools, both have to allow it")
    void twoSchools() {
        set(school, 11);
        UUID other = house.school();
        house.run(tx -> Sql.update(tx, "INSERT INTO person_school (person_id, school_id) VALUES (?, ?)", pupil, other));
        assertFalse(may(pupil));
        set(other, 14);
        assertFalse(may(pupil));
        set(other, 13);
        assertTrue(may(pupil));
    }

    @Test
    @DisplayName("guardians and staff are not asked for their age")
    void others() {
        assertTrue(may(house.person("guardian", school)));
        assertTrue(may(house.person("staff", school)));
    }

    @Test
    @DisplayName("at the office: an invitation of half an hour; the pupil is told and the leads, no guardian")
    void office() {
        set(school, 13);
        assertEquals(200, register().status());
        assertEquals(200, signIn().status());
        assertEquals(2, house.count("login_session WHERE acr = 'KEY'"));
        assertTrue(house.store.read(h -> NoticeBook.list(h, Optional.empty(), 10)).stream()
                .anyMatch(row -> row.kind() == NoticeKind.PUPIL_KEY_ADDED && row.audience() == Audience.PERSON));
    }

    @Test
    @DisplayName("an invitation gets nobody in whose school allows none, and pins nothing")
    void registrationRefused() {
        try (LogCapture log = new LogCapture()) {
            refusedAs(register(), log);
        }
        assertEquals(0, house.count("credential"));
    }

    @Test
    @DisplayName(
            "a school that thinks otherwise ends the sessions, and the key opens nothing until it is allowed again")
    void takenBack() {
        set(school, 13);
        register();
        assertEquals(1, set(school, 16));
        assertEquals(1, house.count("login_session WHERE end_reason = 'CREDENTIAL_REVOKED'"));
        try (LogCapture log = new LogCapture()) {
            refusedAs(signIn(), log);
        }
        set(school, 13);
        assertEquals(200, signIn().status());
        assertEquals(1, set(school, null));
        try (LogCapture log = new LogCapture()) {
            refusedAs(signIn(), log);
        }
    }

    @Test
    @DisplayName("a session of the card alone is not touched")
    void cards() {
        set(school, 13);
        TestKiosk kiosk = house.kiosk(school);
        String cookie = kiosk.browse(TestKiosk.body(kiosk.tap(house.card(pupil))));
        assertEquals(0, set(school, null));
        assertEquals(200, house.http.get("/me", cookie).status());
    }

    @Test
    @DisplayName(
            "at a kiosk: card and PIN of the last ten minutes begin it, onto a key held there; a tap alone does not")
    void kiosk() {
        set(school, 13);
        TestKiosk kiosk = house.kiosk(school);
        String pin = kiosk.browse(TestKiosk.body(kiosk.tap(house.card(pupil, Profile.CARD_9A))));
        RawHttp.Answer begun = options(pin);
        assertEquals(200, begun.status(), begun.body());
        assertTrue(begun.body().contains("\"attachment\":\"cross-platform\""), begun.body());
        assertTrue(house.http.get("/me", pin).body().contains(LINK));
        RawHttp.Answer page = house.http.get("/me/keys", pin);
        assertEquals(200, page.status());
        assertFalse(page.body().contains("where-client-device"), "nothing is kept on a school computer");
        String tap = kiosk.browse(TestKiosk.body(kiosk.tap(house.card(pupil))));
        assertEquals(403, options(tap).status());
        assertFalse(house.http.get("/me", tap).body().contains(LINK));
        assertEquals(303, house.http.get("/me/keys", tap).status());
    }

    @Test
    @DisplayName("the page of a pupil whose school allows none does not speak of it")
    void notOffered() {
        TestKiosk kiosk = house.kiosk(school);
        String pin = kiosk.browse(TestKiosk.body(kiosk.tap(house.card(pupil, Profile.CARD_9A))));
        assertFalse(house.http.get("/me", pin).body().contains(LINK));
        assertEquals(303, house.http.get("/me/keys", pin).status());
    }

    private RawHttp.Answer options(String cookie) {
        Matcher csrf = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"")
                .matcher(house.http.get("/me", cookie).body());
        assertTrue(csrf.find());
        return house.http.json(
                "/me/keys/options", "{\"csrf\":\"" + csrf.group(1) + "\"}", "Origin: " + House.ISSUER, cookie);
    }

    @Test
    @DisplayName("ten minutes later it begins no more")
    void late() {
        Instant then = house.now();
        set(school, 13);
        TestKiosk kiosk = house.kiosk(school);
        ObjectNode token = TestKiosk.body(kiosk.tap(house.card(pupil, Profile.CARD_9A)));
        String cookie = kiosk.browse(token);
        while (house.now().isBefore(then.plus(Duration.ofMinutes(10)))) {
            house.clock.move(Duration.ofSeconds(10));
            kiosk.lease(token.get("access_token").textValue());
            house.http.get("/me", cookie);
        }
        assertEquals(403, options(cookie).status());
    }
}
