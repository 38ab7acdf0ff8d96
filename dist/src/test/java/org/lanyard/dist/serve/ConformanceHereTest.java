package org.lanyard.dist.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.config.Toml;
import org.lanyard.pki.store.TestStore;
import org.lanyard.webauthn.conformance.ConformanceService;

@DisplayName("webauthn.conformance")
class ConformanceHereTest {
    @TempDir
    private Path folder;

    private ServeConfig config(String toml) throws PkiException {
        return Toml.parse(toml, folder.resolve("lanyard.toml"), ServeConfig.defaults(folder));
    }

    @Test
    @DisplayName("is off unless it is told")
    void off() throws Exception {
        try (TestStore store = TestStore.sqlite(Node.MIGRATIONS)) {
            assertTrue(ConformanceHere.open(config(""), store.store()).isEmpty());
        }
    }

    @Test
    @DisplayName("is let in where nobody is, and nowhere else")
    void onAStoreOfItsOwn() throws Exception {
        ServeConfig on = config("[webauthn]\nconformance = true\n");
        try (TestStore store = TestStore.sqlite(Node.MIGRATIONS)) {
            try (ConformanceService tool =
                    ConformanceHere.open(on, store.store()).orElseThrow()) {
                assertTrue(tool.handler() != null);
            }
            store.store()
                    .transact(tx ->
                            tx.execute("insert into webauthn_credential (id, handle, public_key, algorithm, sign_count,"
                                    + " backup_eligible, backed_up, transports, aaguid, attestation_format, created_at, used_at)"
                                    + " values ('a', 'b', x'00', -7, 0, 0, 0, '', '', 'none', 0, 0)"));
            PkiException refused = assertThrows(PkiException.class, () -> ConformanceHere.open(on, store.store()));
            assertEquals(PkiReason.CONFIGURATION_INVALID, refused.reason());
        }
    }
}
