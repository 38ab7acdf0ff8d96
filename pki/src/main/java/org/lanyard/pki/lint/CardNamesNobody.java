package org.lanyard.pki.lint;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.lanyard.pki.profile.Profile;

/**
 * Ours, from the design: whoever reads a card nearby must learn neither who holds it nor of which school it is. So its
 * subject has no attribute but serialNumber, and its alternative names none but urn:uuid.
 */
final class CardNamesNobody implements Lint {
    private static final String SERIAL_NUMBER = "2.5.4.5";

    @Override
    public String clause() {
        return "ours";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        if (!certificate.profile().map(Profile::isCard).orElse(false)) {
            return Optional.empty();
        }
        for (RDN rdn : certificate.parts().subject().getRDNs()) {
            for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
                if (!attribute.getType().getId().equals(SERIAL_NUMBER)) {
                    return Optional.of("take " + attribute.getType() + " out of the subject: a card names nobody");
                }
            }
        }
        Optional<RawExtension> extension = certificate.extension("2.5.29.17");
        if (extension.isPresent()) {
            for (GeneralName name : GeneralNames.getInstance(
                            ASN1Sequence.getInstance(extension.get().value()))
                    .getNames()) {
                if (name.getTagNo() != GeneralName.uniformResourceIdentifier
                        || !ASN1IA5String.getInstance(name.getName())
                                .getString()
                                .startsWith("urn:uuid:")) {
                    return Optional.of("leave urn:uuid as the one alternative name: a card names nobody");
                }
            }
        }
        return Optional.empty();
    }
}
