package org.lanyard.card.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.CertificateContainer;
import org.lanyard.card.piv.Container;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.PivCard;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFactory;
import org.lanyard.card.tlv.TlvPolicy;

@DisplayName("GSA piv-conformance: each card is judged as its name says")
class GsaCardsJudgedTest {
    private static final List<String> CARDS = List.of(
            "01_Golden_PIV",
            "02_Golden_PIV-I",
            "04_Tampered_CHUID",
            "08_Tampered_Security_Object",
            "12_Certs_not_yet_valid",
            "13_Certs_are_expired",
            "23_Public_Private_Key_mismatch",
            "25_Disco_Object_Not_Present",
            "46_Golden_FIPS_201-2_PIV",
            "53_FIPS_201-2_Large_Card_Auth_Cert",
            "55_FIPS_201-2_Missing_Security_Object");

    /** What is broken in each; of a card that is not here nothing is, as far as its containers show. */
    private static final Map<String, Map<Container, Set<Flaw>>> BROKEN = Map.of(
            "04_Tampered_CHUID",
            Map.of(Container.CHUID, Set.of(Flaw.UNREADABLE, Flaw.CONTENT_DIFFERS, Flaw.HASH_DIFFERS)),
            "08_Tampered_Security_Object",
            Map.of(Container.SECURITY_OBJECT, Set.of(Flaw.SIGNATURE_INVALID)),
            "12_Certs_not_yet_valid",
            certificates(Flaw.CERTIFICATE_NOT_YET_VALID),
            "13_Certs_are_expired",
            certificates(Flaw.CERTIFICATE_EXPIRED));

    private static Map<Container, Set<Flaw>> certificates(Flaw flaw) {
        return Map.of(
                Container.PIV_AUTHENTICATION_CERTIFICATE, Set.of(flaw),
                Container.CARD_AUTHENTICATION_CERTIFICATE, Set.of(flaw));
    }

    @TestFactory
    Stream<DynamicTest> card_isJudgedAsItsNameSays() throws Exception {
        CardTrust trust = GsaCards.trust(GsaCards.NOW);
        return CARDS.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Judgement judgement = CardJudge.judge(GsaCards.contents(GsaCards.card(name)), trust);
                    Map<Container, Set<Flaw>> broken = BROKEN.getOrDefault(name, Map.of());
                    assertEquals(broken, GsaCardsBrokenTest.broken(judgement), judgement.toString());
                    boolean whole = !name.startsWith("55_");
                    assertEquals(whole, judgement.of(Container.SECURITY_OBJECT).present());
                    assertEquals(broken.isEmpty() && whole, judgement.isGood());
                    assertEquals(
                            !name.startsWith("25_"),
                            judgement.of(Container.DISCOVERY).present());
                }));
    }

    @Test
    @DisplayName("23_Public_Private_Key_mismatch: the card signs, and not with the key of its certificate")
    void keyMismatch_showsInTheSignature() throws Exception {
        CardContents contents = GsaCards.contents(GsaCards.card("23_Public_Private_Key_mismatch"));
        X509Certificate certificate = CertificateContainer.parseContent(
                contents.of(Container.CARD_AUTHENTICATION_CERTIFICATE).orElseThrow(), TlvPolicy.STRICT);
        SecureRandom random = new SecureRandom();
        SoftCard card = new SoftCardFactory(random, LocalDate.of(2032, 12, 2))
                .make(UUID.randomUUID(), "271828".toCharArray(), AlgorithmId.of(certificate.getPublicKey()));
        card.powerOn(CardInterface.CONTACT);
        PivCard piv = new PivCard(command -> ResponseApdu.parse(card.transmit(command.encode())));
        piv.select();
        assertEquals(
                Optional.of(Flaw.KEY_DIFFERS), KeyProof.of(piv, KeyReference.CARD_AUTHENTICATION, certificate, random));
    }
}
