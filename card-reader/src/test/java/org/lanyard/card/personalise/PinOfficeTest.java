package org.lanyard.card.personalise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.piv.PinPolicy;
import org.lanyard.card.piv.PivCard;
import org.lanyard.card.softcard.SoftCard;

@DisplayName("SP 800-73-5 part 2 §3.2.3: a new PIN against the PUK")
class PinOfficeTest {
    private final CardWorkshop shop = new CardWorkshop();
    private final PinOffice office = new PinOffice(shop.random);
    private final UUID id = UUID.randomUUID();
    private final SoftCard card = shop.factory.blank();
    private final CardSecrets secrets = shop.secrets();

    @BeforeEach
    void make() throws CardException {
        shop.personalise(card, shop.plan(id, secrets));
    }

    private CardFault refusal(String puk, String pin) {
        return assertThrows(
                        CardException.class,
                        () -> office.unblock(CardWorkshop.inserted(card), puk.toCharArray(), pin.toCharArray()))
                .fault();
    }

    private void verify(String pin) throws CardException {
        PivCard piv = new PivCard(CardWorkshop.inserted(card));
        piv.select();
        try (Pin typed = Pin.of(pin.toCharArray())) {
            piv.verifyPin(typed, PinPolicy.dangerouslySpendingEveryTry());
        }
    }

    @Test
    void blockedCard_isOpenedAgain() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThrows(CardException.class, () -> verify("000001"));
        }
        assertEquals(
                CardFault.PIN_BLOCKED,
                assertThrows(CardException.class, () -> verify("000001")).fault());

        assertEquals(id, office.card(CardWorkshop.inserted(card)));
        office.unblock(CardWorkshop.inserted(card), secrets.puk(), "314159".toCharArray());
        verify("314159");
        assertEquals(3, card.pinTriesLeft());
    }

    @Test
    void wrongPuk_isRefused_andCounted() {
        assertEquals(CardFault.PUK_WRONG, refusal("00000001", "314159"));
        assertEquals(2, card.pukTriesLeft());
    }

    @Test
    void pinThatIsEasyToGuess_isRefused_andSpendsNoTry() {
        assertEquals(CardFault.PIN_INVALID, refusal("00000001", "123456"));
        assertEquals(3, card.pukTriesLeft());
    }

    @Test
    void byRadio_isRefused() {
        card.powerOn(CardInterface.CONTACTLESS);
        assertEquals(
                CardFault.CONTACTS_REQUIRED,
                assertThrows(
                                CardException.class,
                                () -> office.unblock(
                                        command -> ResponseApdu.parse(card.transmit(command.encode())),
                                        secrets.puk(),
                                        "314159".toCharArray()))
                        .fault());
    }
}
