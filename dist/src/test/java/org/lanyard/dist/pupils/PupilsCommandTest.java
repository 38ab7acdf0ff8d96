package org.lanyard.dist.pupils;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.dist.office.OfficeShell;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.testing.Transcript;

@DisplayName("lanyard pupils, as the office types it")
class PupilsCommandTest {
    @TempDir
    Path folder;

    @Test
    void pupils() throws Exception {
        OfficeShell shell = new OfficeShell(folder);
        try (Store store = shell.store()) {
            store.transact(tx -> Sql.update(
                    tx,
                    "UPDATE person SET born = ? WHERE given_name = 'Cadi'",
                    OfficeShell.today().minusYears(13).toEpochDay()));
        }
        Transcript.ofResource(PupilsCommandTest.class, "pupils.transcript").replay(shell);
    }
}
