package org.lanyard.pki.lint;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.EncodedTimes;

/**
 * A TBSCertificate (RFC 5280 section 4.1) taken apart without judging it: what is repeated, absent or of a wrong type
 * stays visible.
 *
 * @param der the bytes as they will be signed; not copied, and not to be changed
 * @param tbs the whole
 * @param version 1, 2 or 3
 * @param serial the serial number
 * @param signature the algorithm that it says it is signed with
 * @param issuer the issuer's name
 * @param validity notBefore and notAfter, as encoded
 * @param subject the subject's name
 * @param keyInfo the subject's public key
 * @param uniqueIdentifiers whether one of the two is there
 * @param extensions in their order
 */
record TbsParts(
        byte[] der,
        ASN1Sequence tbs,
        int version,
        ASN1Integer serial,
        AlgorithmIdentifier signature,
        X500Name issuer,
        ASN1Sequence validity,
        X500Name subject,
        SubjectPublicKeyInfo keyInfo,
        boolean uniqueIdentifiers,
        List<RawExtension> extensions) {
    private static final Map<String, String> KEY_TYPES =
            Map.of("1.2.840.10045.2.1", "EC", "1.2.840.113549.1.1.1", "RSA");

    static TbsParts of(byte[] der) throws PkiException {
        try {
            ASN1Sequence tbs = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
            int at = 0;
            int version = 1;
            if (tbs.getObjectAt(0) instanceof ASN1TaggedObject tagged && tagged.hasContextTag(0)) {
                version = ASN1Integer.getInstance(tagged, true).intValueExact() + 1;
                at = 1;
            }
            boolean unique = false;
            List<RawExtension> extensions = new ArrayList<>();
            for (int i = at + 6; i < tbs.size(); i++) {
                ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(tbs.getObjectAt(i));
                if (tagged.hasContextTag(3)) {
                    for (ASN1Encodable extension : ASN1Sequence.getInstance(tagged, true)) {
                        extensions.add(RawExtension.of(extension));
                    }
                } else {
                    unique = true;
                }
            }
            return new TbsParts(
                    der,
                    tbs,
                    version,
                    ASN1Integer.getInstance(tbs.getObjectAt(at)),
                    AlgorithmIdentifier.getInstance(tbs.getObjectAt(at + 1)),
                    X500Name.getInstance(tbs.getObjectAt(at + 2)),
                    ASN1Sequence.getInstance(tbs.getObjectAt(at + 3)),
                    X500Name.getInstance(tbs.getObjectAt(at + 4)),
                    SubjectPublicKeyInfo.getInstance(tbs.getObjectAt(at + 5)),
                    unique,
                    List.copyOf(extensions));
        } catch (Exception e) {
            // Bouncy Castle answers a wrong shape with checked and unchecked exceptions of several kinds.
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "not a TBSCertificate", e);
        }
    }

    Optional<RawExtension> extension(String oid) {
        return extensions.stream()
                .filter(extension -> extension.oid().equals(oid))
                .findFirst();
    }

    Instant notBefore() {
        return EncodedTimes.read(validity.getObjectAt(0));
    }

    Instant notAfter() {
        return EncodedTimes.read(validity.getObjectAt(1));
    }

    /** The public key; empty where it is of another kind than EC or RSA, or the JCA refuses it. */
    Optional<PublicKey> key() {
        String type = KEY_TYPES.get(keyInfo.getAlgorithm().getAlgorithm().getId());
        if (type == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(LintSubject.encoded(keyInfo))));
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
