package org.lanyard.pki.profile;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/** Reads out of a certificate exactly the name that its profile allows; anything more or less is refused. */
public final class CertificateNames {
    private CertificateNames() {}

    /**
     * The name of a certificate of a profile.
     *
     * @throws PkiException CERTIFICATE_MALFORMED, NAME_NOT_FOR_PROFILE
     */
    public static SubjectName read(X509Certificate certificate, Profile profile) throws PkiException {
        X500Name subject;
        try {
            subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        } catch (RuntimeException e) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "subject", e);
        }
        List<GeneralName> names = CertificateExtensions.subjectAlternativeNames(certificate);
        try {
            return read(subject, names, profile);
        } catch (IllegalArgumentException e) {
            throw new PkiException(PkiReason.NAME_NOT_FOR_PROFILE, profile.label(), e);
        }
    }

    /**
     * The name that a subject and alternative names make.
     *
     * @throws IllegalArgumentException if they are not the profile's
     */
    public static SubjectName read(X500Name subject, List<GeneralName> names, Profile profile) {
        return switch (profile) {
            case CARD_9E, CARD_9A -> card(subject, names);
            case KIOSK, WEBAUTHN_SERVICE, OCSP_RESPONDER, ADMIN, CARD_CONTENT_SIGNER -> service(subject, names);
            case TLS_SERVER -> hosts(subject, names);
        };
    }

    private static SubjectName card(X500Name subject, List<GeneralName> names) {
        RDN[] rdns = subject.getRDNs();
        if (rdns.length != 1
                || rdns[0].isMultiValued()
                || !rdns[0].getFirst().getType().equals(BCStyle.SERIALNUMBER)) {
            throw new IllegalArgumentException("A card's subject is its serialNumber alone");
        }
        if (!(rdns[0].getFirst().getValue() instanceof ASN1String serialNumber)) {
            throw new IllegalArgumentException("A card's serialNumber is a string");
        }
        String text = serialNumber.getString();
        UUID id = UUID.fromString(text);
        // UUID.fromString also takes upper case and short groups; one card has one spelling.
        SubjectName.Card card = new SubjectName.Card(id);
        if (!id.toString().equals(text) || !card.uri().equals(onlyUri(names))) {
            throw new IllegalArgumentException("A card's serialNumber and urn:uuid are one UUID in lower case");
        }
        return card;
    }

    private static SubjectName service(X500Name subject, List<GeneralName> names) {
        requireEmpty(subject);
        return new SubjectName.Service(onlyUri(names));
    }

    private static SubjectName hosts(X500Name subject, List<GeneralName> names) {
        requireEmpty(subject);
        List<String> hosts = new ArrayList<>();
        for (GeneralName name : names) {
            hosts.add(text(name, GeneralName.dNSName));
        }
        return new SubjectName.Hosts(hosts);
    }

    private static URI onlyUri(List<GeneralName> names) {
        if (names.size() != 1) {
            throw new IllegalArgumentException("Exactly one alternative name, not " + names.size());
        }
        return URI.create(text(names.get(0), GeneralName.uniformResourceIdentifier));
    }

    private static String text(GeneralName name, int tag) {
        if (name.getTagNo() != tag) {
            throw new IllegalArgumentException("An alternative name of another kind");
        }
        return ASN1IA5String.getInstance(name.getName()).getString();
    }

    private static void requireEmpty(X500Name subject) {
        if (subject.getRDNs().length != 0) {
            throw new IllegalArgumentException("The subject is empty where the alternative name is the name");
        }
    }
}
