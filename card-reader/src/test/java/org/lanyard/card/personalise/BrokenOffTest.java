package org.lanyard.card.personalise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.apdu.StatusWord;
import org.lanyard.card.apdu.Transport;
import org.lanyard.card.judge.Judgement;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.piv.PinPolicy;
import org.lanyard.card.piv.PivCard;
import org.lanyard.card.piv.Puk;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftFaults;

@DisplayName("Pulled out at every APDU, before it took effect and after: the next run completes the card")
class BrokenOffTest {
    private final CardWorkshop shop = new CardWorkshop();
    private final UUID id = UUID.randomUUID();

    /** How many APDUs a whole run has. */
    private int apdusOf(SoftCard card, Plan plan) throws CardException {
        int[] count = {0};
        Transport link = CardWorkshop.inserted(card);
        Transport counting = command -> {
            count[0]++;
            return link.transceive(command);
        };
        shop.personaliser.personalise(counting, plan, step -> {});
        return count[0];
    }

    private static Stream<SoftFaults> faults(int apdus) {
        IntFunction<Stream<SoftFaults>> both = n -> Stream.of(SoftFaults.pulledOutAt(n), SoftFaults.pulledOutAfter(n));
        return IntStream.rangeClosed(1, apdus).mapToObj(both).flatMap(each -> each);
    }

    @Test
    void blankCard() throws Exception {
        int apdus;
        try (CardSecrets secrets = shop.secrets()) {
            apdus = apdusOf(shop.factory.blank(), shop.plan(id, secrets));
        }
        for (SoftFaults fault : faults(apdus).toList()) {
            SoftCard card = shop.factory.blank();
            try (CardSecrets first = shop.secrets();
                    CardSecrets second = shop.secrets()) {
                breaksOff(card, shop.plan(id, first), fault);
                completes(card, shop.plan(id, second), second, first, fault);
            }
        }
    }

    @Test
    void blankCard_thatAnswersWithAnError_atEveryApdu() throws Exception {
        int apdus;
        try (CardSecrets secrets = shop.secrets()) {
            apdus = apdusOf(shop.factory.blank(), shop.plan(id, secrets));
        }
        int receipts = 0;
        for (int at = 1; at <= apdus; at++) {
            SoftCard card = shop.factory.blank();
            int[] count = {0};
            int wrong = at;
            Transport link = CardWorkshop.inserted(card);
            Transport failing = command ->
                    ++count[0] == wrong ? new ResponseApdu(new StatusWord(0x6F00)) : link.transceive(command);
            try (CardSecrets first = shop.secrets();
                    CardSecrets second = shop.secrets()) {
                boolean receipt = receiptOf(failing, shop.plan(id, first));
                // A card need not tell its PIN's counter: that alone may fail unnoticed.
                assertTrue(!receipt || shop.judged(card, first).isGood(), "at " + at);
                receipts += receipt ? 1 : 0;
                completes(card, shop.plan(id, second), second, first, SoftFaults.NONE);
            }
        }
        assertEquals(1, receipts);
    }

    private boolean receiptOf(Transport link, Plan plan) {
        try {
            shop.personaliser.personalise(link, plan, step -> {});
            return true;
        } catch (CardException e) {
            return false;
        }
    }

    @Test
    void cardThatCameBack() throws Exception {
        int apdus;
        UUID next = UUID.randomUUID();
        try (CardSecrets former = shop.secrets();
                CardSecrets secrets = shop.secrets();
                Puk puk = Puk.of(former.puk())) {
            apdus = apdusOf(ours(former), shop.plan(next, secrets).withFormerPuk(puk));
        }
        for (SoftFaults fault : faults(apdus).toList()) {
            try (CardSecrets former = shop.secrets();
                    CardSecrets first = shop.secrets();
                    CardSecrets second = shop.secrets();
                    Puk puk = Puk.of(former.puk())) {
                SoftCard card = ours(former);
                breaksOff(card, shop.plan(next, first).withFormerPuk(puk), fault);
                completes(card, shop.plan(next, second).withFormerPuk(puk), second, first, fault);
            }
        }
    }

