package org.lanyard.card.tap;

import java.time.Duration;
import java.util.Objects;
import org.lanyard.card.piv.PinPolicy;
import org.lanyard.card.tlv.TlvPolicy;

/**
 * What a kiosk accepts from a card.
 *
 * @param signatureLimit the longest that a signature may take, all its APDUs together: a relayed card is slower
 * @param pin how many PIN tries are left alone
 * @param tlv how strictly the card's data objects are read
 */
public record TapPolicy(Duration signatureLimit, PinPolicy pin, TlvPolicy tlv) {
    /** 1.5 s, which a slow RSA-2048 card on its contacts still meets; keeps the last PIN try. */
    public static final TapPolicy DEFAULT =
            new TapPolicy(Duration.ofMillis(1500), PinPolicy.KEEP_LAST_TRY, TlvPolicy.FIELD);

    public TapPolicy {
        if (signatureLimit.isNegative() || signatureLimit.isZero()) {
            throw new IllegalArgumentException("a signature takes time");
        }
        Objects.requireNonNull(pin, "pin");
        Objects.requireNonNull(tlv, "tlv");
    }

    public TapPolicy withSignatureLimit(Duration limit) {
        return new TapPolicy(limit, pin, tlv);
    }
}
