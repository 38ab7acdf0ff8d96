package org.lanyard.pki.ca;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.lint.LintedCertificate;
import org.lanyard.pki.lint.Linter;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.ProfileBook;
import org.lanyard.pki.profile.ProfileSettings;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.register.AuthorityStatus;
import org.lanyard.pki.register.KeyPlace;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.PublicationPoints;
import org.lanyard.pki.store.Store;

/**
 * The online issuing authority. Each certificate is built, linted, recorded (and the record committed), signed, and only
 * then handed out; so whatever bears the authority's signature is known to it. Safe for use by many threads.
 */
public final class Authority {
    private final Store store;
    private final SigningKey issuing;
    private final X509Certificate root;
    private final IssuingRules rules;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Linter linter;
    private final TbsBuilder.Under under;
    private final CertificateSigner signer;
    private final CertificateRecords records;
    private final String id;

    private Authority(
            Store store,
            SigningKey issuing,
            X509Certificate root,
            IssuingRules rules,
            InstantSource clock,
            SecureRandom random,
            AuditLog audit)
            throws PkiException {
        this.store = Objects.requireNonNull(store, "store");
        this.issuing = Objects.requireNonNull(issuing, "issuing");
        this.root = Objects.requireNonNull(root, "root");
        this.rules = Objects.requireNonNull(rules, "rules");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.random = Objects.requireNonNull(random, "random");
        this.linter = new Linter(rules.arc(), rules.profiles());
        this.under = TbsBuilder.Under.of(issuing.certificate());
        this.signer = CertificateSigner.of(issuing.key(), issuing.publicKey());
        this.records = new CertificateRecords(audit);
        this.id = CertificateId.issuerId(issuing.certificate());
    }

    /** As the other, with the built-in profiles and without addresses in the certificates. */
    public static Authority open(
            Store store,
            SigningKey issuing,
            X509Certificate root,
            OidArc arc,
            InstantSource clock,
            SecureRandom random,
            AuditLog audit)
            throws PkiException {
        return open(store, issuing, root, IssuingRules.of(arc), clock, random, audit);
    }

    /** As the other, with the built-in profiles. */
    public static Authority open(
            Store store,
            SigningKey issuing,
            X509Certificate root,
            OidArc arc,
            PublicationPoints points,
            InstantSource clock,
            SecureRandom random,
            AuditLog audit)
            throws PkiException {
        IssuingRules rules = new IssuingRules(arc, ProfileBook.DEFAULTS, points);
        return open(store, issuing, root, rules, clock, random, audit);
    }

