package org.lanyard.card.judge;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.AllowedKeys;

/**
 * The digests and signatures that an issuer may use (SP 800-78-5 §3.2.1): SHA-2 with RSA of 2048 bits and more, or with
 * P-256 and P-384.
 *
 * @param digest JCA name
 * @param signature JCA name
 * @param pss the parameters of PSS, where it is used
 */
record CmsAlgorithm(String digest, String signature, Optional<PSSParameterSpec> pss) {
    private static final Map<String, String> DIGESTS = Map.of(
            NISTObjectIdentifiers.id_sha256.getId(),
            "SHA-256",
            NISTObjectIdentifiers.id_sha384.getId(),
            "SHA-384",
            NISTObjectIdentifiers.id_sha512.getId(),
            "SHA-512");

    /** Those that say the digest themselves. */
    private static final Map<String, String> SIGNATURES = Map.of(
            PKCSObjectIdentifiers.sha256WithRSAEncryption.getId(),
            "SHA256withRSA",
            PKCSObjectIdentifiers.sha384WithRSAEncryption.getId(),
            "SHA384withRSA",
            PKCSObjectIdentifiers.sha512WithRSAEncryption.getId(),
            "SHA512withRSA",
            X9ObjectIdentifiers.ecdsa_with_SHA256.getId(),
            "SHA256withECDSA",
            X9ObjectIdentifiers.ecdsa_with_SHA384.getId(),
            "SHA384withECDSA",
            X9ObjectIdentifiers.ecdsa_with_SHA512.getId(),
            "SHA512withECDSA");

    /** The algorithm of a signature, if it is allowed, and the two identifiers and the key agree. */
    static Optional<CmsAlgorithm> of(AlgorithmIdentifier digestId, AlgorithmIdentifier signatureId, PublicKey key) {
        try {
            AllowedKeys.require(key);
            String digest = DIGESTS.get(digestId.getAlgorithm().getId());
            if (digest == null) {
                return Optional.empty();
            }
            String compact = digest.replace("-", "");
            if (signatureId.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
                return pss(digest, signatureId);
            }
            String signature = signatureId.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)
                    ? compact + "withRSA"
                    : SIGNATURES.get(signatureId.getAlgorithm().getId());
            boolean agrees = signature != null
                    && signature.startsWith(compact)
                    && signature.endsWith(key.getAlgorithm().equals("EC") ? "ECDSA" : key.getAlgorithm());
            return agrees ? Optional.of(new CmsAlgorithm(digest, signature, Optional.empty())) : Optional.empty();
        } catch (PkiException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<CmsAlgorithm> pss(String digest, AlgorithmIdentifier id) {
        RSASSAPSSparams given = RSASSAPSSparams.getInstance(id.getParameters());
        String own = DIGESTS.get(given.getHashAlgorithm().getAlgorithm().getId());
        AlgorithmIdentifier mask =
                AlgorithmIdentifier.getInstance(given.getMaskGenAlgorithm().getParameters());
        if (!digest.equals(own)
                || !digest.equals(DIGESTS.get(mask.getAlgorithm().getId()))
                || !given.getMaskGenAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)) {
            return Optional.empty();
        }
        PSSParameterSpec spec = new PSSParameterSpec(
                digest,
                "MGF1",
                new MGF1ParameterSpec(digest),
                given.getSaltLength().intValueExact(),
                1);
        return Optional.of(new CmsAlgorithm(digest, "RSASSA-PSS", Optional.of(spec)));
    }

    Signature verifier() throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(signature);
        if (pss.isPresent()) {
            verifier.setParameter(pss.get());
        }
        return verifier;
    }
}
