package org.lanyard.session.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestCard;
import org.lanyard.session.house.TestKiosk;
import org.lanyard.session.people.Picture;

@DisplayName("The picture by which a pupil sees that the card is their own")
class PictureTest {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private TestStore data;
    private House house;
    private UUID pupil;
    private TestKiosk kiosk;
    private TestCard card;

    @BeforeEach
    void build() {
        data = TestStore.sqlite("pki", "session");
        house = new House(data.store());
        UUID school = house.school();
        pupil = house.person("pupil", school);
        kiosk = house.kiosk(school);
        card = house.card(pupil);
    }

    @AfterEach
    void takeDown() {
        house.close();
        data.close();
    }

    private ObjectNode tapped() {
        return TestKiosk.body(kiosk.tap(card));
    }

    private String told() {
        return tapped().get("picture").textValue();
    }

    private RawHttp.Answer choose(String cookie, String form) {
        return house.http.form("/me/picture", form, cookie, "Origin: " + House.ISSUER);
    }

    private String csrf(String cookie) {
        Matcher found = CSRF.matcher(house.http.get("/me", cookie).body());
        assertTrue(found.find());
        return "csrf=" + found.group(1);
    }

    @Test
    @DisplayName("is told to the kiosk: one that follows from the person, until they choose")
    void given() {
        assertEquals(Picture.given(pupil).code(), told());
        assertEquals(told(), told());
    }

    @Test
    @DisplayName("is what they chose on their own page, which shows it from then on; each choice has its row")
    void chosen() {
        String cookie = kiosk.browse(tapped());
        Picture other = Picture.given(pupil) == Picture.FOX ? Picture.OWL : Picture.FOX;
        RawHttp.Answer answer = choose(cookie, csrf(cookie) + "&picture=" + other.code());
        assertEquals(303, answer.status(), answer.body());
        assertEquals("/me", answer.header("location").orElseThrow());
        assertEquals("unsafe-none", answer.header("cross-origin-opener-policy").orElseThrow());
        assertTrue(house.http.get("/me", cookie).body().contains("class=\"ly-badge__face\" src=\"" + other.path()));
        assertEquals(1, house.count("audit_row WHERE kind = 'person.picture-chosen'"));
        assertEquals(0, house.count("audit_row WHERE facts LIKE '%" + other.code() + "%'"));
        choose(cookie, csrf(cookie) + "&picture=" + other.code());
        assertEquals(1, house.count("audit_row WHERE kind = 'person.picture-chosen'"));
        assertEquals(other.code(), told());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dragon", "", "FOX", "../fox", "fox%00"})
    @DisplayName("is one of those that there are")
    void closedSet(String name) {
        String cookie = kiosk.browse(tapped());
        assertEquals(400, choose(cookie, csrf(cookie) + "&picture=" + name).status());
        assertEquals(Picture.given(pupil).code(), told());
    }

    @Test
    @DisplayName("is changed by nobody else: not from another site, without the page's token, or without a session")
    void nobodyElse() {
        String cookie = kiosk.browse(tapped());
        String csrf = csrf(cookie);
        assertEquals(403, choose(cookie, "picture=fox").status());
        assertEquals(403, choose(cookie, "csrf=x&picture=fox").status());
        assertEquals(
                403,
                house.http
                        .form("/me/picture", csrf + "&picture=fox", cookie, "Origin: https://elsewhere.example")
                        .status());
        RawHttp.Answer without = choose("Cookie: a=b", csrf + "&picture=fox");
        assertEquals("/sign-in", without.header("location").orElseThrow());
        assertEquals(0, house.count("audit_row WHERE kind = 'person.picture-chosen'"));
    }

    @Test
    @DisplayName("is not to be chosen by whoever came in with a lesson pass")
    void notByPass() {
        String cookie = kiosk.browse(tapped());
        String csrf = csrf(cookie);
        data.store().transact(tx -> tx.execute("UPDATE login_session SET acr = 'PASS'"));
        assertFalse(house.http.get("/me", cookie).body().contains("/me/picture"));
        choose(cookie, csrf + "&picture=" + (Picture.given(pupil) == Picture.FOX ? "owl" : "fox"));
        assertEquals(0, house.count("audit_row WHERE kind = 'person.picture-chosen'"));
    }

    @Test
    @DisplayName("that a pupil calls another's ends the session with a reason of its own, and is flagged")
    void notMe() {
        ObjectNode token = tapped();
        String cookie = kiosk.browse(token);
        String handle = token.get("access_token").textValue();
        assertEquals(400, kiosk.revoke(handle, "&reason=bored").status());
        assertEquals(200, house.http.get("/me", cookie).status());
        assertEquals(200, kiosk.revoke(handle, "&reason=not_me").status());
        assertEquals(303, house.http.get("/me", cookie).status());
        assertEquals(1, house.count("login_session WHERE end_reason = 'NOT_ME'"));
        assertEquals(
                1,
                house.count("audit_row WHERE kind = 'session.ended' AND facts LIKE '%NOT_ME%'"
                        + " AND facts LIKE '%\"flagged\":\"true\"%'"));
    }

    @ParameterizedTest
    @EnumSource(Picture.class)
    @DisplayName("is drawn, small, without script, style or anything from elsewhere")
    void drawn(Picture picture) {
        RawHttp.Answer answer = house.http.get(picture.path());
        assertEquals(200, answer.status());
        assertEquals("image/svg+xml", answer.header("content-type").orElseThrow());
        String svg = answer.body();
        assertTrue(svg.length() < 4096, picture.code());
        assertFalse(
                Pattern.compile("<script|<style|style=|href|on\\w+=|<!|&")
                        .matcher(svg)
                        .find(),
                picture.code());
        assertEquals(Picture.of(picture.code()).orElseThrow(), picture);
    }

    @Test
    @DisplayName("differs among people, and is drawn differently for each name")
    void different() {
        Set<String> drawings = new HashSet<>();
        for (Picture picture : Picture.values()) {
            drawings.add(house.http.get(picture.path()).body());
        }
        assertEquals(24, drawings.size());
        assertNotEquals(Picture.given(new UUID(0, 1)), Picture.given(new UUID(0, 2)));
    }
}
