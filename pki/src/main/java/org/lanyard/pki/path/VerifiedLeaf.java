package org.lanyard.pki.path;

import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateId;

/**
 * A leaf certificate that {@link LeafValidator} has found to be signed by a trusted issuer, in time and within its
 * profile. Not that it is unrevoked: that is read from the store by {@link #id()}.
 */
public final class VerifiedLeaf {
    private final X509Certificate certificate;
    private final Profile profile;
    private final CertificateId id;
    private final SubjectName name;
    private final PublicKey key;
    private final Optional<OutsidePath> outside;

    VerifiedLeaf(X509Certificate certificate, Profile profile, CertificateId id, SubjectName name) {
        this(certificate, profile, id, name, Optional.empty());
    }

    VerifiedLeaf(
            X509Certificate certificate,
            Profile profile,
            CertificateId id,
            SubjectName name,
            Optional<OutsidePath> outside) {
        this.certificate = certificate;
        this.profile = profile;
        this.id = id;
        this.name = name;
        this.key = certificate.getPublicKey();
        this.outside = outside;
    }

    /** The certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** The one profile whose policy and key purpose it carries. */
    public Profile profile() {
        return profile;
    }

    /** What it is called in the authority's records. */
    public CertificateId id() {
        return id;
    }

    /** Whom it names. */
    public SubjectName name() {
        return name;
    }

    /** Its public key. */
    public PublicKey key() {
        return key;
    }

    /** The card's id, if the profile is a card's. */
    public Optional<UUID> card() {
        return name instanceof SubjectName.Card card ? Optional.of(card.id()) : Optional.empty();
    }

    /** The kiosk's or service's URI, if the profile is one of theirs. */
    public Optional<URI> uri() {
        return name instanceof SubjectName.Service service ? Optional.of(service.uri()) : Optional.empty();
    }

    /**
     * The label of the outside authority that issued it; empty for a certificate of our own. An outside one's status is not in
     * our records: {@link OutsideLeaves#standing} asks.
     */
    public Optional<String> outside() {
        return outside.map(OutsidePath::label);
    }

    Optional<OutsidePath> outsidePath() {
        return outside;
    }

    @Override
    public String toString() {
        return "VerifiedLeaf[" + profile.label() + ", " + id + "]";
    }
}
