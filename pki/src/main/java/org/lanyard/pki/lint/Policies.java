package org.lanyard.pki.lint;

import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.PolicyInformation;

/** Reads the certificate policies as they are encoded: Bouncy Castle's own class refuses what a rule is to find. */
final class Policies {
    private Policies() {}

    static List<String> read(byte[] value) {
        return Arrays.stream(ASN1Sequence.getInstance(value).toArray())
                .map(policy -> PolicyInformation.getInstance(policy)
                        .getPolicyIdentifier()
                        .getId())
                .toList();
    }
}
