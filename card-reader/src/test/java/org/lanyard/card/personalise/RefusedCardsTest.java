package org.lanyard.card.personalise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.RedactedTrace;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.apdu.StatusWord;
import org.lanyard.card.apdu.Transport;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.ManagementAlgorithm;
import org.lanyard.card.piv.ManagementKey;
import org.lanyard.card.piv.PivAdmin;
import org.lanyard.card.piv.PivCard;
import org.lanyard.card.piv.Puk;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFactory;
import org.lanyard.card.softcard.SoftFaults;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.TestKeys;

class RefusedCardsTest {
    private static final int GENERATE = 0x47;
    private static final int PUT_DATA = 0xDB;
    private static final int GET_DATA = 0xCB;
    private static final int SET_MANAGEMENT_KEY = 0xFF;

    private final CardWorkshop shop = new CardWorkshop();
    private final UUID id = UUID.randomUUID();

    private CardFault refusal(Personaliser personaliser, Transport link) {
        try (CardSecrets secrets = shop.secrets()) {
            return assertThrows(
                            CardException.class,
                            () -> personaliser.personalise(link, shop.plan(id, secrets), step -> {}))
                    .fault();
        }
    }

    private CardFault refusal(SoftCard card) {
        return refusal(shop.personaliser, CardWorkshop.inserted(card));
    }

    private PivAdmin opened(SoftCard card) throws CardException {
        PivCard piv = new PivCard(CardWorkshop.inserted(card));
        piv.select();
        PivAdmin admin = new PivAdmin(piv, shop.random);
        admin.authenticate(ManagementKey.ofNewCards(ManagementAlgorithm.TRIPLE_DES));
        return admin;
    }

    private void completes(SoftCard card) throws Exception {
        try (CardSecrets secrets = shop.secrets()) {
            shop.personalise(card, shop.plan(id, secrets));
            assertTrue(shop.judged(card, secrets).isGood());
        }
    }

    @Nested
    @DisplayName("Left as it was")
    class LeftAsItWas {
        @Test
        void blankCard_withAManagementKeyThatNobodyKnows() throws Exception {
            SoftCard card = shop.factory.blank();
            opened(card).setManagementKey(ManagementKey.of(ManagementAlgorithm.AES_128, new byte[16]));
            assertEquals(CardFault.MANAGEMENT_KEY_WRONG, refusal(card));
            assertTrue(card.isBlank());
        }

        @Test
        void blankCard_withAnotherPuk() throws Exception {
            SoftCard card = shop.factory.blank();
            try (Puk known = Puk.of(SoftCardFactory.BLANK_PUK.toCharArray());
                    Puk other = Puk.of("90817263".toCharArray())) {
                opened(card).changePuk(known, other);
            }
            assertEquals(CardFault.PUK_WRONG, refusal(card));
            assertTrue(card.isBlank());
        }

        @Test
        void strangersCard_alsoWithTheManagementKeyOfNewCards() throws Exception {
            SoftCard card = shop.factory.make(UUID.randomUUID(), "271828".toCharArray(), AlgorithmId.P_256);
            PublicKey key = card.publicKey(KeyReference.CARD_AUTHENTICATION);
            assertEquals(CardFault.CARD_FOREIGN, refusal(card));
            assertEquals(key, card.publicKey(KeyReference.CARD_AUTHENTICATION));
            assertEquals(SoftCardFactory.PIN_TRIES, card.pukTriesLeft());
        }

        @Test
        void strangersCard_withACertificateAlone() throws Exception {
            SoftCard card = shop.factory.blank();
            opened(card).put(KeyReference.DIGITAL_SIGNATURE.certificateTag(), new byte[] {0x70, 0});
            assertEquals(CardFault.CARD_FOREIGN, refusal(card));
        }

        @Test
        void cardOfAnotherSchool_alsoHalfDone() throws Exception {
            CardWorkshop other = new CardWorkshop();
            SoftCard card = other.factory.blank();
            try (CardSecrets secrets = other.secrets()) {
                other.personalise(card, other.plan(UUID.randomUUID(), secrets));
                assertEquals(CardFault.CARD_FOREIGN, refusal(card));
                assertTrue(other.judged(card, secrets).isGood());
            }
        }

