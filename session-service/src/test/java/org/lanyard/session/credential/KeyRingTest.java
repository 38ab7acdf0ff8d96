package org.lanyard.session.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.login.EndReason;

@DisplayName("Somebody's keys: named, suspended, released, removed; never the last without another way in")
class KeyRingTest {
    private final TestStore data = TestStore.sqlite("pki", "session");
    private final House house = new House(data.store());
    private final UUID parent = house.person("guardian", house.school());
    private final Browser browser = new Browser(house);
    private final String first = registered();
    private final String second = registered();

    @AfterEach
    void close() {
        house.close();
        data.close();
    }

    private String registered() {
        TestKey key = new TestKey();
        new Browser(house, browser.service).register(key, parent);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.id);
    }

    private KeyRing ring() {
        return house.desk.keys();
    }

    private void run(Change change) throws RefusedException {
        house.store.<Void, RefusedException>transact(tx -> {
            change.in(tx);
            return null;
        });
    }

    @FunctionalInterface
    private interface Change {
        void in(Handle tx) throws RefusedException;
    }

    private void refused(Reason reason, Change change) {
        assertEquals(
                reason, assertThrows(RefusedException.class, () -> run(change)).reason());
    }

    private HeldKey key(String id) {
        return house.store.read(h -> KeyRing.find(h, id)).orElseThrow();
    }

    private long live() {
        return house.count("login_session WHERE ended_at IS NULL");
    }

    private long told(String kind) {
        return house.count("notice WHERE kind = '" + kind + "' AND audience = 'person'");
    }

    @Test
    @DisplayName("a name that reads as it is, told with the one before")
    void names() throws Exception {
        run(tx -> ring().rename(tx, parent, first, "  Nain's phone ", house.now(), parent.toString()));
        assertEquals("Nain's phone", key(first).name());
        run(tx -> assertFalse(ring().rename(tx, parent, first, "Nain's phone", house.now(), parent.toString())));
        assertEquals(1, told("KEY_RENAMED"));
        for (String name : List.of("", "   ", "a\nb", "x".repeat(41), "\u202eenohp", "a\u0000", "\ud800")) {
            refused(Reason.KEY_NAME, tx -> ring().rename(tx, parent, first, name, house.now(), "x"));
        }
        UUID other = house.person("guardian", house.school());
        refused(Reason.KEY_UNKNOWN, tx -> ring().rename(tx, other, first, "mine", house.now(), "x"));
    }

    @Test
    @DisplayName("suspended: its sessions end in the same transaction; released by the office; told each time")
    void suspended() throws Exception {
        assertEquals(2, live());
        run(tx -> assertTrue(ring().suspendOwn(tx, parent, first, house.now(), "lost on the bus")));
        assertEquals(1, live());
        assertEquals(CredentialStatus.SUSPENDED, key(first).status());
        assertEquals(Optional.of(SuspendedBy.OWNER), key(first).suspendedBy());
        run(tx -> assertFalse(ring().suspendOwn(tx, parent, first, house.now(), "lost")));
        run(tx -> ring().release(tx, first, false, house.now(), "cli:ada", "found"));
        assertEquals(CredentialStatus.ACTIVE, key(first).status());
        assertEquals(Optional.empty(), key(first).suspendedBy());
        refused(Reason.KEY_NOT_SUSPENDED, tx -> ring().release(tx, first, false, house.now(), "cli:ada", "found"));
        assertEquals(1, told("KEY_SUSPENDED"));
        assertEquals(1, told("KEY_RELEASED"));
        assertEquals(1, house.count("audit_row WHERE kind = 'credential.suspended'"));
        assertEquals(1, house.count("audit_row WHERE kind = 'credential.released'"));
    }

    @Test
    @DisplayName("after a counter that went back or a reported model the office releases only knowingly")
    void reported() throws Exception {
        for (SuspendedBy by : List.of(SuspendedBy.COUNTER, SuspendedBy.MODEL)) {
            run(tx -> ring().suspend(tx, first, by, house.now(), "webauthn", "reported"));
            refused(Reason.KEY_REPORTED, tx -> ring().release(tx, first, false, house.now(), "cli:ada", "?"));
            run(tx -> ring().release(tx, first, true, house.now(), "cli:ada", "looked at it"));
        }
    }

    @Test
    @DisplayName("removed for good; the last only where there is another way in")
    void removed() throws Exception {
        run(tx -> ring().remove(tx, parent, first, house.now(), parent.toString(), "given away"));
        assertEquals(List.of(second), ids());
        assertEquals(1, live());
        refused(Reason.LAST_KEY, tx -> ring().remove(tx, parent, second, house.now(), "x", "given away"));
        refused(Reason.KEY_UNKNOWN, tx -> ring().remove(tx, parent, first, house.now(), "x", "again"));
        refused(Reason.KEY_UNKNOWN, tx -> ring().suspend(tx, first, SuspendedBy.OWNER, house.now(), "x", "again"));
        KeyRing withCodes = new KeyRing(
                house.store.engine(), house.audit, house.desk.ending(), house.desk.notices(), (tx, person) -> true);
        run(tx -> withCodes.remove(tx, parent, second, house.now(), parent.toString(), "given away"));
        assertEquals(List.of(), ids());
        assertEquals(2, told("KEY_REMOVED"));
        assertEquals(2, house.count("login_session WHERE end_reason = '" + EndReason.CREDENTIAL_REVOKED + "'"));
    }

    @Test
    @DisplayName("a suspended key is no other way in")
    void suspendedIsNoWay() throws Exception {
        run(tx -> ring().suspendOwn(tx, parent, second, house.now(), "lost"));
        refused(Reason.LAST_KEY, tx -> ring().remove(tx, parent, first, house.now(), "x", "given away"));
    }

    @Test
    @DisplayName("signed out elsewhere: every session but the one that asks")
    void elsewhere() throws Exception {
        UUID mine = house.store
                .read(h -> org.lanyard.pki.store.Sql.list(
                        h,
                        "SELECT id FROM login_session WHERE credential_id = ?",
                        row -> UUID.fromString(row.getString(1)),
                        second))
                .get(0);
        run(tx -> assertEquals(1, ring().signOutElsewhere(tx, parent, mine, house.now())));
        run(tx -> assertEquals(0, ring().signOutElsewhere(tx, parent, mine, house.now())));
        assertEquals(1, live());
        assertEquals(1, told("SIGNED_OUT_ELSEWHERE"));
    }

    private List<String> ids() {
        return house.store.read(h -> KeyRing.list(h, parent)).stream()
                .map(HeldKey::id)
                .toList();
    }
}
