package org.lanyard.card.pcsc;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells contacts from radio, which PC/SC itself does not say. */
final class InterfaceGuess {
    /** Words in the names of readers, or of the half of a reader, that speak by radio. */
    private static final Pattern RADIO = Pattern.compile("contactless|\\bpicc\\b|\\bnfc\\b|\\brfid\\b|\\bcl\\b|acr122");

    private InterfaceGuess() {}

    /**
     * By the reader's name, or by the ATR: PC/SC part 3 §3.1.3.2.3 gives every card by radio 3B 8n 80 01, which promises
     * T=0 and then T=1 without any bytes for either, and so is no ATR that a card with contacts has a use for.
     */
    static CardInterface of(String reader, byte[] atr) {
        boolean byName = RADIO.matcher(reader.toLowerCase(Locale.ROOT)).find();
        boolean byAtr = atr.length >= 5
                && atr[0] == 0x3B
                && (atr[1] & 0xF0) == 0x80
                && atr[2] == (byte) 0x80
                && atr[3] == 0x01
                && atr.length == 5 + (atr[1] & 0x0F);
        return byName || byAtr ? CardInterface.CONTACTLESS : CardInterface.CONTACT;
    }
}
