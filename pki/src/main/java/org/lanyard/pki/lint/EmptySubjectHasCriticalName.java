package org.lanyard.pki.lint;

import java.util.Optional;

/**
 * RFC 5280 §4.2.1.6: "If the subject field contains an empty sequence, then the issuing CA MUST include a
 * subjectAltName extension that is marked as critical. When including the subjectAltName extension in a
 * certificate that has a non-empty subject distinguished name, conforming CAs SHOULD mark the subjectAltName
 * extension as non-critical."
 */
final class EmptySubjectHasCriticalName implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.2.1.6";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        boolean empty = certificate.parts().subject().getRDNs().length == 0;
        Optional<RawExtension> name = certificate.extension("2.5.29.17");
        boolean kept = name.map(extension -> extension.critical() == empty).orElse(!empty);
        return Lint.unless(kept, "the alternative name must be critical exactly where the subject is empty");
    }
}
