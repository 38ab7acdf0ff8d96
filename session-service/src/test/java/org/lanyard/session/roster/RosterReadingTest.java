package org.lanyard.session.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;

@DisplayName("A bundle")
class RosterReadingTest {
    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("that is not UTF-8 is refused")
    void encoding(Store store) {
        Imports imports = new Imports(store);
        Map<String, byte[]> files = Bundles.good().bytes();
        byte[] users = files.get("users.csv");
        users[new String(users, StandardCharsets.ISO_8859_1).indexOf("Cadi")] = (byte) 0xE2;

        assertEquals(
                RosterReason.ENCODING,
                imports.run(RosterBundle.of(files)).findings().get(0).reason());
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("with everything wrong is told of up to a bound")
    void bounded(Store store) {
        Imports imports = new Imports(store);
        RosterReport report =
                imports.run(Bundles.good().change("users.csv", text -> text + "x,,,true,,,A,B\n".repeat(1_000)));

        assertEquals(Findings.MOST, report.findings().size());
        assertEquals(1_000 - Findings.MOST, report.moreFindings());
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("that changes after it was checked is not written")
    void changesInBetween(Store store) {
        Imports imports = new Imports(store);
        Map<String, byte[]> files = Bundles.good().bytes();
        RosterBundle shifty = new RosterBundle() {
            private int opened;

            @Override
            public Set<String> names() {
                return files.keySet();
            }

            @Override
            public InputStream open(String name) {
                byte[] content = files.get(name);
                // Enrolments are read once to be checked, once to be written.
                boolean second = name.equals("enrollments.csv") && ++opened == 2;
                return new ByteArrayInputStream(
                        second ? new String(content).replace("onnen", "derwen").getBytes() : content);
            }
        };
        String before = imports.everything();

        assertEquals(
                List.of(new RosterFinding("", 0, RosterReason.CHANGED_WHILE_READ, "")),
                imports.run(shifty).findings());
        assertEquals(before, imports.everything());
    }
}
