package org.lanyard.pki.crash;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.revocation.RevocationLists;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;

/** An authority's folder and store on disk, opened by the process that is killed and by the one that looks after it. */
final class AuthorityFolder implements AutoCloseable {
    static final RevocationLists.Validity VALIDITY =
            new RevocationLists.Validity(Duration.ofDays(7), Optional.of(Duration.ofDays(1)));

    final SecureRandom random = new SecureRandom();
    final InstantSource clock = InstantSource.system();
    final Store store;
    final Authority authority;
    final CertificateRegistry registry;
    final RevocationLists lists;

    static void make(Path folder) throws Exception {
        CryptoProviders.install();
        Path passphrase = folder.resolve("pass");
        Files.createFile(
                passphrase, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passphrase, "for a test\n", StandardCharsets.US_ASCII);
        Passphrase from = new Passphrase.FromFile(passphrase);
        AuthorityDirectory.init(
                folder.resolve("authority"), from, from, OidArc.DEFAULT, InstantSource.system(), new SecureRandom());
        try (AuthorityFolder made = new AuthorityFolder(folder, key -> key)) {
            // A delta wants a list before it.
            made.lists.publish("test");
        }
    }

    AuthorityFolder(Path folder, UnaryOperator<PrivateKey> watch) throws Exception {
        CryptoProviders.install();
        AuthorityDirectory directory = AuthorityDirectory.open(folder.resolve("authority"));
        SigningKey real = directory.issuing(new Passphrase.FromFile(folder.resolve("pass")));
        SigningKey issuing = new SigningKey(watch.apply(real.key()), real.chain());
        store = Store.open(StoreConfig.sqlite(folder.resolve("killed.db")), "pki");
        AuditLog audit = new AuditLog(MasterKey.openOrCreate(folder.resolve("master.key")), random);
        authority = Authority.open(store, issuing, directory.root(), OidArc.DEFAULT, clock, random, audit);
        registry = new CertificateRegistry(store.engine(), audit);
        lists = RevocationLists.of(store, issuing, VALIDITY, clock, audit);
    }

    @Override
    public void close() {
        store.close();
    }
}