    @Test
    @DisplayName("however often it leaves after a wrong PUK was tried, the PUK is not blocked")
    void between_wrong_and_right() throws Exception {
        int apdus;
        try (CardSecrets secrets = shop.secrets()) {
            apdus = apdusOf(shop.factory.blank(), shop.plan(id, secrets));
        }
        for (int away = 1; away <= apdus; away += 7) {
            SoftCard card = shop.factory.blank();
            int tries = card.pukTriesLeft();
            CardSecrets former = shop.secrets();
            breaksOff(card, shop.plan(id, former), SoftFaults.pulledOutAfter(away));
            for (int i = 0; i < 2 * tries; i++) {
                int left = card.pukTriesLeft();
                CardSecrets secrets = shop.secrets();
                outAsSoonAs(card, shop.plan(id, secrets), () -> card.pukTriesLeft() < left);
                secrets.close();
            }
            try (CardSecrets last = shop.secrets()) {
                completes(card, shop.plan(id, last), last, former, SoftFaults.NONE);
            }
            former.close();
        }
    }

    /** Runs until something has happened to the card, or to the end. */
    private void outAsSoonAs(SoftCard card, Plan plan, BooleanSupplier happened) {
        Transport link = CardWorkshop.inserted(card);
        boolean[] out = {false};
        receiptOf(
                command -> {
                    if (out[0]) {
                        throw new CardException(CardFault.CARD_REMOVED, "by the test");
                    }
                    ResponseApdu response = link.transceive(command);
                    out[0] = happened.getAsBoolean();
                    return response;
                },
                plan);
    }

    @Test
    void again_andAgain_alsoForAnotherId() throws Exception {
        SoftCard card = shop.factory.blank();
        int apdus;
        try (CardSecrets secrets = shop.secrets()) {
            apdus = apdusOf(shop.factory.blank(), shop.plan(id, secrets));
        }
        // Each run gets a little further than the one before, and each is of another card's plan.
        CardSecrets former = shop.secrets();
        for (int n = apdus / 3; n <= apdus; n += 4) {
            CardSecrets secrets = shop.secrets();
            breaksOff(card, shop.plan(UUID.randomUUID(), secrets), SoftFaults.pulledOutAfter(n));
            former.close();
            former = secrets;
        }
        try (CardSecrets last = shop.secrets()) {
            completes(card, shop.plan(id, last), last, former, SoftFaults.NONE);
        }
    }

    private SoftCard ours(CardSecrets secrets) throws CardException {
        SoftCard card = shop.factory.blank();
        UUID former = UUID.randomUUID();
        shop.personalise(card, shop.plan(former, secrets));
        shop.personaliser.settle(CardWorkshop.inserted(card), former);
        return card;
    }

    private void breaksOff(SoftCard card, Plan plan, SoftFaults fault) {
        card.setFaults(fault);
        CardException thrown = assertThrows(CardException.class, () -> shop.personalise(card, plan), fault::toString);
        assertEquals(CardFault.CARD_REMOVED, thrown.fault(), fault::toString);
        card.setFaults(SoftFaults.NONE);
    }

    /** One valid set, the last one that was issued; its PIN and no former one. */
    private void completes(SoftCard card, Plan plan, CardSecrets secrets, CardSecrets former, SoftFaults fault)
            throws Exception {
        Receipt receipt = shop.personalise(card, plan);
        shop.personaliser.settle(CardWorkshop.inserted(card), plan.card());
        Map<KeyReference, X509Certificate> last = shop.issued.get(shop.issued.size() - 1);
        last.forEach((reference, certificate) -> {
            assertEquals(Receipt.CardKey.of(certificate), receipt.keys().get(reference), fault::toString);
            assertEquals(certificate.getPublicKey(), card.publicKey(reference), fault::toString);
        });
        assertEquals(2, receipt.keys().size());
        assertEquals(plan.card(), card.id());
        Judgement judgement = shop.judged(card, secrets);
        assertTrue(judgement.isGood(), () -> fault + ": " + judgement);
        PivCard piv = new PivCard(CardWorkshop.inserted(card));
        piv.select();
        try (Pin wrong = Pin.of(former.pin())) {
            assertEquals(
                    CardFault.PIN_WRONG,
                    assertThrows(CardException.class, () -> piv.verifyPin(wrong, PinPolicy.KEEP_LAST_TRY))
                            .fault());
        }
        assertEquals(3, card.pukTriesLeft(), fault::toString);
    }
}
