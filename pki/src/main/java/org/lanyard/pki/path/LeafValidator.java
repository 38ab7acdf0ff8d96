package org.lanyard.pki.path;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.path.LeafRules.LeafRule;
import org.lanyard.pki.path.outside.Standing;
import org.lanyard.pki.profile.CertificateNames;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateId;

/**
 * Judges a leaf directly under a trusted issuing authority. It stands in the way of each sign-in: a leaf seen before
 * costs a hash and two comparisons of time, a new one a single signature verification.
 *
 * <p>What is remembered about a leaf is only what cannot change: that its bytes were signed by that issuer and fit a
 * profile. Time is compared each time; a new generation of the trusted issuers forgets everything; revocation is never
 * remembered, because it is not judged here at all. Safe for use by many threads.
 */
public final class LeafValidator {
    /** Leaves remembered; about 3 KiB each. */
    public static final int DEFAULT_CACHE = 10_000;

    private final TrustedIssuers issuers;
    private final OidArc arc;
    private final OutsideLeaves outside;
    private final Cache<Fingerprint, Judged> seen;

    /** A validator that remembers {@link #DEFAULT_CACHE} leaves. */
    public LeafValidator(TrustedIssuers issuers, OidArc arc) {
        this(issuers, arc, DEFAULT_CACHE);
    }

    /**
     * A validator.
     *
     * @param cacheSize leaves remembered; 0 for none
     */
    public LeafValidator(TrustedIssuers issuers, OidArc arc, int cacheSize) {
        this(issuers, arc, OutsideLeaves.NONE, cacheSize);
    }

    /** A validator that also takes cards of outside authorities. */
    public LeafValidator(TrustedIssuers issuers, OidArc arc, OutsideLeaves outside) {
        this(issuers, arc, outside, DEFAULT_CACHE);
    }

    private LeafValidator(TrustedIssuers issuers, OidArc arc, OutsideLeaves outside, int cacheSize) {
        this.issuers = issuers;
        this.arc = arc;
        this.outside = outside;
        this.seen = Caffeine.newBuilder()
                .maximumSize(cacheSize)
                .executor(Runnable::run)
                .build();
    }

