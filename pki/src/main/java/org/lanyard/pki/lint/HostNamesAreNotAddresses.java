package org.lanyard.pki.lint;

import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * RFC 5280 §4.2.1.6: "When the subjectAltName extension contains an iPAddress, the address MUST be stored in the octet
 * string", so one written as a host name is never found by those who compare addresses.
 */
final class HostNamesAreNotAddresses implements Lint {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+");

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
        for (GeneralName name : GeneralNames.getInstance(
                        ASN1Sequence.getInstance(extension.get().value()))
                .getNames()) {
            if (name.getTagNo() == GeneralName.dNSName) {
                String host = ASN1IA5String.getInstance(name.getName()).getString();
                if (ADDRESS.matcher(host).matches()) {
                    return Optional.of("give a host name instead of the address " + host);
                }
            }
        }
        return Optional.empty();
    }
}
