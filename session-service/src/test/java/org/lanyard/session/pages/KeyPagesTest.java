package org.lanyard.session.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lanyard.session.pages.PageAnswers.assertWellMade;
import static org.lanyard.session.pages.PageAnswers.words;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanyard.pki.http.RawHttp.Answer;
import org.lanyard.session.credential.SuspendedBy;
import org.lanyard.session.login.Acr;

@DisplayName("The page of somebody's keys")
class KeyPagesTest {
    private final PageWorld world = new PageWorld();
    private UUID sian;
    private String session;

    @AfterEach
    void close() {
        world.close();
    }

    @BeforeEach
    void twoKeys() {
        sian = world.guardian("Siân", "Morgan");
        UUID other = world.guardian("Aisha", "Khan");
        session = world.signIn(sian, Acr.PASSKEY, false);
        key("phone", sian, "My phone", true, "internal,hybrid", world.now);
        key("blue", sian, null, false, "usb", null);
        key("hers", other, "Her phone", true, "internal", null);
        sql("UPDATE login_session SET credential_id = 'phone'");
    }

    private void key(String id, UUID person, String name, boolean synced, String transports, Instant used) {
        sql(
                "INSERT INTO credential (id, person_id, handle, public_key, backup_eligible, status, confirmed_at, name, transports,"
                        + " model, last_used_at, last_used_on) VALUES (?, ?, 'handle', ?, ?, 'active', ?, ?, ?, ?, ?, ?)",
                id,
                person.toString(),
                new byte[1],
                synced ? 1 : 0,
                world.now.minus(Duration.ofDays(2)).toEpochMilli(),
                name,
                transports,
                synced ? null : "Example Key 5",
                used == null ? null : used.truncatedTo(ChronoUnit.HOURS).toEpochMilli(),
                used == null ? null : "Chrome on Android");
    }

    private void sql(String statement, Object... values) {
        world.store.transact(tx -> tx.execute(statement, values));
    }

    private Answer get(String path) {
        return world.http().get(path, session);
    }

    @Test
    @DisplayName("names each of them with its kind, model, age and last use, and nobody else's")
    void all() {
        Answer answer = get("/me/keys");
        String words = words(answer.body());
        assertEquals(200, answer.status());
        assertWellMade(answer, "keys");
        for (String there : List.of(
                "My phone You signed in with this one",
                "Passkey, shared by your devices through your account",
                "Today, after 9am Chrome on Android",
                "Example Key 5",
                "Security key",
                "21 November 2026",
                "Not used yet")) {
            assertTrue(words.contains(there), there);
        }
        assertFalse(words.contains("Her phone"));
        assertTrue(answer.body().contains("data-accepted=\"blue phone\""), answer.body());
        assertTrue(answer.body().contains("data-rp=\"localhost\""));
        assertEquals(2, answer.body().split("action=\"/me/keys/remove\"").length - 1);
    }

    @Test
    @DisplayName("tells the browser to keep a suspended key, and to forget a removed one")
    void signals() {
        sql("UPDATE credential SET status = 'suspended', suspended_by = 'owner' WHERE id = 'phone'");
        assertTrue(get("/me/keys").body().contains("data-accepted=\"blue phone\""));
        sql("UPDATE credential SET status = 'removed' WHERE id = 'phone'");
        String body = get("/me/keys").body();
        assertTrue(body.contains("data-accepted=\"blue\""));
        assertFalse(body.contains("action=\"/me/keys/remove\""), "the last one is not offered for removal");
        assertTrue(words(body).contains("It is your only key"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("says of a suspended one why it rests, in both languages")
    void suspended(SuspendedBy by) {
        sql("UPDATE credential SET status = 'suspended', suspended_by = ? WHERE id = 'blue'", by.code());
        for (String path : List.of("/me/keys", "/me/keys?lang=cy")) {
            Answer answer = get(path);
            assertEquals(200, answer.status());
            assertTrue(answer.body().contains("ly-mykey--resting"));
            assertEquals(1, answer.body().split("action=\"/me/keys/suspend\"").length - 1);
        }
    }

    @Test
    @DisplayName("says what came of a form, and nothing that an address makes up")
    void told() {
        assertTrue(words(get("/me/keys?last=1").body()).contains("This is the last key that you can sign in with"));
        assertTrue(words(get("/me/keys?name=1").body()).contains("The name was not changed"));
        assertTrue(words(get("/me/keys?lost=1").body()).contains("Done The key was suspended"));
        assertTrue(get("/me/keys?fresh=1").body().contains("aria-labelledby=\"fresh-title\">"));
        assertEquals(get("/me/keys").body(), get("/me/keys?evil=%3Cscript%3E").body());
    }

    @Test
    @DisplayName("is all that somebody reaches who has fewer keys than they must have")
    void mustAdd() {
        sql("UPDATE login_session SET must_add_key = 1");
        assertEquals(Optional.of("/me/keys"), get("/me").header("Location"));
        assertEquals(
                Optional.of("/me/keys"), get("/children/" + UUID.randomUUID()).header("Location"));
        String page = get("/me/keys").body();
        assertTrue(words(page).contains("You need one more key"));
        assertFalse(page.contains("govuk-back-link"));
    }

    @Test
    @DisplayName("after an invitation greets the new key; without a key there is none to greet")
    void fresh() {
        Answer answer = get("/me/keys/new");
        assertWellMade(answer, "new");
        assertTrue(words(answer.body()).contains("Your key is set up"));
        sql("UPDATE login_session SET credential_id = NULL");
        assertEquals(Optional.of("/me"), get("/me/keys/new").header("Location"));
        sql("UPDATE login_session SET kiosk = ?", PageWorld.KIOSK);
        assertEquals(Optional.of("/me"), get("/me/keys").header("Location"));
    }
}
