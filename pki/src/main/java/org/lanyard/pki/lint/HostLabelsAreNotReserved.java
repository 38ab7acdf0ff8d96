package org.lanyard.pki.lint;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * RFC 5890 §2.3.1: labels with "--" in the third and fourth position are reserved, and of these only A-labels ("xn--",
 * and what follows decodes) are names. RFC 5280 §7.2 wants A-labels in certificates.
 */
final class HostLabelsAreNotReserved implements Lint {
    private static final Pattern RESERVED = Pattern.compile("..--.*");

    private static boolean isALabel(String label) {
        // What does not decode comes back as it is.
        return label.startsWith("xn--") && !IDN.toUnicode(label).equals(label);
    }

    @Override
    public String clause() {
        return "RFC 5890 §2.3.1";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        Optional<RawExtension> extension = certificate.extension("2.5.29.17");
        if (extension.isEmpty()) {
            return Optional.empty();
        }
        for (GeneralName name : GeneralNames.getInstance(
                        ASN1Sequence.getInstance(extension.get().value()))
                .getNames()) {
            if (name.getTagNo() == GeneralName.dNSName) {
                for (String label :
                        ASN1IA5String.getInstance(name.getName()).getString().split("\\.")) {
                    if (RESERVED.matcher(label).matches() && !isALabel(label)) {
                        return Optional.of("the label " + label + " is reserved: write the name as A-labels (xn--…)");
                    }
                }
            }
        }
        return Optional.empty();
    }
}
