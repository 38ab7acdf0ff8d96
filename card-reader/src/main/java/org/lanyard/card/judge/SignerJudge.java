package org.lanyard.card.judge;

import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.lanyard.card.apdu.CardException;

/** What is wrong with an issuer's signature, and with who made it. */
final class SignerJudge {
    private final CertificateJudge certificates;

    SignerJudge(CertificateJudge certificates) {
        this.certificates = certificates;
    }

    /**
     * The flaws of a signature.
     *
     * @param type the content type that it has to have
     * @param signed what it has to be over
     * @param signer who has to have made it
     */
    Set<Flaw> flaws(IssuerSignature signature, String type, byte[] signed, X509Certificate signer) {
        Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
        if (!signature.contentType().equals(type)) {
            flaws.add(Flaw.SIGNATURE_MALFORMED);
        }
        if (!signature.names(signer)) {
            flaws.add(Flaw.SIGNER_DIFFERS);
        }
        signature.flaw(signed, signer.getPublicKey()).ifPresent(flaws::add);
        if (!nameFits(signature, signer)) {
            flaws.add(Flaw.SIGNER_NAME_DIFFERS);
        }
        flaws.addAll(certificates.flaws(signer, CardTrust.Use.CONTENT_SIGNER));
        return flaws;
    }

    private static boolean nameFits(IssuerSignature signature, X509Certificate signer) {
        try {
            Optional<X500Name> told = signature.signerName();
            return told.isEmpty()
                    || told.get()
                            .equals(X500Name.getInstance(
                                    signer.getSubjectX500Principal().getEncoded()));
        } catch (CardException | RuntimeException e) {
            return false;
        }
    }
}
