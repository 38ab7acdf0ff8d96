package org.lanyard.pki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.testing.TestAuthority;

@DisplayName("A certificate is found by its serial number, or by eight digits of it")
class SerialLookupTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    @TempDir
    Path folder;

    private static String found(Store store, String typed) throws PkiException {
        return store.<String, PkiException>read(
                h -> SerialLookup.one(h, typed).id().serialHex());
    }

    private static void refused(Store store, String typed, PkiReason reason, String detail) {
        PkiException refusal = assertThrows(PkiException.class, () -> found(store, typed), typed);
        assertEquals(reason, refusal.reason(), typed);
        assertTrue(refusal.getMessage().endsWith(detail), refusal.getMessage());
    }

    @StoreTest
    void serials(Store store) throws Exception {
        TestAuthority keys = TestAuthority.create(NOW);
        AuditLog audit = new AuditLog(MasterKey.openOrCreate(folder.resolve("master.key")), new SecureRandom());
        String issuer = Authority.open(
                        store, keys.issuingKey(), keys.root(), OidArc.DEFAULT, () -> NOW, new SecureRandom(), audit)
                .id();
        for (String serial : new String[] {"12345678aa", "12345678ab", "123456789", "1234", "abcdef0123"}) {
            store.transact(tx -> Sql.update(
                    tx,
                    "INSERT INTO certificate (issuer, serial, status, profile, subject, not_before, not_after,"
                            + " key_hash, issued_at, issued_by) VALUES (?, ?, 'GOOD', 'card-9e', 'x', 0, ?, '', 0, 'test')",
                    issuer,
                    serial,
                    NOW));
        }
        assertEquals("12345678aa", found(store, "12345678aa"));
        assertEquals("abcdef0123", found(store, "AB:CD:EF:01"));
        assertEquals("1234", found(store, "1234"), "the whole number, although others begin so");
        assertEquals("123456789", found(store, "0123456789"));
        refused(store, "12345678", PkiReason.CERTIFICATE_AMBIGUOUS, ": 12345678 begins 3");
        refused(store, "12345678a", PkiReason.CERTIFICATE_AMBIGUOUS, ": 12345678a begins 2");
        refused(store, "abcdef0", PkiReason.CERTIFICATE_UNKNOWN, "give 8 digits at least, or all of them");
        refused(store, "abcdef0124", PkiReason.CERTIFICATE_UNKNOWN, ": abcdef0124");
        refused(store, "lost", PkiReason.CERTIFICATE_UNKNOWN, "is no serial number");
    }
}
