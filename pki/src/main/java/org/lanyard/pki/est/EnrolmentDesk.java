package org.lanyard.pki.est;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.CertificateRequest;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.path.LeafValidator;
import org.lanyard.pki.path.VerifiedLeaf;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreException;

/** Issues to those who hold a token, or a certificate that is good. Knows nothing of HTTP. */
public final class EnrolmentDesk {
    private static final String BY_TOKEN = "est:token";

    private final Store store;
    private final LeafValidator leaves;
    private final CertificateRegistry registry;
    private final EnrolmentTokens tokens;
    private final Authorities authorities;
    private final InstantSource clock;

    /** Opens the authority that issues under a label now. */
    @FunctionalInterface
    public interface Authorities {
        /**
         * @throws PkiException AUTHORITY_MISSING, AUTHORITY_UNKNOWN, or why its key cannot be opened
         */
        Authority of(String label) throws PkiException;
    }

    public EnrolmentDesk(
            Store store,
            LeafValidator leaves,
            CertificateRegistry registry,
            AuditLog audit,
            Authorities authorities,
            InstantSource clock,
            SecureRandom random) {
        this.store = Objects.requireNonNull(store, "store");
        this.leaves = Objects.requireNonNull(leaves, "leaves");
        this.registry = Objects.requireNonNull(registry, "registry");
        this.tokens = new EnrolmentTokens(audit, random);
        this.authorities = Objects.requireNonNull(authorities, "authorities");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** The authority that issues under a label. */
    Authority authority(String label) throws PkiException {
        return authorities.of(label);
    }

    /**
     * A first certificate. The token is used up if it is issued, once, whoever else presents it meanwhile.
     *
     * @param label of the authority in the address; empty: the token's
     * @param request PKCS#10 in DER
     * @throws PkiException ENROLMENT_REFUSED, REQUEST_MALFORMED, PROOF_OF_POSSESSION_FAILED, KEY_NOT_ALLOWED,
     *     ENROLMENT_NAME_DIFFERS, and as {@link Authority#issue}
     */
    X509Certificate enrol(Optional<String> label, EnrolmentToken token, byte[] request) throws PkiException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Enrolment allowed = store.<Optional<Enrolment>, PkiException>read(handle -> tokens.find(handle, token, now))
                .filter(found -> label.isEmpty() || label.get().equals(found.label()))
                .orElseThrow(() -> new PkiException(PkiReason.ENROLMENT_REFUSED, "the token"));
        PublicKey key = provenKey(request, allowed);
        Authority authority = authorities.of(allowed.label());
        if (!store.<Boolean, PkiException>transact(tx -> tokens.use(tx, token, allowed, now, BY_TOKEN))) {
            throw new PkiException(PkiReason.ENROLMENT_REFUSED, "the token");
        }
        try {
            return authority.issue(new IssuanceRequest(allowed.profile(), key, allowed.name()), BY_TOKEN);
        } catch (PkiException | StoreException e) {
            store.transact(tx -> {
                tokens.giveBack(tx, token, now);
                return null;
            });
            throw e;
        }
    }

    /**
     * Another certificate for who has one: same name, same profile, from the authority that issues under the label of its
     * issuer now. The old one stays valid until its end.
     *
     * @param label of the authority in the address; empty: the certificate's
     * @param certificate of the client, as TLS proved it
     * @param request PKCS#10 in DER
     * @throws PkiException as {@link LeafValidator#validate}, and as {@link #enrol}
     */
    X509Certificate renew(Optional<String> label, X509Certificate certificate, byte[] request) throws PkiException {
        VerifiedLeaf leaf = leaves.validate(certificate, clock.instant());
        Optional<AuthorityRow> issuer =
                store.read(handle -> AuthorityRegister.find(handle, leaf.id().issuer()));
        String under = issuer.flatMap(AuthorityRow::label)
                .filter(found -> label.isEmpty() || label.get().equals(found))
                .orElseThrow(() -> new PkiException(PkiReason.ENROLMENT_REFUSED, "another authority's certificate"));
        Enrolment allowed = Enrolment.of(under, leaf.profile(), leaf.name());
        requireGood(leaf.id());
        PublicKey key = provenKey(request, allowed);
        String actor = "est:" + leaf.id();
        X509Certificate renewed =
                authorities.of(under).issue(new IssuanceRequest(allowed.profile(), key, allowed.name()), actor);
        withdrawIfOldIsNotGood(leaf.id(), CertificateId.of(renewed), actor);
        return renewed;
    }

    private static PublicKey provenKey(byte[] request, Enrolment allowed) throws PkiException {
        PublicKey key = CertificateRequest.provenKey(request);
        RequestedNames.require(request, allowed.name());
        return key;
    }

    private void requireGood(CertificateId id) throws PkiException {
        CertificateStatus status = store.transact(tx -> registry.lock(tx, id));
        if (status != CertificateStatus.GOOD) {
            throw new PkiException(PkiReason.ENROLMENT_REFUSED, "the certificate is " + status);
        }
    }

    /** One that was revoked or put on hold while its successor was being signed must not live on in it. */
    private void withdrawIfOldIsNotGood(CertificateId old, CertificateId renewed, String actor) throws PkiException {
        boolean good = store.<Boolean, PkiException>transact(tx -> {
            if (registry.lock(tx, old) == CertificateStatus.GOOD) {
                return true;
            }
            registry.revoke(
                    tx,
                    renewed,
                    RevocationReason.SUPERSEDED,
                    clock.instant(),
                    actor,
                    "the certificate that it renews was revoked or suspended meanwhile");
            return false;
        });
        if (!good) {
            throw new PkiException(PkiReason.ENROLMENT_REFUSED, "the certificate was revoked meanwhile");
        }
    }
}
