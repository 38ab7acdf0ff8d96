package org.lanyard.card.softcard;

import java.util.Optional;
import java.util.function.Consumer;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.CommandApdu;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.pcsc.PinPad;

/** A connection to a card in a {@link SoftReader}. */
final class SoftConnection implements CardConnection {
    private final SoftCard card;
    private final CardInterface on;
    private final byte[] atr;
    private final Consumer<SoftConnection> pulledOut;
    private final Consumer<SoftConnection> closed;
    private final Optional<SoftPinPad> pad;
    private volatile CardFault over;

    SoftConnection(
            SoftCard card,
            CardInterface on,
            Optional<SoftPinPad> pad,
            Consumer<SoftConnection> pulledOut,
            Consumer<SoftConnection> closed) {
        this.pad = pad;
        this.card = card;
        this.on = on;
        this.pulledOut = pulledOut;
        this.closed = closed;
        this.atr = card.powerOn(on);
    }

    @Override
    public CardInterface cardInterface() {
        return on;
    }

    @Override
    public byte[] atr() {
        return atr.clone();
    }

    @Override
    public Optional<PinPad> pinPad() {
        return pad.flatMap(soft -> PinPad.of((code, command) -> {
            refuseIfOver();
            byte[] answer = soft.control(code, command, card::transmit);
            refuseIfOver();
            return answer;
        }));
    }

    @Override
    public ResponseApdu transceive(CommandApdu command) throws CardException {
        refuseIfOver();
        try {
            ResponseApdu response = ResponseApdu.parse(card.transmit(command.encode()));
            // The card may have left, or a second connection may have reset it, while it worked.
            refuseIfOver();
            return response;
        } catch (CardException e) {
            if (e.fault() == CardFault.CARD_REMOVED) {
                pulledOut.accept(this);
            }
            refuseIfOver();
            throw e;
        }
    }

    private void refuseIfOver() throws CardException {
        CardFault why = over;
        if (why != null) {
            throw new CardException(why, "the connection is over");
        }
    }

    void cardLeft() {
        over = CardFault.CARD_REMOVED;
    }

    @Override
    public void close() {
        if (over == null) {
            over = CardFault.CONNECTION_CLOSED;
            card.powerOff();
        }
        closed.accept(this);
    }
}
