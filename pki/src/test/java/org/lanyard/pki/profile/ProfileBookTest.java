package org.lanyard.pki.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.KeyAlgorithm;

class ProfileBookTest {
    @TempDir
    Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("profiles.toml"), text);
    }

    @Test
    void read_noFile_isAsBuiltIn() throws Exception {
        ProfileBook book = ProfileBook.read(folder.resolve("absent.toml"), OidArc.DEFAULT);
        for (Profile profile : Profile.values()) {
            assertEquals(ProfileSettings.of(profile), book.of(profile));
        }
    }

    @Test
    void read_safeChanges_changeWhatTheyNameAndNothingElse() throws Exception {
        ProfileBook book = ProfileBook.read(file("""
                        [profile.card-9e]
                        validity = "730d"
                        keys = ["p-256"]

                        [profile.tls-server]
                        longest-validity = "90d"
                        key-usage = ["digital-signature", "key-encipherment"]
                        extended-key-usage = ["server-auth", "client-auth"]
                        policies = ["2.23.140.1.2.1"]
                        within = ["school.example"]
                        """), OidArc.DEFAULT);
        ProfileSettings card = book.of(Profile.CARD_9E);
        assertEquals(Duration.ofDays(730), card.validity());
        assertEquals(Set.of(KeyAlgorithm.P_256), card.keys());
        assertEquals(Profile.CARD_9E.longestValidity(), card.longestValidity());
        ProfileSettings server = book.of(Profile.TLS_SERVER);
        assertEquals(Duration.ofDays(90), server.validity());
        assertEquals(List.of(OidArc.CLIENT_AUTH), server.morePurposes());
        assertEquals(List.of("2.23.140.1.2.1"), server.morePolicies());
        assertEquals(Set.of(KeyUse.DIGITAL_SIGNATURE, KeyUse.KEY_ENCIPHERMENT), server.keyUsage());
        assertEquals(ProfileSettings.of(Profile.KIOSK), book.of(Profile.KIOSK));
    }

    @Test
    void takes_namesWithinDomains_byWholeLabels() throws Exception {
        ProfileSettings server = ProfileBook.read(
                        file("[profile.tls-server]\nwithin = [\"school.example\"]"), OidArc.DEFAULT)
                .of(Profile.TLS_SERVER);
        assertTrue(server.takes(new SubjectName.Hosts(List.of("school.example", "a.b.school.example"))));
        assertEquals(false, server.takes(new SubjectName.Hosts(List.of("notschool.example"))));
        assertEquals(false, server.takes(new SubjectName.Hosts(List.of("a.school.example", "other.example"))));
        ProfileSettings kiosk = ProfileBook.read(file("[profile.kiosk]\nwithin = [\"school.example\"]"), OidArc.DEFAULT)
                .of(Profile.KIOSK);
        assertTrue(kiosk.takes(new SubjectName.Service(URI.create("https://KIOSK.school.example/1"))));
        assertEquals(false, kiosk.takes(new SubjectName.Service(URI.create("urn:lanyard:kiosk:1"))));
    }

    /** A change, the key that is named, its clause, and words of the message. */
    record Row(String profile, String change, String key, String clause, String words) {
        @Override
        public String toString() {
            return profile + ": " + change;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("card-9e", "validity = \"2191d\"", "validity", "RFC 5280 §4.1.2.5", "at most longest-validity"),
                new Row("kiosk", "validity = \"0s\"", "validity", "RFC 5280 §4.1.2.5", "at least a second"),
                new Row("card-9e", "longest-validity = \"2191d\"", "longest-validity", "ours", "at most 2190d"),
                new Row("tls-server", "longest-validity = \"825d\"", "longest-validity", "ours", "at most 824d"),
                new Row("ocsp-responder", "longest-validity = \"91d\"", "longest-validity", "ours", "at most 90d"),
                new Row("kiosk", "key-usage = [\"digital-signature\", \"sign\"]", "key-usage", "§4.2.1.3", "no sign"),
                new Row(
                        "kiosk",
                        "key-usage = [\"digital-signature\", \"key-cert-sign\"]",
                        "key-usage",
                        "RFC 5280 §4.2.1.9",
                        "take key-cert-sign and crl-sign out"),
                new Row(
                        "admin",
                        "key-usage = [\"digital-signature\", \"crl-sign\"]",
                        "key-usage",
                        "RFC 5280 §4.2.1.9",
                        "no lists"),
                new Row("kiosk", "key-usage = []", "key-usage", "RFC 5280 §4.2.1.3", "put digital-signature in"),
                new Row(
                        "card-9a",
                        "key-usage = [\"digital-signature\", \"key-encipherment\"]",
                        "key-usage",
                        "RFC 5280 §4.2.1.12",
                        "does not go with card-9a"),
                new Row(
                        "tls-server",
                        "key-usage = [\"digital-signature\", \"content-commitment\"]",
                        "key-usage",
                        "RFC 5280 §4.2.1.12",
                        "does not go with tls-server"),
                new Row(
                        "tls-server",
                        "extended-key-usage = [\"server-auth\", \"any\"]",
                        "extended-key-usage",
                        "RFC 5280 §4.2.1.12",
                        "take anyExtendedKeyUsage out"),
                new Row(
                        "kiosk",
                        "extended-key-usage = [\"client-auth\", \"2.5.29.37.0\"]",
                        "extended-key-usage",
                        "RFC 5280 §4.2.1.12",
                        "take anyExtendedKeyUsage out"),
                new Row("kiosk", "extended-key-usage = []", "extended-key-usage", "§4.2.1.12", "put client-auth in"),
                new Row(
                        "ocsp-responder",
                        "extended-key-usage = []",
                        "extended-key-usage",
                        "RFC 5280 §4.2.1.12",
                        "put ocsp-signing in"),
                new Row(
                        "card-9e",
                        "extended-key-usage = [\"piv-card-auth\", \"client-auth\"]",
                        "extended-key-usage",
                        "ours, from RFC 5280 §4.2.1.12",
                        "must be piv-card-auth alone"),
                new Row(
                        "tls-server",
                        "extended-key-usage = [\"server-auth\", \"ocsp-signing\"]",
                        "extended-key-usage",
                        "ours, from RFC 5280 §4.2.1.12",
                        "a certificate of its own"),
                new Row(
                        "admin",
                        "extended-key-usage = [\"client-auth\", \"vpn\"]",
                        "extended-key-usage",
                        "RFC 5280 §4.2.1.12",
                        "no purpose is called vpn"),
                new Row("kiosk", "policies = [\"2.5.29.32.0\"]", "policies", "RFC 5280 §4.2.1.4", "take anyPolicy out"),
                new Row("kiosk", "policies = [\"gold\"]", "policies", "RFC 5280 §4.2.1.4", "no object identifier"),
                new Row(
                        "kiosk",
                        "policies = [\"" + OidArc.DEFAULT.policy(Profile.CARD_9E) + "\"]",
                        "policies",
                        "RFC 5280 §4.2.1.4",
                        "of our own arc"),
                new Row(
                        "kiosk",
                        "policies = [\"1.2.3\", \"1.2.3\"]",
                        "policies",
                        "RFC 5280 §4.2.1.4",
                        "must not be repeated"),
                new Row("card-9e", "keys = [\"p-256\", \"p-224\"]", "keys", "SP 800-78-5 §3.1", "p-224 is too weak"),
                new Row("card-9a", "keys = [\"rsa-1024\"]", "keys", "SP 800-78-5 §3.1", "rsa-1024 is too weak"),
                new Row("kiosk", "keys = [\"ed25519\"]", "keys", "SP 800-78-5 §3.1", "is not taken here"),
                new Row("kiosk", "keys = []", "keys", "SP 800-78-5 §3.1", "at least one"),
                new Row("card-9e", "names = \"common-name\"", "names", "ours", "no name of a person or a school"),
                new Row("card-9a", "names = \"uri\"", "names", "ours", "no name of a person or a school"),
                new Row("tls-server", "names = \"uri\"", "names", "ours", "must be hosts"),
                new Row("card-9e", "within = [\"school.example\"]", "within", "RFC 1034 §3.5", "a card has no domain"),
                new Row("kiosk", "within = [\"School.example\"]", "within", "RFC 1034 §3.5", "no domain"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void read_unsafe_isRefusedWithTheClause(Row row) throws Exception {
        Path file = file("[profile." + row.profile() + "]\n" + row.change() + "\n");
        List<ProfileFinding> findings = ProfileBook.check(file, OidArc.DEFAULT);
        assertEquals(1, findings.size(), findings.toString());
        ProfileFinding finding = findings.get(0);
        assertEquals(row.profile(), finding.profile());
        assertEquals(row.key(), finding.key());
        assertTrue(finding.clause().endsWith(row.clause()), finding.clause());
        assertTrue(finding.problem().contains(row.words()), finding.problem());
        PkiException e = assertThrows(PkiException.class, () -> ProfileBook.read(file, OidArc.DEFAULT));
        assertEquals(PkiReason.PROFILE_UNSAFE, e.reason());
        assertTrue(e.getMessage().contains(finding.toString()), e.getMessage());
    }

    @Test
    void rows_breakEveryRuleThereIs() {
        // Rules of one key and one clause count once each here: their words tell them apart in the rows.
        Map<String, Long> broken = rows().collect(Collectors.groupingBy(Row::key, TreeMap::new, Collectors.counting()));
        ProfileRules.keys().forEach((key, count) -> assertTrue(broken.getOrDefault(key, 0L) >= count, key));
        assertEquals(new TreeSet<>(ProfileRules.keys().keySet()), new TreeSet<>(broken.keySet()));
    }

    @Test
    void read_wordsThatAreNotKnown_areInvalid() throws Exception {
        for (String text : List.of(
                "[profile.card-9f]\nvalidity = \"1d\"",
                "[profile.kiosk]\nvalidty = \"1d\"",
                "[profiles.kiosk]\nvalidity = \"1d\"",
                "[profile.kiosk]\nvalidity = 3",
                "not toml")) {
            PkiException e = assertThrows(PkiException.class, () -> ProfileBook.read(file(text), OidArc.DEFAULT));
            assertEquals(PkiReason.CONFIGURATION_INVALID, e.reason(), text);
        }
    }
}
