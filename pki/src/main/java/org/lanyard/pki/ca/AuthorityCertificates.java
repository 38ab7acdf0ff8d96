package org.lanyard.pki.ca;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.lint.Linter;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.revocation.PublicationPoints;

/** Makes the certificates of roots and issuing authorities; each is linted before it is signed. */
final class AuthorityCertificates {
    private static final int NAME_BYTES = 8;
    private static final int KEY_IDENTIFIER_BYTES = 20;

    /** By how much notBefore is set back. */
    private static final Duration SET_BACK = Duration.ofMinutes(10);

    private final Linter linter;
    private final PublicationPoints points;
    private final SecureRandom random;

    /** @param points where the world finds the root's list and certificate */
    AuthorityCertificates(OidArc arc, PublicationPoints points, SecureRandom random) {
        this.linter = new Linter(arc);
        this.points = points;
        this.random = random;
    }

    /** A root's certificate, signed by its own key. */
    X509Certificate root(KeyPair pair, Instant now, Duration validity) throws PkiException {
        byte[] tbs = TbsBuilder.authority(
                frame(now, from(now).plus(validity)),
                Optional.empty(),
                name(),
                pair.getPublic(),
                keyIdentifier(pair.getPublic()),
                1,
                PublicationPoints.NONE);
        return CertificateSigner.of(pair.getPrivate(), pair.getPublic()).sign(linter.root(tbs));
    }

    /** The certificate of an issuing authority with a random name, which ends with the root at the latest. */
    X509Certificate issuing(SigningKey root, PublicKey key, Instant now, Duration validity) throws PkiException {
        return issuing(root, key, name(), now, validity);
    }

    /** Another certificate for an issuing authority, with its key and its name: what it issued stays under it. */
    X509Certificate anew(SigningKey root, X509Certificate before, Instant now, Duration validity) throws PkiException {
        String name = X500Name.getInstance(before.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.CN)[0]
                .getFirst()
                .getValue()
                .toString();
        return issuing(root, before.getPublicKey(), name, now, validity);
    }

    private X509Certificate issuing(SigningKey root, PublicKey key, String name, Instant now, Duration validity)
            throws PkiException {
        Instant rootEnds = root.certificate().getNotAfter().toInstant();
        Instant wanted = from(now).plus(validity);
        byte[] tbs = TbsBuilder.authority(
                frame(now, wanted.isAfter(rootEnds) ? rootEnds : wanted),
                Optional.of(root.certificate()),
                name,
                key,
                keyIdentifier(key),
                0,
                points);
        return CertificateSigner.of(root.key(), root.publicKey()).sign(linter.authority(tbs, root.certificate()));
    }

    private TbsBuilder.Frame frame(Instant now, Instant until) {
        return new TbsBuilder.Frame(SerialNumbers.next(random), from(now), until);
    }

    private static Instant from(Instant now) {
        return now.minus(SET_BACK).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Random, so that it tells of no school. */
    private String name() {
        byte[] bytes = new byte[NAME_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** A key pair in memory, on a curve by its JCA name. */
    static KeyPair pair(String curve) throws PkiException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new PkiException(PkiReason.KEY_NOT_ALLOWED, curve, e);
        }
    }

    /** RFC 7093 section 2, method 1: the leftmost 160 bits of the SHA-256 of the key's bits. */
    static byte[] keyIdentifier(PublicKey key) throws PkiException {
        try {
            byte[] bits = SubjectPublicKeyInfo.getInstance(key.getEncoded())
                    .getPublicKeyData()
                    .getBytes();
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bits), KEY_IDENTIFIER_BYTES);
        } catch (GeneralSecurityException e) {
            throw new PkiException(PkiReason.KEY_NOT_ALLOWED, "no SHA-256", e);
        }
    }
}
