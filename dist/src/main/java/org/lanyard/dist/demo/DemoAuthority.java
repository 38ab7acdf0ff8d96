package org.lanyard.dist.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.keystore.KeyFiles;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.store.Store;

/** The demo's authority, made at first start, and the keys that it certifies for the demo's own services. */
final class DemoAuthority {
    static final String ACTOR = "demo";

    private final Authority authority;
    private final DemoFolder folder;
    private final SecureRandom random;

    private DemoAuthority(Authority authority, DemoFolder folder, SecureRandom random) {
        this.authority = authority;
        this.folder = folder;
        this.random = random;
    }

    static DemoAuthority open(DemoFolder folder, Store store, AuditLog audit, InstantSource clock, SecureRandom random)
            throws PkiException, IOException {
        Passphrase passphrase = folder.passphrase(random);
        AuthorityDirectory directory = AuthorityDirectory.isIn(folder.authority())
                ? AuthorityDirectory.open(folder.authority())
                : AuthorityDirectory.init(folder.authority(), passphrase, passphrase, OidArc.DEFAULT, clock, random);
        Authority authority = Authority.open(
                store, directory.issuing(passphrase), directory.root(), OidArc.DEFAULT, clock, random, audit);
        return new DemoAuthority(authority, folder, random);
    }

    /** Certificates in the order of their requests. */
    List<X509Certificate> issueAll(List<IssuanceRequest> requests) throws PkiException {
        return authority.issueAll(requests, ACTOR);
    }

    /** A service's key from its file, made and certified at first use. */
    SigningKey key(String name, Profile profile, URI uri) throws PkiException, IOException {
        Passphrase passphrase = folder.passphrase(random);
        if (!Files.exists(folder.key(name))) {
            KeyPair pair = pair();
            X509Certificate certificate = authority.issue(
                    new IssuanceRequest(profile, pair.getPublic(), new SubjectName.Service(uri)), ACTOR);
            char[] characters = passphrase.read();
            try {
                KeyFiles.create(
                        folder.key(name),
                        new SigningKey(pair.getPrivate(), List.of(certificate, authority.certificate())),
                        characters);
            } finally {
                Arrays.fill(characters, '\0');
            }
        }
        return KeyFiles.open(folder.key(name), passphrase);
    }

    private KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes P-256 keys", e);
        }
    }
}
