package org.lanyard.dist.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.lanyard.dist.demo.DemoFolder;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.PublicationPoints;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;

/**
 * An authority with an embedded store in a temporary folder, in this process.
 *
 * @param progress lines for whoever waits
 */
record AuthorityGround(
        DemoFolder folder,
        Store store,
        Authority authority,
        AuditLog audit,
        PublicKey key,
        InstantSource clock,
        SecureRandom random,
        Load.Length length,
        Consumer<String> progress)
        implements AutoCloseable {
    static final String ACTOR = "bench";
    static final String STORE_FILE = "lanyard.db";

    static AuthorityGround make(Load.Length length, Consumer<String> progress) throws Exception {
        return make(length, PublicationPoints.NONE, progress);
    }

    /** @param points the addresses in every certificate */
    static AuthorityGround make(Load.Length length, PublicationPoints points, Consumer<String> progress)
            throws Exception {
        DemoFolder folder = DemoFolder.temporary();
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        Passphrase passphrase = passphrase(folder.path().resolve("pass"));
        AuthorityDirectory directory = AuthorityDirectory.init(
                folder.path().resolve("authority"), passphrase, passphrase, OidArc.DEFAULT, clock, random);
        AuditLog audit = new AuditLog(MasterKey.openOrCreate(folder.masterKey(), random), random);
        Store store = Store.open(StoreConfig.sqlite(folder.path().resolve(STORE_FILE)), "pki");
        Authority authority = Authority.open(
                store, directory.issuing(passphrase), directory.root(), OidArc.DEFAULT, points, clock, random, audit);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        PublicKey key = generator.generateKeyPair().getPublic();
        return new AuthorityGround(folder, store, authority, audit, key, clock, random, length, progress);
    }

    private static Passphrase passphrase(Path file) throws Exception {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "bench\n", StandardCharsets.US_ASCII);
        return new Passphrase.FromFile(file);
    }

    /** Requests for so many cards; one key serves them all, since making keys is the cards' work. */
    List<IssuanceRequest> requests(int count) {
        List<IssuanceRequest> requests = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            requests.add(new IssuanceRequest(
                    Profile.CARD_9E, key, new SubjectName.Card(new UUID(random.nextLong(), random.nextLong()))));
        }
        return requests;
    }

    /** So many new certificates. */
    List<X509Certificate> certificates(int count) throws Exception {
        return authority.issueAll(requests(count), ACTOR);
    }

    @Override
    public void close() throws IOException {
        store.close();
        folder.delete();
    }
}
