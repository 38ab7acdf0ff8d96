package org.lanyard.session.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lanyard.session.pages.PageAnswers.assertWellMade;
import static org.lanyard.session.pages.PageAnswers.language;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.http.RawHttp.Answer;
import org.lanyard.session.guardianship.Right;
import org.lanyard.session.login.Acr;

@DisplayName("The pages speak both languages")
class PageLanguagesTest {
    private static final List<String> OPEN =
            List.of("/", "/sign-in", "/invitation", "/recovery", "/signed-out", "/signed-out?from=kiosk", "/nowhere");

    private final PageWorld world = new PageWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private Answer get(String path, String... headers) {
        return world.http().get(path, headers);
    }

    @Test
    @DisplayName("as the link, the cookie or the browser says, in this order")
    void order() {
        assertEquals("en", language(get("/")));
        assertEquals("cy", language(get("/", "Accept-Language: fr, cy;q=0.9, en;q=0.8")));
        assertEquals("en", language(get("/", "Accept-Language: en-GB, cy;q=0.9")));
        assertEquals("cy", language(get("/", "Cookie: __Host-lanyard-lang=cy", "Accept-Language: en")));
        assertEquals("en", language(get("/?lang=en", "Cookie: __Host-lanyard-lang=cy")));
        assertEquals("en", language(get("/?lang=fr")));
        assertEquals("en", language(get("/", "Cookie: __Host-lanyard-lang=\"><script>")));
    }

    @Test
    @DisplayName("and remember what was chosen by the link")
    void remembered() {
        assertEquals(
                Optional.of("__Host-lanyard-lang=cy; Path=/; Secure; HttpOnly; SameSite=Lax"),
                get("/sign-in?lang=cy").header("Set-Cookie"));
        assertEquals(Optional.empty(), get("/sign-in?lang=xx").header("Set-Cookie"));
        assertEquals(Optional.empty(), get("/sign-in").header("Set-Cookie"));
    }

    @Test
    @DisplayName("on every page, with a link to the other one")
    void everyPage() {
        UUID cadi = world.pupil("Cadi", "Morgan");
        UUID sian = world.guardian("Siân", "Morgan");
        world.confirm(sian, cadi, Right.MEALS);
        String mother = world.signIn(sian, Acr.KEY, false);
        String pupil = world.signIn(cadi, Acr.TAP, true);
        for (String path : OPEN) {
            assertBoth(path);
        }
        assertBoth("/me", mother);
        assertBoth("/me", pupil);
        assertBoth("/children/" + cadi, mother);
        assertBoth("/children/" + UUID.randomUUID(), mother);
    }

    private void assertBoth(String path, String... headers) {
        String and = path.contains("?") ? "&" : "?";
        Answer english = get(path + and + "lang=en", headers);
        Answer welsh = get(path + and + "lang=cy", headers);
        assertTrue(english.body().contains("href=\"?lang=cy\" lang=\"cy\""), path);
        assertTrue(welsh.body().contains("href=\"?lang=en\" lang=\"en\""), path);
        assertWellMade(english, path);
        assertWellMade(welsh, path);
        assertEquals(english.status(), welsh.status(), path);
    }
}
