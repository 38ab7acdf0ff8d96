package org.lanyard.pki.ca;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.store.Store;

/** A whole authority in a folder, for tests: keys, store, audit, and a clock that the test sets. */
final class TestPki {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00.250Z");

    final AuthorityDirectory directory;
    final SigningKey issuing;
    final AuditLog audit;
    final SecureRandom random = new SecureRandom();
    final InstantSource clock = () -> this.now;
    Instant now = NOW;

    TestPki(Path folder) throws Exception {
        CryptoProviders.install();
        Path file = folder.resolve("passphrase");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "correct horse battery staple\n", StandardCharsets.UTF_8);
        Passphrase passphrase = new Passphrase.FromFile(file);
        directory = AuthorityDirectory.init(
                folder.resolve("authority"), passphrase, passphrase, OidArc.DEFAULT, clock, random);
        issuing = directory.issuing(passphrase);
        audit = new AuditLog(MasterKey.openOrCreate(folder.resolve("master.key")), random);
    }

    Authority authority(Store store) throws Exception {
        return authority(store, issuing);
    }

    Authority authority(Store store, SigningKey key) throws Exception {
        return Authority.open(store, key, directory.root(), OidArc.DEFAULT, clock, random, audit);
    }
}
