package org.lanyard.pki.lint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * RFC 5280 §4.2.1.6: "If the subjectAltName extension is present, the sequence MUST contain at least one entry."
 * "The name MUST NOT be a relative URI […]. The name MUST include both a scheme (e.g., "http" or "ftp") and a
 * scheme-specific-part." "The name MUST be in the "preferred name syntax"", for host names.
 */
final class AlternativeNamesAreWellFormed implements Lint {
    private static final Pattern HOST = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    @Override
    public String clause() {
        return "RFC 5280 §4.2.1.6";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        Optional<RawExtension> extension = certificate.extension("2.5.29.17");
        if (extension.isEmpty()) {
            return Optional.empty();
        }
        GeneralName[] names = GeneralNames.getInstance(
                        ASN1Sequence.getInstance(extension.get().value()))
                .getNames();
        for (GeneralName name : names) {
            boolean kept = switch (name.getTagNo()) {
                case GeneralName.uniformResourceIdentifier -> isAbsoluteUri(text(name));
                case GeneralName.dNSName -> HOST.matcher(text(name)).matches();
                default -> false;
            };
            if (!kept) {
                return Optional.of("an alternative name must be an absolute URI or a host name: " + name);
            }
        }
        return Lint.unless(names.length > 0, "the alternative names must not be empty");
    }

    private static String text(GeneralName name) {
        return ASN1IA5String.getInstance(name.getName()).getString();
    }

    private static boolean isAbsoluteUri(String text) {
        try {
            URI uri = new URI(text);
            return uri.isAbsolute() && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
