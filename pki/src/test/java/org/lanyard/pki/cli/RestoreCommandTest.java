package org.lanyard.pki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;
import picocli.CommandLine;

@DisplayName("lanyard restore, of a service whose master key is kept elsewhere")
class RestoreCommandTest {
    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private RestoreCommand restore() {
        return new RestoreCommand(PkiSurroundings.ofThisProcess(), List.of("pki"), audit -> List.of());
    }

    @Test
    @DisplayName("wants that key named, and never makes a new one in its place")
    void wantsTheKeyNamed() throws Exception {
        Path service = Files.createDirectory(folder.resolve("service"));
        Store.open(StoreConfig.sqlite(service.resolve(StoreOptions.STORE_FILE)), "pki")
                .close();
        Path master = folder.resolve("elsewhere.key");
        MasterKey.openOrCreate(master);
        Path pass = Files.createFile(
                folder.resolve("pass"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(pass, "for a test\n");
        String file = folder.resolve("x.backup").toString();
        String data = folder.resolve("restored").toString();
        assertEquals(
                0,
                run(
                        new BackupCommand(PkiSurroundings.ofThisProcess(), List.of("pki"), "1"),
                        "--data",
                        service.toString(),
                        "--out",
                        file,
                        "--passphrase-file",
                        pass.toString()));

        assertEquals(78, run(restore(), file, "--data", data, "--passphrase-file", pass.toString()));
        assertTrue(err.toString().contains("there is no master key"), err.toString());
        assertFalse(Files.exists(Path.of(data)));

        assertEquals(
                0,
                run(
                        restore(),
                        file,
                        "--data",
                        data,
                        "--passphrase-file",
                        pass.toString(),
                        "--master-key",
                        master.toString()),
                err::toString);
        assertFalse(Files.exists(Path.of(data, StoreOptions.MASTER_KEY_FILE)));
    }
}
