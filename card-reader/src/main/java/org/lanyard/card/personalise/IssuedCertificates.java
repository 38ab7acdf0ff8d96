package org.lanyard.card.personalise;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.profile.CertificateExtensions;
import org.lanyard.pki.profile.CertificateNames;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;

/** Asks the authority, and takes nothing from it that does not go with the card. */
final class IssuedCertificates {
    private IssuedCertificates() {}

    /**
     * FIPS 201-3 §4.2.1: the content signer's certificate is for that, and "shall not expire before" the card.
     *
     * @throws CardException {@link CardFault#CERTIFICATES_REFUSED}
     */
    static void requireSigner(X509Certificate signer, Plan plan) throws CardException {
        try {
            if (!CertificateExtensions.keyPurposes(signer).contains(OidArc.PIV_CONTENT_SIGNING)) {
                throw new CardException(
                        CardFault.CERTIFICATES_REFUSED, "the content signer's key is for something else");
            }
        } catch (PkiException e) {
            throw new CardException(CardFault.CERTIFICATES_REFUSED, "the content signer's certificate", e);
        }
        if (signer.getNotAfter().toInstant().isBefore(end(plan))) {
            throw new CardException(CardFault.CERTIFICATES_REFUSED, "the content signer ends before the card");
        }
    }

    private static Instant end(Plan plan) {
        return plan.expires().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** @throws CardException {@link CardFault#CERTIFICATES_REFUSED} */
    static Map<KeyReference, X509Certificate> ask(
            CertificateSource source, Plan plan, Map<KeyReference, PublicKey> keys) throws CardException {
        Map<KeyReference, X509Certificate> issued;
        try {
            issued = source.certificates(plan.card(), keys);
        } catch (PkiException e) {
            throw new CardException(CardFault.CERTIFICATES_REFUSED, "the authority refuses: " + e.reason(), e);
        }
        for (Map.Entry<KeyReference, PublicKey> each : keys.entrySet()) {
            X509Certificate certificate = issued.get(each.getKey());
            if (certificate == null || !certificate.getPublicKey().equals(each.getValue())) {
                throw refused(each.getKey(), "has no certificate, or another key's");
            }
            if (!names(certificate, plan, each.getKey())) {
                throw refused(each.getKey(), "is certified for another card");
            }
            if (!certificate.getNotAfter().toInstant().isBefore(end(plan))) {
                throw refused(each.getKey(), "has a certificate that outlives the card");
            }
        }
        return Map.copyOf(issued);
    }

    private static boolean names(X509Certificate certificate, Plan plan, KeyReference reference) {
        Profile profile = reference == KeyReference.CARD_AUTHENTICATION ? Profile.CARD_9E : Profile.CARD_9A;
        try {
            return CertificateNames.read(certificate, profile).equals(new SubjectName.Card(plan.card()));
        } catch (PkiException e) {
            return false;
        }
    }

    private static CardException refused(KeyReference reference, String why) {
        return new CardException(CardFault.CERTIFICATES_REFUSED, reference + " " + why);
    }
}
