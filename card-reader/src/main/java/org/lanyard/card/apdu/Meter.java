package org.lanyard.card.apdu;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Counts what goes over the wire. Used by one thread. */
public final class Meter implements Transport {
    private final Transport inner;
    private final LongSupplier nanoTime;
    private int apdus;
    private long bytesTo;
    private long bytesFrom;
    private long nanos;

    /** @param nanoTime a clock that only goes forward, in nanoseconds: {@code System::nanoTime} */
    public Meter(Transport inner, LongSupplier nanoTime) {
        this.inner = inner;
        this.nanoTime = nanoTime;
    }

    @Override
    public ResponseApdu transceive(CommandApdu command) throws CardException {
        long start = nanoTime.getAsLong();
        apdus++;
        bytesTo += command.encode().length;
        try {
            ResponseApdu response = inner.transceive(command);
            bytesFrom += response.length() + 2L;
            return response;
        } finally {
            nanos += nanoTime.getAsLong() - start;
        }
    }

    /** What was counted so far. */
    public Reading reading() {
        return new Reading(apdus, bytesTo, bytesFrom, Duration.ofNanos(nanos));
    }

    /**
     * A reading of the meter.
     *
     * @param apdus commands sent
     * @param bytesTo bytes of commands, header included
     * @param bytesFrom bytes of responses, status word included
     * @param onTheWire time between each command and its response, summed
     */
    public record Reading(int apdus, long bytesTo, long bytesFrom, Duration onTheWire) {}
}