        @Test
        void byRadio() {
            SoftCard card = shop.factory.blank();
            card.powerOn(CardInterface.CONTACTLESS);
            assertEquals(
                    CardFault.CONTACTS_REQUIRED,
                    refusal(shop.personaliser, command -> ResponseApdu.parse(card.transmit(command.encode()))));
            assertTrue(card.isBlank());
        }

        @Test
        void noPivCard() {
            assertEquals(
                    CardFault.NOT_PIV, refusal(shop.personaliser, command -> new ResponseApdu(StatusWord.NOT_FOUND)));
        }
    }

    /** A card that answers some commands its own way, and the reason that is to be told. */
    private record Odd(String name, UnaryOperator<Transport> card, CardFault fault) {}

    private static Transport answering(Transport card, int instruction, StatusWord status) {
        return command -> command.ins() == instruction ? new ResponseApdu(status) : card.transceive(command);
    }

    @TestFactory
    @DisplayName("No receipt, and complete on the next run, once the cause is gone")
    Stream<DynamicTest> oddCards() {
        return Stream.of(
                        new Odd(
                                "makes no keys of this kind",
                                card -> answering(card, GENERATE, StatusWord.WRONG_DATA),
                                CardFault.KEY_UNSUPPORTED),
                        new Odd(
                                "has no AES-256",
                                card -> answering(card, SET_MANAGEMENT_KEY, StatusWord.WRONG_DATA),
                                CardFault.KEY_UNSUPPORTED),
                        new Odd(
                                "is full from the start",
                                card -> answering(card, PUT_DATA, StatusWord.NO_ROOM),
                                CardFault.MEMORY_FULL),
                        new Odd("is full later", RefusedCardsTest::fullLater, CardFault.MEMORY_FULL),
                        new Odd(
                                "cannot write its memory",
                                card -> answering(card, PUT_DATA, StatusWord.MEMORY_FAILURE),
                                CardFault.MEMORY_FAILED),
                        new Odd("does not keep what it took", RefusedCardsTest::forgetful, CardFault.READ_BACK_DIFFERS),
                        new Odd("gives back something else", RefusedCardsTest::liar, CardFault.READ_BACK_DIFFERS),
                        new Odd("makes one key twice", RefusedCardsTest::sameKey, CardFault.KEY_REPEATED))
                .map(odd -> DynamicTest.dynamicTest(odd.name(), () -> {
                    SoftCard card = shop.factory.blank();
                    Transport link = odd.card().apply(CardWorkshop.inserted(card));
                    assertEquals(odd.fault(), refusal(shop.personaliser, link));
                    completes(card);
                }));
    }

    private static Transport fullLater(Transport card) {
        int[] written = {0};
        return command -> command.ins() == PUT_DATA && command.cla() == 0 && ++written[0] > 4
                ? new ResponseApdu(StatusWord.NO_ROOM)
                : card.transceive(command);
    }

    private static Transport forgetful(Transport card) {
        return command -> command.ins() == PUT_DATA ? new ResponseApdu(StatusWord.SUCCESS) : card.transceive(command);
    }

    /** Flips the last bit of each object that was asked for once something has been written. */
    private static Transport liar(Transport card) {
        boolean[] written = {false};
        return command -> {
            ResponseApdu response = card.transceive(command);
            written[0] |= command.ins() == PUT_DATA;
            byte[] data = response.data();
            if (command.ins() != GET_DATA || !written[0] || data.length == 0) {
                return response;
            }
            data[data.length - 1] ^= 1;
            return new ResponseApdu(data, response.status());
        };
    }

    private static Transport sameKey(Transport card) {
        ResponseApdu[] first = {null};
        return command -> {
            if (command.ins() != GENERATE) {
                return card.transceive(command);
            }
            if (first[0] == null) {
                first[0] = card.transceive(command);
            }
            return first[0];
        };
    }

    @Test
    void cardThatSignsWrongly_getsNoReceipt_andCompletesLater() throws Exception {
        SoftCard card = shop.factory.blank();
        card.setFaults(SoftFaults.lying(SoftFaults.Lie.WRONG_SIGNATURE));
        assertEquals(CardFault.SIGNATURE_NOT_BY_CERTIFICATE, refusal(card));
        card.setFaults(SoftFaults.NONE);
        completes(card);
    }

