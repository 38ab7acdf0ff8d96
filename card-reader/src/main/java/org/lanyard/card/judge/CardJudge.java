package org.lanyard.card.judge;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.judge.CardTrust.Use;
import org.lanyard.card.piv.Capabilities;
import org.lanyard.card.piv.CertificateContainer;
import org.lanyard.card.piv.Chuid;
import org.lanyard.card.piv.Container;
import org.lanyard.card.piv.Discovery;
import org.lanyard.card.piv.KeyHistory;
import org.lanyard.card.piv.PrintedInformation;
import org.lanyard.card.tlv.TlvPolicy;

/**
 * Judges what is on a card, container by container, in the order in which they vouch for one another: the CHUID first,
 * then what its signer signed, then the certificates, which name the card that the CHUID names.
 *
 * <pre>{@code
 * Judgement judgement = CardJudge.judge(CardContents.read(card), trust);
 * }</pre>
 */
public final class CardJudge {
    private static final TlvPolicy POLICY = JudgedCard.POLICY;

    private final JudgedCard card;
    private final CardTrust trust;
    private final CertificateJudge certificates;
    private final SignerJudge signers;

    private CardJudge(CardContents contents, CardTrust trust) {
        this.card = new JudgedCard(contents);
        this.trust = trust;
        this.certificates = new CertificateJudge(trust);
        this.signers = new SignerJudge(certificates);
    }

    /** What is good, absent and broken. Whatever the bytes are, nothing is thrown. */
    public static Judgement judge(CardContents contents, CardTrust trust) {
        CardJudge judge = new CardJudge(contents, trust);
        judge.chuid();
        new SecurityObjectJudge(judge.card, judge.signers).judge();
        BiometricJudge biometrics = new BiometricJudge(judge.card, judge.signers, trust.at());
        biometrics.judge(Container.FINGERPRINTS);
        biometrics.judge(Container.FACE);
        judge.certificate(Container.PIV_AUTHENTICATION_CERTIFICATE, Use.PIV_AUTHENTICATION);
        judge.certificate(Container.CARD_AUTHENTICATION_CERTIFICATE, Use.CARD_AUTHENTICATION);
        judge.keysDiffer();
        judge.shape(Container.CAPABILITIES, Capabilities::parse);
        judge.shape(Container.DISCOVERY, Discovery::parseContent);
        judge.shape(Container.KEY_HISTORY, KeyHistory::parse);
        judge.shape(Container.PRINTED_INFORMATION, PrintedInformation::parse);
        judge.shape(Container.SIGNATURE_CERTIFICATE, CertificateContainer::parseContent);
        judge.shape(Container.KEY_MANAGEMENT_CERTIFICATE, CertificateContainer::parseContent);
        return judge.card.judgement();
    }

    /** FIPS 201-3 §4.2.1. */
    private void chuid() {
        Optional<byte[]> content = card.content(Container.CHUID);
        if (content.isEmpty()) {
            return;
        }
        Set<Flaw> found = card.flaws(Container.CHUID);
        try {
            Chuid chuid = Chuid.parseContent(content.get(), POLICY);
            card.identified(chuid);
            if (lastInstant(chuid.expires()).isBefore(trust.at())) {
                found.add(Flaw.CARD_EXPIRED);
            }
        } catch (CardException e) {
            found.add(Flaw.UNREADABLE);
        }
        // The signature is judged also where a field is not as it should be: both are told.
        chuidSignature(content.get(), found);
    }

    private void chuidSignature(byte[] content, Set<Flaw> found) {
        try {
            SignedElements elements = SignedElements.of(content, POLICY);
            if (elements.signature().length == 0) {
                found.add(Flaw.SIGNATURE_MISSING);
                return;
            }
            IssuerSignature signature = IssuerSignature.parse(elements.signature());
            Optional<X509Certificate> signer = signature.certificate();
            card.signed(signer);
            if (signer.isEmpty()) {
                found.add(Flaw.SIGNER_MISSING);
                return;
            }
            if (signature.content().isPresent()) {
                found.add(Flaw.SIGNATURE_MALFORMED);
            }
            if (signature.signerName().isEmpty()) {
                found.add(Flaw.SIGNER_NAME_DIFFERS);
            }
            found.addAll(signers.flaws(signature, IssuerSignature.CHUID, elements.signed(), signer.get()));
            found.addAll(card.names(signature));
        } catch (CardException e) {
            found.add(Flaw.SIGNATURE_MALFORMED);
        }
    }

    /** FIPS 201-3 §4.2.2. */
    private void certificate(Container container, Use use) {
        Optional<byte[]> content = card.content(container);
        if (content.isEmpty()) {
            return;
        }
        Set<Flaw> found = card.flaws(container);
        X509Certificate certificate;
        try {
            certificate = CertificateContainer.parseContent(content.get(), POLICY);
        } catch (CardException e) {
            found.add(Flaw.UNREADABLE);
            return;
        }
        found.addAll(certificates.flaws(certificate, use));
        Optional<CardNames> names = CardNames.of(certificate);
        if (names.isEmpty()) {
            found.add(Flaw.CERTIFICATE_REFUSED);
        }
        card.chuid().ifPresent(known -> {
            names.ifPresent(each -> found.addAll(each.against(known)));
            if (certificate.getNotAfter().toInstant().isAfter(lastInstant(known.expires()))) {
                found.add(Flaw.CERTIFICATE_OUTLIVES_CARD);
            }
        });
    }

    private void keysDiffer() {
        Optional<byte[]> one = key(Container.PIV_AUTHENTICATION_CERTIFICATE);
        Optional<byte[]> other = key(Container.CARD_AUTHENTICATION_CERTIFICATE);
        if (one.isPresent() && other.isPresent() && MessageDigest.isEqual(one.get(), other.get())) {
            card.flaws(Container.CARD_AUTHENTICATION_CERTIFICATE).add(Flaw.KEY_REPEATED);
        }
    }

    private Optional<byte[]> key(Container container) {
        try {
            Optional<byte[]> content = card.content(container);
            return content.isEmpty()
                    ? Optional.empty()
                    : Optional.of(CertificateContainer.parseContent(content.get(), POLICY)
                            .getPublicKey()
                            .getEncoded());
        } catch (CardException e) {
            return Optional.empty();
        }
    }

    /** Reads a container whose content nobody but the Security Object vouches for. */
    @FunctionalInterface
    private interface Parser {
        Object parse(byte[] content, TlvPolicy policy) throws CardException;
    }

    private void shape(Container container, Parser parser) {
        Optional<byte[]> content = card.content(container);
        if (content.isPresent()) {
            try {
                parser.parse(content.get(), POLICY);
            } catch (CardException e) {
                card.flaws(container).add(Flaw.UNREADABLE);
            }
        }
    }

    private static Instant lastInstant(LocalDate lastDay) {
        return lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1);
    }
}
