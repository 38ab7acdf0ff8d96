package org.lanyard.card.apdu;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Refuses a GENERAL AUTHENTICATE that took longer than a card in the field takes. A relay of a tap over a network adds
 * its round trips; this makes it harder, not impossible, so a tap alone stays the lowest level of a card.
 *
 * <p>Put it outermost: then chaining and GET RESPONSE are inside the time, and a relay pays for each of them.
 */
public final class RoundTripLimit implements Transport {
    private static final int GENERAL_AUTHENTICATE = 0x87;

    private final Transport inner;
    private final Duration limit;
    private final LongSupplier nanoTime;

    /** @param nanoTime a clock that only goes forward, in nanoseconds: {@code System::nanoTime} */
    public RoundTripLimit(Transport inner, Duration limit, LongSupplier nanoTime) {
        this.inner = inner;
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    /** @throws CardException also {@link CardFault#TOO_SLOW}: the response is thrown away */
    @Override
    public ResponseApdu transceive(CommandApdu command) throws CardException {
        if (command.ins() != GENERAL_AUTHENTICATE) {
            return inner.transceive(command);
        }
        long start = nanoTime.getAsLong();
        ResponseApdu response = inner.transceive(command);
        Duration took = Duration.ofNanos(nanoTime.getAsLong() - start);
        if (took.compareTo(limit) > 0) {
            throw new CardException(
                    CardFault.TOO_SLOW, took.toMillis() + " ms, where " + limit.toMillis() + " ms are allowed");
        }
        return response;
    }
}
