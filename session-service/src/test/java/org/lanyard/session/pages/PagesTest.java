package org.lanyard.session.pages;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lanyard.session.pages.PageAnswers.assertWellMade;
import static org.lanyard.session.pages.PageAnswers.headers;
import static org.lanyard.session.pages.PageAnswers.token;
import static org.lanyard.session.pages.PageAnswers.words;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.http.RawHttp.Answer;
import org.lanyard.session.guardianship.Right;
import org.lanyard.session.login.Acr;
import org.lanyard.session.people.TestPeople;

@DisplayName("The pages")
class PagesTest {
    private static final String EVIL = "<script>alert(1)</script>\"'&";

    private final PageWorld world = new PageWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private Answer get(String path, String... headers) {
        return world.http().get(path, headers);
    }

    @Test
    @DisplayName("of a pupil greet by name, and say school, class, how, where and when")
    void pupil() {
        UUID cadi = world.pupil("Cadi", "Morgan");
        String body = get("/me", world.signIn(cadi, Acr.TAP, true)).body();
        String words = words(body);

        assertTrue(body.contains("<h1 class=\"ly-badge__hello\">Hello Cadi!</h1>"));
        assertAll(List.of(
                        "Ysgol Gynradd Llyn y Wennol",
                        "Dosbarth Derwen",
                        "You used your card",
                        "Cadi Morgan",
                        "Llyfrgell, on a school computer",
                        "Today at 9:15am",
                        "Sign out")
                .stream()
                .map(text -> () -> assertTrue(words.contains(text), text)));
        assertFalse(body.contains(cadi.toString()), "no id");
        assertTrue(words(get("/me?lang=cy", world.signIn(cadi, Acr.TAP_PIN, true))
                        .body())
                .contains("Â’th gerdyn a’th PIN"));
    }

    @Test
    @DisplayName("of a guardian list the children that are theirs, and only these")
    void guardian() {
        UUID sian = world.guardian("Siân", "Morgan");
        UUID cadi = world.pupil("Cadi", "Morgan");
        UUID waiting = world.pupil("Macsen", "Morgan");
        UUID restricted = world.pupil("Elin", "Pugh");
        UUID left = world.pupil("Ama", "Mensah");
        world.pupil("Yusuf", "Khan");
        world.confirm(sian, cadi, Right.ATTENDANCE, Right.MEALS);
        world.propose(sian, waiting);
        world.confirm(sian, restricted, Right.values());
        world.restrict(sian, restricted);
        world.confirm(sian, left, Right.values());
        world.store.transact(tx -> {
            TestPeople.leave(tx, left);
            return null;
        });
        String session = world.signIn(sian, Acr.PASSKEY, false);
        String body = get("/me", session).body();

        assertTrue(body.contains("href=\"/children/" + cadi + "\">Cadi Morgan</a>"));
        assertEquals(1, body.split("href=\"/children/").length - 1);
        for (String stranger : List.of("Macsen", "Elin", "Ama", "Yusuf", "restrict", "order")) {
            assertFalse(words(body).contains(stranger), stranger);
        }
        String child = words(get("/children/" + cadi, session).body());
        assertTrue(child.contains("Attendance") && child.contains("Meals"));
        assertFalse(child.contains("Health") || child.contains("Attainment") || child.contains("Contact details"));
    }

    @Test
    @DisplayName("of no child are one and the same, whatever the cause: page, status and headers")
    void oneNotFound() {
        UUID sian = world.guardian("Siân", "Morgan");
        UUID cadi = world.pupil("Cadi", "Morgan");
        UUID waiting = world.pupil("Macsen", "Morgan");
        UUID restricted = world.pupil("Elin", "Pugh");
        UUID stranger = world.pupil("Yusuf", "Khan");
        world.confirm(sian, cadi, Right.MEALS);
        world.propose(sian, waiting);
        world.confirm(sian, restricted, Right.values());
        world.restrict(sian, restricted);
        String session = world.signIn(sian, Acr.KEY, false);

        assertEquals(200, get("/children/" + cadi, session).status());
        Answer unknown = get("/children/" + UUID.randomUUID(), session);
        assertEquals(404, unknown.status());
        List<String> others = List.of(
                stranger.toString(),
                restricted.toString(),
                waiting.toString(),
                sian.toString(),
                cadi.toString().toUpperCase(java.util.Locale.ROOT),
                cadi + "x",
                cadi + "/",
                "",
                "1-1-1-1-1",
                "%3Cscript%3E");
        for (String other : others) {
            Answer answer = get("/children/" + other, session);
            assertEquals(404, answer.status(), other);
            assertEquals(unknown.body(), answer.body(), other);
            assertEquals(headers(unknown), headers(answer), other);
        }
    }

    @Test
    @DisplayName("of somebody else's child stay closed to a pupil")
    void pupilIsNoGuardian() {
        UUID cadi = world.pupil("Cadi", "Morgan");
        UUID yusuf = world.pupil("Yusuf", "Khan");
        String session = world.signIn(cadi, Acr.TAP, true);

        assertEquals(404, get("/children/" + yusuf, session).status());
        assertEquals(404, get("/children/" + cadi, session).status());
    }

    @Test
    @DisplayName("close with the moment that a restriction is entered, or a session or a person ends")
    void closesAtOnce() {
        UUID sian = world.guardian("Siân", "Morgan");
        UUID cadi = world.pupil("Cadi", "Morgan");
        world.confirm(sian, cadi, Right.MEALS);
        String session = world.signIn(sian, Acr.KEY, false);
        assertEquals(200, get("/children/" + cadi, session).status());
        world.restrict(sian, cadi);
        assertEquals(404, get("/children/" + cadi, session).status());
        assertFalse(get("/me", session).body().contains("Cadi"));

        world.store.transact(tx -> {
            TestPeople.leave(tx, sian);
            return null;
        });
        assertEquals(Optional.of("/signed-out"), get("/me", session).header("Location"));
        world.now = world.now.plus(Duration.ofHours(9));
        assertEquals(Optional.of("/sign-in"), get("/me", session).header("Location"));
    }

