package org.lanyard.session.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.house.TestKiosk;

@DisplayName("POST /me/keys/…: somebody's own keys, over raw HTTP")
class OwnKeysTest {
    private static final String ORIGIN = "Origin: " + House.ISSUER;

    private final TestStore data = store();
    private final House house = new House(data.store());
    private final UUID parent = house.person("guardian", house.school());
    private final Browser browser = new Browser(house);
    private final TestKey first = new TestKey();
    private final String cookie = browser.register(first, parent);
    private final String csrf = csrf(cookie);

    TestStore store() {
        return TestStore.sqlite("pki", "session");
    }

    @AfterEach
    void close() {
        house.close();
        data.close();
    }

    private String csrf(String of) {
        String page = house.http.get("/me/keys", of).body();
        int at = page.indexOf("name=\"csrf\" value=\"") + 19;
        return page.substring(at, page.indexOf('"', at));
    }

    private RawHttp.Answer options(String token) {
        return house.http.json("/me/keys/options", "{\"csrf\":\"" + token + "\"}", ORIGIN, cookie);
    }

    private RawHttp.Answer add(ObjectNode options, TestKey key) {
        String assertion = browser.registration(
                key, options.get("challenge").textValue(), options.get("handle").textValue());
        return house.http.json(
                "/me/keys/add",
                "{\"csrf\":\"" + csrf + "\",\"assertion\":\"" + assertion + "\",\"name\":\"Spare\"}",
                ORIGIN,
                cookie);
    }

    private RawHttp.Answer form(String path, String body) {
        return house.http.form(path, body, ORIGIN, cookie);
    }

    private static String id(TestKey key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.id);
    }

    @Test
    @DisplayName("added: the answer tells the browser which keys there are; then renamed, suspended, removed")
    void life() {
        ObjectNode options = TestKiosk.body(options(csrf));
        assertEquals(
                "{\"attestation\":\"none\",\"hints\":[],\"exclude\":[\"" + id(first) + "\"],\"minimum_keys\":1}",
                options.get("creation").toString());
        TestKey spare = new TestKey();
        assertEquals("{\"location\":\"/me/keys?added=1\"}", add(options, spare).body());
        assertEquals(1, house.count("credential WHERE name = 'Spare'"));
        assertEquals(
                "/me/keys?renamed=1",
                form("/me/keys/rename", "csrf=" + csrf + "&id=" + id(spare) + "&name=Van+key")
                        .header("location")
                        .orElseThrow());
        assertEquals(
                "/me/keys?lost=1",
                form("/me/keys/suspend", "csrf=" + csrf + "&id=" + id(spare))
                        .header("location")
                        .orElseThrow());
        assertEquals(
                "/me/keys?last=1",
                form("/me/keys/remove", "csrf=" + csrf + "&id=" + id(first))
                        .header("location")
                        .orElseThrow());
        assertEquals(
                "/me/keys?removed=1",
                form("/me/keys/remove", "csrf=" + csrf + "&id=" + id(spare))
                        .header("location")
                        .orElseThrow());
        assertEquals(1, house.count("credential WHERE status = 'active'"));
    }

    @Test
    @DisplayName("eleven minutes after the sign-in: adding and removing ask for a fresh one, suspending does not")
    void fresh() {
        TestKey spare = new TestKey();
        add(TestKiosk.body(options(csrf)), spare);
        house.clock.move(Duration.ofMinutes(9));
        house.http.get("/me/keys", cookie);
        assertEquals(200, options(csrf).status());
        house.clock.move(Duration.ofMinutes(1));
        RawHttp.Answer refused = options(csrf);
        assertEquals(403, refused.status());
        assertTrue(refused.body().contains("\"error\":\"fresh_sign_in_needed\""), refused.body());
        assertEquals(
                "/me/keys?fresh=1",
                form("/me/keys/remove", "csrf=" + csrf + "&id=" + id(spare))
                        .header("location")
                        .orElseThrow());
        assertEquals(
                "/me/keys?lost=1",
                form("/me/keys/suspend", "csrf=" + csrf + "&id=" + id(spare))
                        .header("location")
                        .orElseThrow());
    }

    @Test
    @DisplayName("without the session's token, from another origin, or signed out: nothing")
    void foreign() {
        assertEquals(403, options("x".repeat(24)).status());
        assertEquals(
                403,
                house.http
                        .json("/me/keys/options", "{\"csrf\":\"" + csrf + "\"}", "Origin: https://evil.example", cookie)
                        .status());
        assertEquals(
                401,
                house.http
                        .json("/me/keys/options", "{\"csrf\":\"" + csrf + "\"}", ORIGIN)
                        .status());
        assertEquals(
                403,
                form("/me/keys/suspend", "csrf=" + "x".repeat(24) + "&id=" + id(first))
                        .status());
        UUID other = house.person("guardian", house.school());
        TestKey theirs = new TestKey();
        new Browser(house, browser.service).register(theirs, other);
        assertEquals(
                "/me/keys?gone=1",
                form("/me/keys/suspend", "csrf=" + csrf + "&id=" + id(theirs))
                        .header("location")
                        .orElseThrow());
        assertEquals(2, house.count("credential WHERE status = 'active'"));
    }
}
