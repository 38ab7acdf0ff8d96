package org.lanyard.pki.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.path.LeafValidator;
import org.lanyard.pki.path.StoredIssuers;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.ProfileBook;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.PublicationPoints;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.testing.TestKeys;

class ProfileSamplesTest {
    private static final String CHANGED = """
            [profile.card-9e]
            longest-validity = "365d"
            keys = ["p-384"]
            [profile.tls-server]
            key-usage = ["digital-signature", "key-agreement"]
            extended-key-usage = ["server-auth", "client-auth"]
            policies = ["2.23.140.1.2.1"]
            within = ["school.example"]
            [profile.admin]
            extended-key-usage = ["client-auth", "smart-card-logon"]
            """;

    @TempDir
    Path folder;

    private IssuingRules changed() throws Exception {
        Path file = Files.writeString(folder.resolve("profiles.toml"), CHANGED);
        return new IssuingRules(OidArc.DEFAULT, ProfileBook.read(file, OidArc.DEFAULT), PublicationPoints.NONE);
    }

    @Test
    void require_everyProfile_keepsItsOwnLints() throws Exception {
        for (IssuingRules rules : List.of(IssuingRules.of(OidArc.DEFAULT), changed())) {
            ProfileSamples samples = new ProfileSamples(rules, TestPki.NOW, new SecureRandom());
            for (Profile profile : Profile.values()) {
                samples.require(profile);
            }
        }
    }

    @StoreTest
    void issue_afterChangedProfiles_looksAsTheySay(Store store) throws Exception {
        TestPki pki = new TestPki(folder);
        Authority authority =
                Authority.open(store, pki.issuing, pki.directory.root(), changed(), pki.clock, pki.random, pki.audit);
        X509Certificate server = authority.issue(
                new IssuanceRequest(
                        Profile.TLS_SERVER,
                        TestKeys.p256().getPublic(),
                        new SubjectName.Hosts(List.of("www.school.example"))),
                "office");
        assertEquals(List.of(OidArc.SERVER_AUTH, OidArc.CLIENT_AUTH), server.getExtendedKeyUsage());
        assertEquals(true, server.getKeyUsage()[4]);
        LeafValidator validator = new LeafValidator(StoredIssuers.open(store, pki.clock), OidArc.DEFAULT);
        assertEquals(Profile.TLS_SERVER, validator.validate(server, pki.now).profile());

        for (IssuanceRequest refused : List.of(
                new IssuanceRequest(
                        Profile.TLS_SERVER,
                        TestKeys.p256().getPublic(),
                        new SubjectName.Hosts(List.of("elsewhere.example"))),
                new IssuanceRequest(
                        Profile.CARD_9E,
                        TestKeys.p256().getPublic(),
                        new SubjectName.Card(java.util.UUID.randomUUID())))) {
            PkiException e = assertThrows(PkiException.class, () -> authority.issue(refused, "office"));
            assertEquals(PkiReason.LINT_FAILED, e.reason());
        }
    }
}