    @Test
    @DisplayName("send whoever is not signed in to sign in, whatever they asked for")
    void notSignedIn() {
        UUID cadi = world.pupil("Cadi", "Morgan");
        Answer known = get("/children/" + cadi);
        Answer unknown = get("/children/" + UUID.randomUUID());

        assertEquals(303, known.status());
        assertEquals(Optional.of("/sign-in"), known.header("Location"));
        assertEquals(headers(known), headers(unknown));
        assertEquals(303, get("/me").status());
        assertEquals(303, get("/me", "Cookie: __Host-lanyard=" + "A".repeat(64)).status());
    }

    @Test
    @DisplayName("escape every name that the roster brought")
    void escaped() {
        UUID evil = world.pupil(EVIL, EVIL);
        UUID parent = world.guardian(EVIL, EVIL);
        world.confirm(parent, evil, Right.MEALS);
        String session = world.signIn(parent, Acr.KEY, false);
        for (Answer answer : List.of(
                get("/me", world.signIn(evil, Acr.TAP, true)),
                get("/me", session),
                get("/children/" + evil, session))) {
            assertEquals(200, answer.status());
            assertWellMade(answer, "evil");
            assertTrue(answer.body().contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
            assertFalse(answer.body().contains("<script>"));
        }
    }

    @Test
    @DisplayName("carry the session's token in the sign-out form, a different one in each session")
    void csrf() {
        UUID cadi = world.pupil("Cadi", "Morgan");
        String first = token(get("/me", world.signIn(cadi, Acr.TAP, true)).body());
        String second = token(get("/me", world.signIn(cadi, Acr.TAP, true)).body());

        assertEquals(24, first.length());
        assertFalse(first.equals(second));
    }

    @Test
    @DisplayName("of a kiosk's session let the window be closed from outside, others not")
    void opener() {
        UUID cadi = world.pupil("Cadi", "Morgan");
        String name = "Cross-Origin-Opener-Policy";

        assertEquals(
                Optional.of("unsafe-none"),
                get("/me", world.signIn(cadi, Acr.TAP, true)).header(name));
        assertEquals(
                Optional.of("same-origin"),
                get("/me", world.signIn(cadi, Acr.KEY, false)).header(name));
        assertEquals(Optional.of("unsafe-none"), get("/signed-out?from=kiosk").header(name));
        assertEquals(Optional.of("same-origin"), get("/").header(name));
    }

    @Test
    @DisplayName("of a kiosk's session lead back to the kiosk's screen, and to no address that is not registered")
    void backToTheScreen() {
        UUID cadi = world.pupil("Cadi", "Morgan");
        String screen = "http://127.0.0.1:8090/";

        assertTrue(get("/me", world.signIn(cadi, Acr.TAP, true)).body().contains("data-afterwards=\"" + screen + "\""));
        assertTrue(get("/me", world.signIn(cadi, Acr.KEY, false)).body().contains("data-afterwards=\"/signed-out\""));
        String done = get("/signed-out?from=kiosk&kiosk=" + URLEncoder.encode(PageWorld.KIOSK, StandardCharsets.UTF_8))
                .body();
        assertTrue(done.contains("href=\"" + screen + "\"") && done.contains("src=\"/assets/back.js\""), done);
        for (String none : List.of("", "&kiosk=", "&kiosk=http://evil.example", "&kiosk=%00%3Cscript%3E")) {
            String body = get("/signed-out?from=kiosk" + none).body();
            assertFalse(body.contains("back.js") || body.contains("evil"), none);
        }
    }

    @Test
    @DisplayName("of errors say so in plain words with a support code, and nothing of the cause")
    void errors() {
        Answer answer = world.http().send("POST", "/me", "");

        assertEquals(405, answer.status());
        assertWellMade(answer, "405");
        assertTrue(Pattern.compile("[2-9A-Z]{4} [2-9A-Z]{4}")
                .matcher(words(answer.body()))
                .find());
        assertTrue(answer.body().contains("href=\"/?lang=cy\""), "what was posted cannot be got");
        assertFalse(answer.body().contains("METHOD_NOT_ALLOWED"));
        assertFalse(answer.body().contains("Exception"));
    }

    @Test
    @DisplayName("have their style and scripts from here, each with an ETag")
    void assets() {
        for (String path : List.of(
                "/assets/govuk/govuk-frontend.min.css",
                "/assets/lanyard.css",
                "/assets/lanyard.svg",
                "/assets/session.js",
                "/assets/back.js",
                "/assets/keys/webauthn.js",
                "/assets/keys/page.js",
                "/assets/keys/autofill.js",
                "/assets/keys/sign-in.js",
                "/assets/keys/first-key.js",
                "/assets/keys/invitation.js",
                "/assets/keys/recovery.js",
                "/assets/keys/my-keys.js",
                "/assets/keys/told.js")) {
            Answer answer = get(path);
            assertEquals(200, answer.status(), path);
            String etag = answer.header("ETag").orElseThrow();
            assertEquals(304, get(path, "If-None-Match: " + etag).status(), path);
        }
        assertFalse(get("/assets/lanyard.css").body().contains("url("), "no typeface, nothing from elsewhere");
        assertEquals(404, get("/assets/../messages_en.properties").status());
        assertEquals(404, get("/assets/nothing.css").status());
    }
}
