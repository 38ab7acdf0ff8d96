package org.lanyard.pki.path.rules;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Set;
import org.lanyard.pki.path.parse.AlgorithmIdentifier;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;

/** A signature on a certificate, a revocation list or an OCSP answer. */
public final class SignatureCheck {
    private static final Set<String> PSS_HASHES = Set.of("SHA-256", "SHA-384", "SHA-512");

    private SignatureCheck() {}

    /**
     * Whether a signature verifies.
     *
     * @throws PathException SIGNATURE_ALGORITHM_NOT_ALLOWED where it is not even looked at
     */
    public static boolean verifies(
            WorkingKey key, AlgorithmIdentifier algorithm, byte[] signed, byte[] signature, Algorithms allowed)
            throws PathException {
        String name = require(algorithm, allowed);
        if (!fits(name, key.algorithm())) {
            return false;
        }
        try {
            Signature check = Signature.getInstance(name);
            if (algorithm.oid().equals(Algorithms.PSS)) {
                check.setParameter(pss(algorithm));
            }
            check.initVerify(key.key());
            check.update(signed);
            return check.verify(signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            // A signature that is not even of its form; BC and JDK differ in how they say so.
            return false;
        }
    }

    /** The algorithm's JCA name, if it and its parameters are taken. */
    static String require(AlgorithmIdentifier algorithm, Algorithms allowed) throws PathException {
        String name = allowed.signatures().get(algorithm.oid());
        if (name == null) {
            throw new PathException(PathReason.SIGNATURE_ALGORITHM_NOT_ALLOWED, algorithm.oid());
        }
        boolean rsa = name.endsWith("withRSA");
        // RFC 4055 §5: NULL for RSA; RFC 5758 §3.2, RFC 8410 §3: absent for the others.
        if (algorithm.oid().equals(Algorithms.PSS)) {
            pss(algorithm);
        } else if (rsa ? !algorithm.hasNull() : !algorithm.isBare()) {
            throw new PathException(PathReason.SIGNATURE_ALGORITHM_NOT_ALLOWED, "parameters of " + algorithm.oid());
        }
        return name;
    }

    private static boolean fits(String name, String keyAlgorithm) {
        return switch (keyAlgorithm) {
            case Algorithms.RSA -> name.endsWith("withRSA") || name.equals("RSASSA-PSS");
            case Algorithms.EC -> name.endsWith("withECDSA");
            case Algorithms.DSA -> name.endsWith("withDSA");
            case Algorithms.ED25519 -> name.equals("Ed25519");
            case Algorithms.ED448 -> name.equals("Ed448");
            default -> false;
        };
    }

    /** RFC 4055 §3.1: one hash, also inside the mask, and a salt as long as the hash. */
    private static PSSParameterSpec pss(AlgorithmIdentifier algorithm) throws PathException {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(algorithm.isBare() ? new byte[0] : algorithm.parameters());
            PSSParameterSpec spec = parameters.getParameterSpec(PSSParameterSpec.class);
            if (PSS_HASHES.contains(spec.getDigestAlgorithm())
                    && spec.getMGFParameters() instanceof MGF1ParameterSpec mask
                    && mask.getDigestAlgorithm().equals(spec.getDigestAlgorithm())
                    && spec.getSaltLength() >= 32
                    && spec.getSaltLength() <= 64
                    && spec.getTrailerField() == 1) {
                return spec;
            }
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // said below
        }
        throw new PathException(PathReason.SIGNATURE_ALGORITHM_NOT_ALLOWED, "parameters of RSASSA-PSS");
    }
}
