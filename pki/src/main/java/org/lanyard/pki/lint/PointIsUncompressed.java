package org.lanyard.pki.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * RFC 5480 §2.2: "The first octet of the OCTET STRING indicates whether the key is compressed or uncompressed. […] The
 * public key MUST be rejected if any other value is included in the first octet." Ours: uncompressed, which is all that
 * cards and kiosks read.
 */
final class PointIsUncompressed implements Lint {
    @Override
    public String clause() {
        return "RFC 5480 §2.2";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        SubjectPublicKeyInfo key = certificate.parts().keyInfo();
        if (!key.getAlgorithm().getAlgorithm().getId().equals("1.2.840.10045.2.1")) {
            return Optional.empty();
        }
        byte[] point = key.getPublicKeyData().getOctets();
        return Lint.unless(point.length > 1 && point[0] == 4, "write the point uncompressed, with a 4 in front");
    }
}
