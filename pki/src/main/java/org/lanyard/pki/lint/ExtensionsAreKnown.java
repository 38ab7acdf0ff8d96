package org.lanyard.pki.lint;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * RFC 5280 §4.2: "A certificate-using system MUST reject the certificate if it encounters a critical extension it
 * does not recognize". Ours, stricter: no extension beyond those that the profiles need.
 */
final class ExtensionsAreKnown implements Lint {
    private static final Set<String> KNOWN = Set.of(
            "2.5.29.14",
            "2.5.29.15",
            "2.5.29.17",
            "2.5.29.19",
            "2.5.29.30",
            "2.5.29.31",
            "2.5.29.32",
            "2.5.29.35",
            "2.5.29.37",
            "1.3.6.1.5.5.7.1.1",
            ResponderIsNotChecked.NO_CHECK);

    @Override
    public String clause() {
        return "ours, from RFC 5280 §4.2";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        String unknown = certificate.extensions().stream()
                .map(RawExtension::oid)
                .filter(oid -> !KNOWN.contains(oid))
                .collect(Collectors.joining(", "));
        return Lint.unless(unknown.isEmpty(), "no profile has the extension " + unknown);
    }
}