    /** As {@link #validate(byte[], Instant)}, for a certificate that was parsed elsewhere. */
    public VerifiedLeaf validate(X509Certificate leaf, Instant at) throws PkiException {
        try {
            return validate(leaf.getEncoded(), at);
        } catch (CertificateException e) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "", e);
        }
    }

    /**
     * Judges a leaf. A leaf seen before is not even parsed.
     *
     * @param der the certificate's bytes, exactly
     * @param at the time to judge it at
     * @throws PkiException CERTIFICATE_MALFORMED, ISSUER_NOT_TRUSTED, ISSUER_NOT_VALID, SIGNATURE_ALGORITHM_NOT_ALLOWED,
     *     SIGNATURE_INVALID, CERTIFICATE_NOT_YET_VALID, CERTIFICATE_EXPIRED, CRITICAL_EXTENSION_UNKNOWN,
     *     LEAF_IS_AUTHORITY, LEAF_HAS_NAME_CONSTRAINTS, KEY_USAGE_NOT_FOR_SIGNATURES, KEY_NOT_ALLOWED, POLICY_NOT_OURS,
     *     POLICY_AMBIGUOUS, EXTENDED_KEY_USAGE_NOT_FOR_PROFILE, NAME_NOT_FOR_PROFILE, KEY_IDENTIFIER_MISSING
     */
    public VerifiedLeaf validate(byte[] der, Instant at) throws PkiException {
        if (der.length > CertificateReader.LIMIT) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "longer than " + CertificateReader.LIMIT);
        }
        // Read before the judging: a list that changes meanwhile then makes the entry stale, not fresh.
        long generation = issuers.generation();
        Fingerprint fingerprint = Fingerprint.of(der);
        Judged judged = seen.getIfPresent(fingerprint);
        if (judged == null || judged.generation != generation) {
            judged = judge(CertificateReader.readDer(der), generation, at);
            seen.put(fingerprint, judged);
        }
        judged.requireInTime(at.toEpochMilli());
        return judged.leaf;
    }

    /**
     * Whether an outside authority's card is revoked: {@link OutsideLeaves#standing}.
     *
     * @throws PkiException CERTIFICATE_REVOKED, CERTIFICATE_STATUS_UNKNOWN
     */
    public Standing standing(VerifiedLeaf leaf) throws PkiException {
        return outside.standing(leaf);
    }

    private Judged judge(X509Certificate leaf, long generation, Instant at) throws PkiException {
        try {
            Optional<X509Certificate> ours = issuers.issuerOf(leaf);
            if (ours.isEmpty()) {
                VerifiedLeaf foreign = outside.judge(leaf, at);
                OutsidePath path = foreign.outsidePath().orElseThrow();
                return new Judged(foreign, path.notBefore(), path.notAfter(), generation);
            }
            X509Certificate issuer = ours.get();
            for (LeafRule rule : LeafRules.IN_ORDER) {
                rule.check(leaf, issuer);
            }
            Profile profile = profileOf(leaf);
            SubjectName name = CertificateNames.read(leaf, profile);
            VerifiedLeaf verified = new VerifiedLeaf(leaf, profile, CertificateId.of(leaf), name);
            return new Judged(verified, issuer.getNotBefore().getTime(), Judged.endOf(issuer), generation);
        } catch (RuntimeException e) {
            // The JDK parses some extensions late and answers a wrong shape with an unchecked exception.
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "", e);
        }
    }

    private Profile profileOf(X509Certificate leaf) throws PkiException {
        List<Profile> ours = arc.policiesOf(leaf);
        if (ours.isEmpty()) {
            throw new PkiException(PkiReason.POLICY_NOT_OURS, "");
        }
        if (ours.size() > 1) {
            throw new PkiException(PkiReason.POLICY_AMBIGUOUS, ours.toString());
        }
        Profile profile = ours.get(0);
        if (!arc.keyPurposeFits(leaf, profile)) {
            throw new PkiException(PkiReason.EXTENDED_KEY_USAGE_NOT_FOR_PROFILE, profile.label());
        }
        return profile;
    }

    /** SHA-256 of the certificate as four words: a key that is cheap to hash and to compare. */
    private record Fingerprint(long a, long b, long c, long d) {
        static Fingerprint of(byte[] der) {
            try {
                ByteBuffer hash =
                        ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(der));
                return new Fingerprint(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("This JDK has no SHA-256", e);
            }
        }
    }

    private static final class Judged {
        final VerifiedLeaf leaf;
        final long generation;
        private final long notBefore;
        private final long notAfter;
        private final long issuerNotBefore;
        private final long issuerNotAfter;

        Judged(VerifiedLeaf leaf, long issuerNotBefore, long issuerNotAfter, long generation) {
            this.leaf = leaf;
            this.generation = generation;
            this.notBefore = leaf.certificate().getNotBefore().getTime();
            this.notAfter = endOf(leaf.certificate());
            this.issuerNotBefore = issuerNotBefore;
            this.issuerNotAfter = issuerNotAfter;
        }

        /**
         * RFC 5280 §4.1.2.5: "The validity period for a certificate is the period of time from notBefore through
         * notAfter, inclusive." Times in certificates are whole seconds, so the last one ends a millisecond before the
         * next.
         */
        private static long endOf(X509Certificate certificate) {
            return certificate.getNotAfter().getTime() + 999;
        }

        /** RFC 5280 §6.1.3 (a)(2): "The certificate validity period includes the current time." */
        void requireInTime(long at) throws PkiException {
            if (at < issuerNotBefore || at > issuerNotAfter) {
                throw new PkiException(PkiReason.ISSUER_NOT_VALID, "outside its validity");
            }
            if (at < notBefore) {
                throw new PkiException(
                        PkiReason.CERTIFICATE_NOT_YET_VALID,
                        "before " + leaf.certificate().getNotBefore().toInstant());
            }
            if (at > notAfter) {
                throw new PkiException(
                        PkiReason.CERTIFICATE_EXPIRED,
                        "after " + leaf.certificate().getNotAfter().toInstant());
            }
        }
    }
}
