package org.lanyard.card.tap;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CommandApdu;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftFaults;
import org.lanyard.card.softcard.SoftProtocol;
import org.lanyard.card.softcard.SoftReader;
import org.lanyard.card.testing.TestCards;
import org.lanyard.pki.assertion.CardClaims;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.vectors.ApduVectors;
import org.lanyard.vectors.Provenance;
import org.lanyard.vectors.VectorGenerator;
import org.lanyard.vectors.Vectors;

/** Records what a kiosk and the software card say to each other. */
final class TranscriptGenerator implements VectorGenerator {
    /** When the card signs in every transcript. */
    static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");

    private final TestCards cards = new TestCards(TestAuthority.create());
    private final List<ApduVectors.Transcript> transcripts = new ArrayList<>();
    private final TapReading reading =
            new TapReading(new CertificateCache(10), TapPolicy.DEFAULT, System::nanoTime, line -> {});

    /** What every transcript's card signs: the claims of one minute, one kiosk and one challenge. */
    static TapReading.ClaimsFor claims() {
        return card ->
                new CardClaims(card, TestCards.AUDIENCE, AT, AT.plusSeconds(60), TestCards.CHALLENGE, TestCards.KIOSK);
    }

    @Override
    public String fileName() {
        return Vectors.APDU_TRANSCRIPTS;
    }

    @Override
    public ApduVectors generate() throws CardException {
        SoftCard p256 = cards.make(AlgorithmId.P_256);
        tap("tap-new-p256", "A tap by radio of a card not seen before, extended lengths: four APDUs", p256);
        tap("tap-known-p256", "The same card again: three APDUs", p256);
        SoftCard shortP256 = cards.make(AlgorithmId.P_256).withExtendedLengths(false);
        tap("tap-new-short-p256", "A new card without extended lengths: its certificate is fetched by 61xx", shortP256);
        SoftCard rsa = cards.make(AlgorithmId.RSA_2048);
        tap("tap-new-rsa-2048", "A tap of an RSA card not seen before: its block goes in one extended APDU", rsa);
        SoftCard shortRsa = cards.make(AlgorithmId.RSA_2048).withExtendedLengths(false);
        tap("tap-new-short-rsa-2048", "An RSA card without extended lengths: command chaining and 61xx", shortRsa);
        tap("tap-known-short-rsa-2048", "The same RSA card again", shortRsa);
        tap("tap-new-rsa-3072", "A tap of an RSA-3072 card not seen before", cards.make(AlgorithmId.RSA_3072));
        tap("tap-new-p384", "A tap of a P-384 card not seen before", cards.make(AlgorithmId.P_384));
        SoftCard liar = cards.make(AlgorithmId.P_256);
        liar.setFaults(SoftFaults.lying(SoftFaults.Lie.EXTENDED_REFUSED));
        tap("tap-new-refusing-p256", "A card that promises extended lengths and refuses them once", liar);
        SoftCard t0 = cards.make(AlgorithmId.P_256).withProtocol(SoftProtocol.T0);
        pin("tap-new-t0-p256", "A tap alone on contacts, T=0: every response is fetched", t0, "");
        pin("pin-right-p256", "PIN right on a card not seen before, signed with 9A", p256, TestCards.PIN);
        pin("pin-right-known-p256", "PIN right, the 9A certificate known: five APDUs", p256, TestCards.PIN);
        pin("pin-wrong-p256", "PIN wrong: 63C2", p256, "000000");
        pin("pin-wrong-again-p256", "PIN wrong again: 63C1", p256, "000000");
        pin("pin-tries-kept-p256", "One try left, which is not spent: VERIFY with data is not sent", p256, "000000");
        SoftCard impostor = cards.make(p256.id(), AlgorithmId.P_256);
        tap("tap-wrong-guess-p256", "Another card with the GUID of the first: it signs twice", impostor);
        return new ApduVectors(
                new Provenance(
                        "Taps with and without PIN over ISO/IEC 7816-4 APDUs, as sent to a reader's T=1 or T=0 card. In"
                                + " their order, as the kiosk remembers certificates. Each card signs the claims aud "
                                + TestCards.AUDIENCE + ", iat " + AT + ", exp 60 s later, jti " + TestCards.CHALLENGE
                                + ", client_id " + TestCards.KIOSK + ". The PIN is " + TestCards.PIN + ".",
                        getClass().getName() + ", Lanyard's software card",
                        LocalDate.now(ZoneOffset.UTC)),
                transcripts);
    }

    private void tap(String id, String comment, SoftCard card) throws CardException {
        record(id, comment, card, CardInterface.CONTACTLESS, "");
    }

    private void pin(String id, String comment, SoftCard card, String pin) throws CardException {
        record(id, comment, card, CardInterface.CONTACT, pin);
    }

    private void record(String id, String comment, SoftCard card, CardInterface on, String digits)
            throws CardException {
        List<ApduVectors.Exchange> exchanges = new ArrayList<>();
        try (SoftReader reader = new SoftReader("generator")) {
            reader.insert(card, on);
            try (CardConnection connection = new Recording(reader.connect(), exchanges)) {
                if (digits.isEmpty()) {
                    reading.tap(connection, claims());
                } else {
                    try (Pin pin = Pin.of(digits.toCharArray())) {
                        reading.tapWithPin(connection, pin, claims());
                    } catch (CardException e) {
                        // What the transcript is about; its replay asserts the reason.
                        if (e.triesLeft().isEmpty()) {
                            throw e;
                        }
                    }
                }
            }
        }
        transcripts.add(new ApduVectors.Transcript(
                id, comment, on == CardInterface.CONTACT, Recording.HEX.formatHex(card.atr(on)), exchanges));
    }

    /** Writes down what passes. */
    private record Recording(CardConnection inner, List<ApduVectors.Exchange> exchanges) implements CardConnection {
        private static final HexFormat HEX = HexFormat.of().withUpperCase();

        @Override
        public CardInterface cardInterface() {
            return inner.cardInterface();
        }

        @Override
        public byte[] atr() {
            return inner.atr();
        }

        @Override
        public ResponseApdu transceive(CommandApdu command) throws CardException {
            ResponseApdu response = inner.transceive(command);
            exchanges.add(new ApduVectors.Exchange(
                    HEX.formatHex(command.encode()), HEX.formatHex(response.encode()), what(command)));
            return response;
        }

        private static String what(CommandApdu command) {
            String chained = command.cla() == 0x10 ? ", first part" : "";
            return switch (command.ins()) {
                case 0xA4 -> "SELECT the PIV card application";
                case 0xCB ->
                    switch (command.data()[4] & 0xFF) {
                        case 0x02 -> "GET DATA: CHUID";
                        case 0x01 -> "GET DATA: certificate of 9E";
                        default -> "GET DATA: certificate of 9A";
                    };
                case 0xC0 -> "GET RESPONSE";
                case 0x20 -> command.length() == 0 ? "VERIFY without data: how many tries" : "VERIFY the PIN";
                default -> String.format("GENERAL AUTHENTICATE with %02X%s", command.p2(), chained);
            };
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
