package org.lanyard.dist.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.ca.KeyFileIssuance;
import org.lanyard.pki.ca.RootOffice;
import org.lanyard.pki.ceremony.Ceremony;
import org.lanyard.pki.keystore.KeyFiles;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.PublicationPoints;
import org.lanyard.pki.revocation.PublishedLists;
import org.lanyard.pki.store.Store;

/** The demo's authority, made at first start, and the keys that it certifies for the demo's own services. */
public final class DemoAuthority {
    public static final String ACTOR = "demo";

    private final Authority authority;
    private final DemoFolder folder;
    private final SecureRandom random;

    private DemoAuthority(Authority authority, DemoFolder folder, SecureRandom random) {
        this.authority = authority;
        this.folder = folder;
        this.random = random;
    }

    public static DemoAuthority open(
            DemoFolder folder, Store store, AuditLog audit, InstantSource clock, SecureRandom random)
            throws PkiException, IOException {
        return files(folder, clock, random).open(store, audit);
    }

    /** The authority's files, made where they are absent. Needs no store, so it may be done beside what does. */
    static FilesRead files(DemoFolder folder, InstantSource clock, SecureRandom random)
            throws PkiException, IOException {
        Passphrase passphrase = folder.passphrase(random);
        AuthorityDirectory directory = AuthorityDirectory.isIn(folder.authority())
                ? AuthorityDirectory.open(folder.authority())
                : AuthorityDirectory.init(folder.authority(), passphrase, passphrase, OidArc.DEFAULT, clock, random);
        return new FilesRead(folder, directory.issuing(passphrase), directory.root(), clock, random);
    }

    /** What is read of the files. */
    record FilesRead(
            DemoFolder folder, SigningKey issuing, X509Certificate root, InstantSource clock, SecureRandom random) {
        DemoAuthority open(Store store, AuditLog audit) throws PkiException {
            return open(store, audit, PublicationPoints.NONE);
        }

        /** With the addresses that its certificates are to name. */
        DemoAuthority open(Store store, AuditLog audit, PublicationPoints points) throws PkiException {
            Authority authority = Authority.open(store, issuing, root, OidArc.DEFAULT, points, clock, random, audit);
            return new DemoAuthority(authority, folder, random);
        }
    }

    /** Signs the root's first list where there is none: a demo has the root's key at hand. */
    static void signRootsList(DemoFolder folder, Store store, AuditLog audit, InstantSource clock, SecureRandom random)
            throws PkiException, IOException {
        AuthorityDirectory directory = AuthorityDirectory.open(folder.authority());
        String root = CertificateId.issuerId(directory.root());
        if (store.read(handle -> PublishedLists.newest(handle, root, 0, false)).isEmpty()) {
            RootOffice office = RootOffice.open(
                    directory, directory.rootKeyFile(), folder.passphrase(random), OidArc.DEFAULT, random);
            new Ceremony(store, office, clock, audit, new Ceremony.Sitting(ACTOR, Optional.empty(), "a new demo"))
                    .publish();
        }
    }

    /** The authority itself, for what the demo publishes. */
    Authority authority() {
        return authority;
    }

    /** Certificates in the order of their requests. */
    public List<X509Certificate> issueAll(List<IssuanceRequest> requests) throws PkiException {
        return authority.issueAll(requests, ACTOR);
    }

    /** A service's key from its file, made and certified at first use. */
    public SigningKey key(String name, Profile profile, URI uri) throws PkiException, IOException {
        Passphrase passphrase = folder.passphrase(random);
        if (!Files.exists(folder.key(name))) {
            new KeyFileIssuance(authority, random)
                    .create(
                            folder.key(name),
                            passphrase,
                            profile,
                            new SubjectName.Service(uri),
                            Optional.empty(),
                            ACTOR);
        }
        return KeyFiles.open(folder.key(name), passphrase);
    }
}
