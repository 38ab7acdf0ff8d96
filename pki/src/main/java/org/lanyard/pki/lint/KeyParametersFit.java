package org.lanyard.pki.lint;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * RFC 5480 §2.1.1: "implicitCurve and specifiedCurve MUST NOT be used in PKIX", so that nobody brings a curve of their
 * own (CVE-2020-0601). RFC 3279 §2.3.1, for RSA: "The parameters field MUST have ASN.1 type NULL".
 */
final class KeyParametersFit implements Lint {
    @Override
    public String clause() {
        return "RFC 5480 §2.1.1, RFC 3279 §2.3.1";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        AlgorithmIdentifier algorithm = certificate.parts().keyInfo().getAlgorithm();
        ASN1Encodable parameters = algorithm.getParameters();
        return switch (algorithm.getAlgorithm().getId()) {
            case "1.2.840.10045.2.1" ->
                Lint.unless(parameters instanceof ASN1ObjectIdentifier, "name the curve by its identifier");
            case "1.2.840.113549.1.1.1" ->
                Lint.unless(DERNull.INSTANCE.equals(parameters), "an RSA key's parameters must be NULL");
            default -> Optional.empty();
        };
    }
}
