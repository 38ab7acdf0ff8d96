package org.lanyard.pki.lint;

import java.util.Arrays;
import java.util.Optional;

/**
 * X.690 §11.5: "The encoding of a set value or sequence value shall not include an encoding for any component
 * value which is equal to its default value." RFC 5280 §4.1.1.3 signs "the ASN.1 DER encoded tbsCertificate".
 */
final class DefaultsAreLeftOut implements Lint {
    @Override
    public String clause() {
        return "X.690 §11.5";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        boolean written = certificate.extensions().stream().anyMatch(RawExtension::defaultWritten);
        boolean der = Arrays.equals(
                certificate.parts().der(),
                LintSubject.encoded(certificate.parts().tbs()));
        return Lint.unless(!written && der, "the encoding must be DER, with critical FALSE left out");
    }
}
