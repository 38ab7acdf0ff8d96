package org.lanyard.card.personalise;

import java.net.URI;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.apdu.Transport;
import org.lanyard.card.judge.CardContents;
import org.lanyard.card.judge.CardJudge;
import org.lanyard.card.judge.CardTrust;
import org.lanyard.card.judge.CardTrust.Use;
import org.lanyard.card.judge.Judgement;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.piv.PinPolicy;
import org.lanyard.card.piv.PivCard;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFactory;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.path.PathQuestion;
import org.lanyard.pki.path.PathValidator;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.TrustAnchor;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.TestAuthority;

/** Where cards are made in tests: an authority, a content signer, a master key, and software cards. */
final class CardWorkshop {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    static final LocalDate EXPIRES = LocalDate.of(2031, 7, 31);

    final TestAuthority authority = TestAuthority.create(NOW);
    final SigningKey contentSigner =
            authority.issue(Profile.CARD_CONTENT_SIGNER, new SubjectName.Service(URI.create("urn:lanyard:cards:one")));
    final SecureRandom random = new SecureRandom();
    final CardMasterKey master = CardMasterKey.of(random.generateSeed(32));
    final SoftCardFactory factory = new SoftCardFactory(random, EXPIRES);
    /** Every set that was issued, the last one last. */
    final List<Map<KeyReference, X509Certificate>> issued = new ArrayList<>();

    final Personaliser personaliser = with(this::certify);

    Personaliser with(CertificateSource source) {
        return with(contentSigner, source);
    }

    Personaliser with(SigningKey signer, CertificateSource source) {
        return new Personaliser(signer, master, source, InstantSource.fixed(NOW), random);
    }

    Map<KeyReference, X509Certificate> certify(UUID card, Map<KeyReference, PublicKey> keys) {
        Map<KeyReference, X509Certificate> certificates = new EnumMap<>(KeyReference.class);
        keys.forEach((reference, key) -> certificates.put(
                reference,
                authority.certify(
                        reference == KeyReference.CARD_AUTHENTICATION ? Profile.CARD_9E : Profile.CARD_9A,
                        new SubjectName.Card(card),
                        key)));
        issued.add(certificates);
        return certificates;
    }

    CardSecrets secrets() {
        return CardSecrets.random(random);
    }

    Plan plan(UUID id, CardSecrets secrets) {
        return Plan.of(id, EXPIRES, AlgorithmId.P_256, secrets);
    }

    Receipt personalise(SoftCard card, Plan plan) throws CardException {
        return personaliser.personalise(inserted(card), plan, step -> {});
    }

    /** Puts the card on its contacts. */
    static Transport inserted(SoftCard card) {
        card.powerOn(CardInterface.CONTACT);
        return command -> ResponseApdu.parse(card.transmit(command.encode()));
    }

    /** What somebody who trusts this authority finds, the PIN given. */
    Judgement judged(SoftCard card, CardSecrets secrets) throws Exception {
        PivCard piv = new PivCard(inserted(card));
        piv.select();
        try (Pin pin = Pin.of(secrets.pin())) {
            piv.verifyPin(pin, PinPolicy.KEEP_LAST_TRY);
        }
        return CardJudge.judge(CardContents.read(piv), trust(NOW));
    }

    CardTrust trust(Instant at) throws Exception {
        PathValidator paths = PathValidator.of(
                List.of(TrustAnchor.of(ParsedCertificate.of(authority.root().getEncoded()))),
                List.of(ParsedCertificate.of(authority.issuing().getEncoded())));
        Map<Use, Set<String>> policies = Map.of(
                Use.PIV_AUTHENTICATION, Set.of(authority.arc().policy(Profile.CARD_9A)),
                Use.CARD_AUTHENTICATION, Set.of(authority.arc().policy(Profile.CARD_9E)),
                Use.CONTENT_SIGNER, Set.of(authority.arc().policy(Profile.CARD_CONTENT_SIGNER)));
        return new CardTrust(paths, PathQuestion.of(PathInputs.at(at)), policies);
    }
}
