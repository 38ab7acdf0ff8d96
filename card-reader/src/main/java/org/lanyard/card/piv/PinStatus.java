package org.lanyard.card.piv;

import java.util.OptionalInt;

/**
 * What a card says about its PIN when asked by an empty VERIFY.
 *
 * @param verified whether the PIN counts as verified right now; then the counter is at its top
 * @param triesLeft 0 when blocked, absent when the card does not tell
 */
public record PinStatus(boolean verified, OptionalInt triesLeft) {
    static final PinStatus VERIFIED = new PinStatus(true, OptionalInt.empty());
    static final PinStatus UNKNOWN = new PinStatus(false, OptionalInt.empty());

    static PinStatus left(int tries) {
        return new PinStatus(false, OptionalInt.of(tries));
    }
}
