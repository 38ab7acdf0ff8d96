package org.lanyard.dist.bench;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CommandApdu;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.CardInterface;

/** A connection that tells by the commands how long each phase of a tap took between command and response. */
final class PhaseMeter implements CardConnection {
    private static final byte[] CHUID = HexFormat.of().parseHex("5C035FC102");

    private final CardConnection inner;
    private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
    private Phase phase = Phase.SELECT;

    /** The phases of a tap, in their order. */
    enum Phase {
        SELECT,
        CHUID,
        CERTIFICATE,
        SIGN
    }

    PhaseMeter(CardConnection inner) {
        this.inner = inner;
    }

    @Override
    public ResponseApdu transceive(CommandApdu command) throws CardException {
        switch (command.ins()) {
            case 0xA4 -> phase = Phase.SELECT;
            case 0xCB -> phase = Arrays.equals(command.data(), CHUID) ? Phase.CHUID : Phase.CERTIFICATE;
            case 0x87 -> phase = Phase.SIGN;
            default -> {
                // GET RESPONSE goes on with the phase that it is in.
            }
        }
        long from = System.nanoTime();
        try {
            return inner.transceive(command);
        } finally {
            nanos.merge(phase, System.nanoTime() - from, Long::sum);
        }
    }

    long nanos(Phase of) {
        return nanos.getOrDefault(of, 0L);
    }

    /** Of all phases. */
    long nanos() {
        return nanos.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public CardInterface cardInterface() {
        return inner.cardInterface();
    }

    @Override
    public byte[] atr() {
        return inner.atr();
    }

    @Override
    public void close() {
        inner.close();
    }
}