    @TestFactory
    @DisplayName("An authority that gives none, or not the ones for this card")
    Stream<DynamicTest> oddAuthorities() {
        Map<String, CertificateSource> sources = Map.of(
                "refuses",
                (card, keys) -> {
                    throw new PkiException(PkiReason.AUTHORITY_NOT_ACTIVE, "");
                },
                "gives one alone",
                (card, keys) -> Map.of(
                        KeyReference.PIV_AUTHENTICATION,
                        shop.certify(card, keys).get(KeyReference.PIV_AUTHENTICATION)),
                "mixes them up",
                (card, keys) -> swapped(shop.certify(card, keys)),
                "names another card",
                (card, keys) -> shop.certify(UUID.randomUUID(), keys),
                "certifies other keys",
                (card, keys) -> {
                    Map<KeyReference, PublicKey> others = new EnumMap<>(KeyReference.class);
                    keys.forEach((reference, key) ->
                            others.put(reference, TestKeys.p256().getPublic()));
                    return shop.certify(card, others);
                },
                "lasts longer than the card",
                (card, keys) -> {
                    Map<KeyReference, X509Certificate> long9 = new EnumMap<>(shop.certify(card, keys));
                    long9.put(
                            KeyReference.PIV_AUTHENTICATION,
                            shop.authority
                                    .certificate(Profile.CARD_9A, new SubjectName.Card(card))
                                    .publicKey(keys.get(KeyReference.PIV_AUTHENTICATION))
                                    .validity(CardWorkshop.NOW, CardWorkshop.NOW.plusSeconds(86_400L * 1_800))
                                    .certify());
                    return long9;
                });
        return sources.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    SoftCard card = shop.factory.blank();
                    assertEquals(
                            CardFault.CERTIFICATES_REFUSED,
                            refusal(shop.with(each.getValue()), CardWorkshop.inserted(card)));
                    assertFalse(card.guid().isPresent());
                    completes(card);
                }));
    }

    private static Map<KeyReference, X509Certificate> swapped(Map<KeyReference, X509Certificate> issued) {
        return Map.of(
                KeyReference.PIV_AUTHENTICATION, issued.get(KeyReference.CARD_AUTHENTICATION),
                KeyReference.CARD_AUTHENTICATION, issued.get(KeyReference.PIV_AUTHENTICATION));
    }

    @Test
    void signerForSomethingElse_orThatEndsBeforeTheCard_isRefused() {
        SubjectName name = new SubjectName.Service(URI.create("urn:lanyard:content-signer:two"));
        for (SigningKey signer : List.of(
                shop.authority.issue(Profile.KIOSK, name), shop.authority.expired(Profile.CARD_CONTENT_SIGNER, name))) {
            SoftCard card = shop.factory.blank();
            assertEquals(
                    CardFault.CERTIFICATES_REFUSED,
                    refusal(shop.with(signer, shop::certify), CardWorkshop.inserted(card)));
            assertTrue(card.isBlank());
        }
    }

    @Test
    void planThatEndsBeforeItsCertificates_isRefused() {
        try (CardSecrets secrets = shop.secrets()) {
            Plan plan = Plan.of(id, LocalDate.of(2026, 12, 1), AlgorithmId.P_256, secrets);
            assertEquals(
                    CardFault.CERTIFICATES_REFUSED,
                    assertThrows(CardException.class, () -> shop.personalise(shop.factory.blank(), plan))
                            .fault());
        }
    }

    @Test
    void noPinNorKey_standsInATraceOrAMessage() throws Exception {
        SoftCard card = shop.factory.blank();
        StringBuilder trace = new StringBuilder();
        try (CardSecrets secrets = shop.secrets()) {
            Transport traced = new RedactedTrace(CardWorkshop.inserted(card), trace::append);
            shop.personaliser.personalise(traced, shop.plan(id, secrets), step -> {});
            for (char[] secret : new char[][] {secrets.pin(), secrets.puk()}) {
                StringBuilder hex = new StringBuilder();
                for (char digit : secret) {
                    hex.append('3').append(digit);
                }
                assertFalse(trace.toString().contains(hex));
            }
        }
    }
}
