package org.lanyard.pki.lint;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * RFC 5280 §4.1.2.4: "CAs conforming to this profile MUST use either the PrintableString or UTF8String encoding of
 * DirectoryString". Annex A has serialNumber as a PrintableString alone; so are all names of ours.
 */
final class NamesArePrintable implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.1.2.4";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        for (X500Name name :
                List.of(certificate.parts().issuer(), certificate.parts().subject())) {
            for (RDN rdn : name.getRDNs()) {
                for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
                    ASN1Encodable value = attribute.getValue();
                    boolean serialNumber = attribute.getType().getId().equals("2.5.4.5");
                    if (!(value instanceof ASN1PrintableString)
                            && (serialNumber || !(value instanceof ASN1UTF8String))) {
                        return Optional.of("write the attribute " + attribute.getType() + " as a PrintableString");
                    }
                }
            }
        }
        return Optional.empty();
    }
}
