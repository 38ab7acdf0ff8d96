package org.lanyard.card.pcsc;

import org.lanyard.card.apdu.CardException;

/** The way to the reader itself, past the card (PC/SC part 5, SCardControl). */
@FunctionalInterface
public interface ControlChannel {
    /**
     * @return the reader's answer
     * @throws CardException also where the reader knows no such code
     */
    byte[] control(int code, byte[] command) throws CardException;
}
