package org.lanyard.card.softcard;

import java.util.Arrays;
import org.lanyard.card.pcsc.CardInterface;

/** What a software card knows about whoever speaks to it, until it loses power or is reset. */
final class SoftSecurity {
    private CardInterface on = CardInterface.CONTACT;
    private boolean pinVerified;
    private boolean pinFresh;
    private boolean managed;
    private byte[] expected = new byte[0];

    void reset(CardInterface newInterface) {
        on = newInterface;
        forget();
    }

    /** Another application was selected. */
    void forget() {
        forgetPin();
        managed = false;
        expected = new byte[0];
    }

    boolean isByRadio() {
        return on == CardInterface.CONTACTLESS;
    }

    void forgetPin() {
        pinVerified = false;
        pinFresh = false;
    }

    void pinWasVerified() {
        pinVerified = true;
        pinFresh = true;
    }

    boolean isPinVerified() {
        return pinVerified;
    }

    /** Whether the PIN was verified and no 9C was used since; from now on it was. */
    boolean spendFreshPin() {
        boolean was = pinFresh;
        pinFresh = false;
        return was;
    }

    boolean isManaged() {
        return managed;
    }

    /** The next step of authenticating the management key has to bring these bytes. */
    void expect(byte[] answer) {
        expected = answer;
    }

    /** Whether these are the bytes that were expected; nothing is expected any more. */
    boolean meets(byte[] answer) {
        boolean met = expected.length > 0 && Arrays.equals(expected, answer);
        expected = new byte[0];
        managed = met;
        return met;
    }
}
