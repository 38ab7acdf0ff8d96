package org.lanyard.card.judge;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.piv.Container;

/** Judges the containers of fingerprints and of the face: whose they are, until when, and who signed them. */
final class BiometricJudge {
    private final JudgedCard card;
    private final SignerJudge signers;
    private final Instant at;

    BiometricJudge(JudgedCard card, SignerJudge signers, Instant at) {
        this.card = card;
        this.signers = signers;
        this.at = at;
    }

    /** SP 800-76-2 §9. */
    void judge(Container container) {
        Optional<byte[]> content = card.content(container);
        if (content.isEmpty()) {
            return;
        }
        Set<Flaw> found = card.flaws(container);
        Biometric biometric;
        try {
            biometric = Biometric.parse(content.get(), JudgedCard.POLICY);
        } catch (CardException e) {
            found.add(Flaw.UNREADABLE);
            return;
        }
        if (at.isBefore(biometric.notBefore()) || at.isAfter(biometric.notAfter())) {
            found.add(Flaw.BIOMETRIC_NOT_IN_TIME);
        }
        card.chuid().ifPresent(known -> {
            if (!MessageDigest.isEqual(known.fascN().encode(), biometric.fascN())) {
                found.add(Flaw.FASC_N_DIFFERS);
            }
            if (biometric.notAfter().atOffset(ZoneOffset.UTC).toLocalDate().isBefore(known.expires())) {
                found.add(Flaw.BIOMETRIC_ENDS_BEFORE_CARD);
            }
        });
        try {
            IssuerSignature signature = IssuerSignature.parse(biometric.signature());
            found.addAll(card.names(signature));
            Optional<X509Certificate> by =
                    signature.certificate().isPresent() ? signature.certificate() : card.signer();
            if (by.isEmpty()) {
                found.add(Flaw.SIGNER_MISSING);
            } else {
                found.addAll(signers.flaws(signature, IssuerSignature.BIOMETRIC, biometric.signed(), by.get()));
            }
        } catch (CardException e) {
            found.add(Flaw.SIGNATURE_MALFORMED);
        }
    }
}
