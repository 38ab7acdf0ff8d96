package org.lanyard.card.tap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.HexFormat;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.CommandApdu;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.testing.TestCards;
import org.lanyard.vectors.ApduVectors;
import org.lanyard.vectors.VectorGenerator;
import org.lanyard.vectors.Vectors;

/** Plays the recorded cards back: the kiosk has to say the same again, to the bit, and to come to the same end. */
class ApduVectorsTest {
    private final TapReading reading =
            new TapReading(new CertificateCache(10), TapPolicy.DEFAULT, System::nanoTime, line -> {});

    @Test
    void everyTranscript_isPlayedBackToItsEnd() throws Exception {
        assumeFalse(VectorGenerator.wrote(new TranscriptGenerator()));
        ApduVectors vectors = Vectors.apduTranscripts();
        for (ApduVectors.Transcript transcript : vectors.transcripts()) {
            Replay replay = new Replay(transcript);
            switch (transcript.id()) {
                case "pin-wrong-p256" -> assertPinFault(CardFault.PIN_WRONG, 2, replay);
                case "pin-wrong-again-p256" -> assertPinFault(CardFault.PIN_WRONG, 1, replay);
                case "pin-tries-kept-p256" -> assertPinFault(CardFault.PIN_TRIES_KEPT, 1, replay);
                default -> {
                    Tap tap = transcript.id().startsWith("pin-")
                            ? withPin(replay, TestCards.PIN)
                            : reading.tap(replay, TranscriptGenerator.claims());
                    assertEquals(transcript.id().contains("known"), tap.known(), transcript.id());
                    assertEquals(transcript.exchanges().size(), tap.cost().apdus(), transcript.id());
                }
            }
            assertTrue(replay.isOver(), transcript.id() + " goes on");
        }
    }

    private void assertPinFault(CardFault fault, int triesLeft, Replay replay) {
        CardException thrown = assertThrows(CardException.class, () -> withPin(replay, "000000"));
        assertEquals(fault, thrown.fault());
        assertEquals(triesLeft, thrown.triesLeft().orElseThrow());
    }

    private Tap withPin(Replay replay, String digits) throws CardException {
        try (Pin pin = Pin.of(digits.toCharArray())) {
            return reading.tapWithPin(replay, pin, TranscriptGenerator.claims());
        }
    }

    /** A card that says what was recorded, and wants to hear what was recorded. */
    private static final class Replay implements CardConnection {
        private final ApduVectors.Transcript transcript;
        private final Iterator<ApduVectors.Exchange> exchanges;

        Replay(ApduVectors.Transcript transcript) {
            this.transcript = transcript;
            this.exchanges = transcript.exchanges().iterator();
        }

        boolean isOver() {
            return !exchanges.hasNext();
        }

        @Override
        public CardInterface cardInterface() {
            return transcript.contacts() ? CardInterface.CONTACT : CardInterface.CONTACTLESS;
        }

        @Override
        public byte[] atr() {
            return HexFormat.of().parseHex(transcript.atr());
        }

        @Override
        public ResponseApdu transceive(CommandApdu command) throws CardException {
            assertTrue(exchanges.hasNext(), () -> transcript.id() + ": one more command, " + command);
            ApduVectors.Exchange next = exchanges.next();
            assertEquals(
                    next.command(),
                    HexFormat.of().withUpperCase().formatHex(command.encode()),
                    () -> transcript.id() + ", " + next.comment());
            return ResponseApdu.parse(HexFormat.of().parseHex(next.response()));
        }

        @Override
        public void close() {
            // Nothing to let go.
        }
    }
}
