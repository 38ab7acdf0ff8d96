package org.lanyard.pki.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.path.LeafValidator;
import org.lanyard.pki.path.StoredIssuers;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.register.AuthorityStatus;
import org.lanyard.pki.register.KeyPlace;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.testing.TestKeys;

/** An authority for each of 500 schools costs nothing until somebody asks one for something. */
class ManyAuthoritiesTest {
    @TempDir
    Path folder;

    @StoreTest
    void open_fiveHundred_opensNoKeyAndReadsNoList(Store store) throws Exception {
        TestPki pki = new TestPki(folder);
        Passphrase root = new Passphrase.FromFile(folder.resolve("passphrase"));
        RootOffice office =
                RootOffice.open(pki.directory, pki.directory.rootKeyFile(), root, OidArc.DEFAULT, pki.random);
        NewKeys keys = new NewKeys.InFiles(root);
        X509Certificate mine = office.certifyNew(keys, pki.now);
        String mineId = org.lanyard.pki.revocation.CertificateId.issuerId(mine);
        store.<Void, PkiException>transact(tx -> {
            for (int i = 0; i < 500; i++) {
                // Damaged on purpose, so that whoever reads one that was not asked for would fail.
                AuthorityRegister.add(
                        tx, row("%040x".formatted(i), "school-" + i), pki.directory.issuingCertificate(), mine);
                Sql.update(
                        tx, "UPDATE authority SET certificate = ? WHERE id = ?", new byte[] {1}, "%040x".formatted(i));
            }
            AuthorityRegister.add(tx, row(mineId, "greenfield"), mine, pki.directory.root());
            return null;
        });

        List<String> opened = new ArrayList<>();
        IssuingKeys counted = new KeyFileIssuingKeys(pki.directory, root);
        Authorities authorities = new Authorities(
                store,
                pki.directory,
                id -> {
                    opened.add(id);
                    return counted.of(id);
                },
                IssuingRules.of(OidArc.DEFAULT),
                pki.clock,
                pki.random,
                pki.audit);
        LeafValidator leaves = new LeafValidator(StoredIssuers.open(store, pki.clock), OidArc.DEFAULT);
        assertEquals(List.of(), opened);
        assertEquals(0, authorities.opened());

        X509Certificate leaf = authorities
                .of("greenfield")
                .issue(
                        new IssuanceRequest(
                                Profile.KIOSK,
                                TestKeys.p256().getPublic(),
                                new SubjectName.Service(URI.create("https://kiosk.example/1"))),
                        "office");
        assertEquals(Profile.KIOSK, leaves.validate(leaf, pki.now).profile());
        assertEquals(List.of(mineId), opened);
        authorities.of("greenfield");
        assertEquals(List.of(mineId), opened);
        assertEquals(1, authorities.opened());
        assertEquals(
                PkiReason.AUTHORITY_UNKNOWN,
                assertThrows(PkiException.class, () -> authorities.of("nobody")).reason());
    }

    private static AuthorityRow row(String id, String label) {
        return new AuthorityRow(
                id, Optional.of(label), AuthorityStatus.ACTIVE, KeyPlace.FILE, Optional.empty(), TestPki.NOW);
    }
}