    /**
     * Opens the authority on a store, which learns of it here if it did not know it.
     *
     * @param issuing the issuing authority's key, its certificate first
     * @param root the root's certificate; its key is not needed
     * @param rules what its certificates look like
     * @throws PkiException AUTHORITY_BROKEN if the root did not sign the issuing certificate or the key is not its
     */
    public static Authority open(
            Store store,
            SigningKey issuing,
            X509Certificate root,
            IssuingRules rules,
            InstantSource clock,
            SecureRandom random,
            AuditLog audit)
            throws PkiException {
        try {
            root.verify(root.getPublicKey());
            issuing.certificate().verify(root.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new PkiException(PkiReason.AUTHORITY_BROKEN, "the root did not sign the issuing certificate", e);
        }
        Authority authority = new Authority(store, issuing, root, rules, clock, random, audit);
        if (store.read(handle -> AuthorityRegister.find(handle, authority.id)).isEmpty()) {
            store.<Boolean, PkiException>transact(tx -> authority.register(tx, clock.instant()));
        }
        PublicationRecords.keep(store, audit, authority.id, rules.points(), clock.instant());
        return authority;
    }

    /** The first one that a store learns of is the main one; the others have no label until they are given one. */
    private boolean register(Handle tx, Instant at) throws PkiException {
        boolean first = AuthorityRegister.active(tx, AuthorityRow.MAIN).isEmpty();
        AuthorityRow row = new AuthorityRow(
                id,
                first ? Optional.of(AuthorityRow.MAIN) : Optional.empty(),
                AuthorityStatus.ACTIVE,
                KeyPlace.FILE,
                Optional.empty(),
                at);
        return AuthorityRegister.add(tx, row, issuing.certificate(), root);
    }

    /** The issuing certificate. */
    public X509Certificate certificate() {
        return issuing.certificate();
    }

    /** The root's certificate. */
    public X509Certificate root() {
        return root;
    }

    /** What the authority is called in the ids of what it issues. */
    public String id() {
        return id;
    }

    /** The arc of its policies. */
    public OidArc arc() {
        return rules.arc();
    }

    /** Its key, for the revocation list. */
    public SigningKey signingKey() {
        return issuing;
    }

    /**
     * Issues one certificate. As {@link #issueAll}.
     *
     * @param actor who asks, an opaque id
     */
    public X509Certificate issue(IssuanceRequest request, String actor) throws PkiException {
        return issueAll(List.of(request), actor).get(0);
    }

    /**
     * Issues certificates, in the order of the requests, with one commit before the signatures and one after. If one
     * request is refused, none is recorded; if a signature fails, the records stay as pending.
     *
     * @param actor who asks, an opaque id
     * @throws PkiException AUTHORITY_NOT_ACTIVE, SUBJECT_NOT_FOR_PROFILE, VALIDITY_NOT_ALLOWED, LINT_FAILED, SIGNING_FAILED,
     *     CERTIFICATE_REVOKED_MEANWHILE
     * @throws org.lanyard.pki.store.StoreException if the store does not take the records
     */
    public List<X509Certificate> issueAll(List<IssuanceRequest> requests, String actor) throws PkiException {
        Instant now = clock.instant();
        List<Prepared> prepared = new ArrayList<>(requests.size());
        for (IssuanceRequest request : requests) {
            prepared.add(prepare(request, now));
        }
        store.<Void, PkiException>transact(tx -> {
            AuthorityStatus status =
                    AuthorityRegister.lock(tx, store.engine(), id).orElse(AuthorityStatus.WITHDRAWN);
            if (status != AuthorityStatus.ACTIVE && !(status == AuthorityStatus.RETIRING && areResponders(requests))) {
                throw new PkiException(PkiReason.AUTHORITY_NOT_ACTIVE, id);
            }
            for (Prepared one : prepared) {
                int shard = rules.points().shardOf(one.frame.serial());
                records.pending(tx, one.id, one.request, one.frame, shard, now, actor);
            }
            return null;
        });
        List<X509Certificate> signed = new ArrayList<>(prepared.size());
        for (Prepared one : prepared) {
            signed.add(signer.sign(one.linted));
        }
        store.<Void, PkiException>transact(tx -> {
            for (int i = 0; i < signed.size(); i++) {
                records.signed(tx, prepared.get(i).id, signed.get(i));
            }
            return null;
        });
        return List.copyOf(signed);
    }

    /** The only ones that a retiring authority still needs: somebody has to answer for what it issued. */
    private static boolean areResponders(List<IssuanceRequest> requests) {
        return requests.stream().allMatch(request -> request.profile() == Profile.OCSP_RESPONDER);
    }

    private record Prepared(
            IssuanceRequest request, TbsBuilder.Frame frame, CertificateId id, LintedCertificate linted) {}

    private Prepared prepare(IssuanceRequest request, Instant now) throws PkiException {
        if (!request.profile().takes(request.subject())) {
            throw new PkiException(
                    PkiReason.SUBJECT_NOT_FOR_PROFILE,
                    request.profile().label() + " and " + request.subject().text());
        }
        TbsBuilder.Frame frame =
                new TbsBuilder.Frame(SerialNumbers.next(random), notBefore(now), notAfter(request, now));
        byte[] tbs = TbsBuilder.leaf(
                frame,
                under,
                rules.arc(),
                rules.profiles().of(request.profile()),
                request.subject(),
                request.key(),
                rules.points());
        LintedCertificate linted = linter.leaf(tbs, request.profile(), issuing.certificate());
        return new Prepared(request, frame, new CertificateId(id, frame.serial()), linted);
    }

    private Instant notBefore(Instant now) {
        Instant setBack = now.minus(Profile.SET_BACK).truncatedTo(ChronoUnit.SECONDS);
        Instant issuers = issuing.certificate().getNotBefore().toInstant();
        return setBack.isBefore(issuers) ? issuers : setBack;
    }

    private Instant notAfter(IssuanceRequest request, Instant now) throws PkiException {
        Instant last = issuing.certificate().getNotAfter().toInstant();
        ProfileSettings settings = rules.profiles().of(request.profile());
        Duration wanted = request.validity().orElse(settings.validity());
        if (wanted.toSeconds() < 1 || wanted.compareTo(settings.longestValidity()) > 0) {
            throw new PkiException(
                    PkiReason.VALIDITY_NOT_ALLOWED,
                    "1 second to " + settings.longestValidity().toDays() + " days");
        }
        Instant end = now.plus(wanted).truncatedTo(ChronoUnit.SECONDS);
        if (end.isAfter(last)) {
            if (request.validity().isPresent() || !now.isBefore(last)) {
                throw new PkiException(PkiReason.VALIDITY_NOT_ALLOWED, "the issuing authority ends at " + last);
            }
            return last;
        }
        return end;
    }
}
