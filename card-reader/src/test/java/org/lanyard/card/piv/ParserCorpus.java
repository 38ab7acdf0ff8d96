package org.lanyard.card.piv;

import java.util.Arrays;
import java.util.List;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CommandApdu;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;

/** Everything in this module that reads bytes from a stranger, for tests that throw anything at it. */
final class ParserCorpus {
    private ParserCorpus() {}

    /** Reads bytes, or refuses them. */
    @FunctionalInterface
    interface Parser {
        void parse(byte[] bytes) throws CardException;
    }

    static final List<Parser> ALL = List.of(
            CommandApdu::parse,
            bytes -> {
                // What was read is what is written.
                if (!Arrays.equals(ResponseApdu.parse(bytes).encode(), bytes)) {
                    throw new AssertionError("another response");
                }
            },
            bytes -> TlvReader.all(bytes, TlvPolicy.STRICT),
            bytes -> TlvReader.all(bytes, TlvPolicy.FIELD),
            bytes -> Chuid.parse(bytes, TlvPolicy.FIELD),
            bytes -> Chuid.guidIn(bytes, TlvPolicy.FIELD),
            bytes -> Discovery.parse(bytes, TlvPolicy.FIELD),
            bytes -> CertificateContainer.parse(bytes, TlvPolicy.FIELD),
            FascN::parse,
            bytes -> Chuid.parseContent(bytes, TlvPolicy.FIELD),
            bytes -> SecurityObject.parse(bytes, TlvPolicy.FIELD),
            bytes -> PrintedInformation.parse(bytes, TlvPolicy.FIELD),
            bytes -> KeyHistory.parse(bytes, TlvPolicy.FIELD),
            bytes -> Capabilities.parse(bytes, TlvPolicy.FIELD),
            ParserCorpus::talk);

    /** A card that answers with these bytes, cut into responses, to a whole conversation. */
    private static void talk(byte[] bytes) throws CardException {
        int[] at = {0};
        PivCard card = new PivCard(command -> {
            int length = at[0] < bytes.length ? Math.min(bytes[at[0]++] & 0xFF, bytes.length - at[0]) : 0;
            byte[] response = Arrays.copyOfRange(bytes, at[0], at[0] + length);
            at[0] += length;
            return ResponseApdu.parse(response);
        });
        List<Parser> steps = List.of(
                none -> card.select(),
                none -> card.guid(),
                none -> card.chuid(),
                none -> card.discovery(),
                none -> card.pinStatus(),
                none -> card.certificate(KeyReference.CARD_AUTHENTICATION),
                none -> card.generalAuthenticate(KeyReference.CARD_AUTHENTICATION, AlgorithmId.P_256, new byte[32]));
        for (Parser step : steps) {
            try {
                step.parse(bytes);
            } catch (CardException e) {
                // On with the next step.
            }
        }
    }

    /** Lets nothing out but a {@link CardException}. */
    static void tryAll(byte[] bytes) {
        for (Parser parser : ALL) {
            try {
                parser.parse(bytes.clone());
            } catch (CardException e) {
                // As it should.
            }
        }
    }
}
