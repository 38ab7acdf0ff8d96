package org.lanyard.card.judge;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.lanyard.card.piv.Chuid;

/**
 * The names of its card that a certificate carries: the FASC-N as another name, the UUID as a URI, in whatever order
 * (FIPS 201-3 §4.2.2; RFC 9562 §4).
 */
record CardNames(List<byte[]> fascNs, List<UUID> uuids) {
    private static final String PREFIX = "urn:uuid:";

    /** Those of a certificate; empty where they cannot be read. */
    static Optional<CardNames> of(X509Certificate certificate) {
        List<byte[]> fascNs = new ArrayList<>();
        List<UUID> uuids = new ArrayList<>();
        try {
            Extension extension =
                    new JcaX509CertificateHolder(certificate).getExtension(Extension.subjectAlternativeName);
            if (extension == null) {
                return Optional.of(new CardNames(List.of(), List.of()));
            }
            for (GeneralName name :
                    GeneralNames.getInstance(extension.getParsedValue()).getNames()) {
                if (name.getTagNo() == GeneralName.otherName) {
                    OtherName other = OtherName.getInstance(name.getName());
                    if (other.getTypeID().equals(IssuerSignature.FASC_N)) {
                        fascNs.add(ASN1OctetString.getInstance(other.getValue()).getOctets());
                    }
                } else if (name.getTagNo() == GeneralName.uniformResourceIdentifier) {
                    String uri = name.getName().toString();
                    if (uri.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
                        uuids.add(UUID.fromString(uri.substring(PREFIX.length())));
                    }
                }
            }
            return Optional.of(new CardNames(fascNs, uuids));
        } catch (CertificateEncodingException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Where they are not the names in the CHUID. A FASC-N of nines names nobody, so the UUID has to. */
    Set<Flaw> against(Chuid chuid) {
        Set<Flaw> flaws = new TreeSet<>();
        byte[] own = chuid.fascN().encode();
        if (fascNs.stream().anyMatch(each -> !Arrays.equals(each, own))) {
            flaws.add(Flaw.FASC_N_DIFFERS);
        }
        if (uuids.stream().anyMatch(each -> !each.equals(chuid.guid()))) {
            flaws.add(Flaw.UUID_DIFFERS);
        }
        if (uuids.isEmpty() && (fascNs.isEmpty() || chuid.fascN().isOfNines())) {
            flaws.add(Flaw.CARD_NOT_NAMED);
        }
        return flaws;
    }
}
