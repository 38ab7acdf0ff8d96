package org.lanyard.pki.lint;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;

/**
 * RFC 5758 §3.2, for ECDSA: "the encoding MUST omit the parameters field." RFC 4055 §5, for RSA: "the parameters MUST be
 * NULL."
 */
final class SignatureParametersFit implements Lint {
    @Override
    public String clause() {
        return "RFC 5758 §3.2, RFC 4055 §5";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        ASN1Encodable parameters = certificate.parts().signature().getParameters();
        boolean rsa = certificate.parts().signature().getAlgorithm().getId().startsWith("1.2.840.113549.1.1.");
        return Lint.unless(
                rsa ? DERNull.INSTANCE.equals(parameters) : parameters == null,
                "the signature algorithm's parameters must be " + (rsa ? "NULL" : "left out"));
    }
}
