package org.lanyard.card.piv;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;

/**
 * The Card Capability Container (SP 800-73-5 part 1, §3.1.1 and table 8), which older middleware asks for first. For a PIV
 * card all of it but the card identifier and the data model is empty or fixed.
 *
 * @param identifier GSC-RID, manufacturer, card type and card id: 21 bytes
 */
public record Capabilities(byte[] identifier) {
    private static final int IDENTIFIER = 0xF0;
    private static final int DATA_MODEL = 0xF5;
    private static final byte PIV_DATA_MODEL = 0x10;
    private static final int IDENTIFIER_BYTES = 21;
    private static final FieldTable TABLE = FieldTable.of(
            "Card Capability Container",
            FieldTable.must(IDENTIFIER, 0, IDENTIFIER_BYTES),
            FieldTable.must(0xF1, 0, 1),
            FieldTable.must(0xF2, 0, 1),
            FieldTable.must(0xF3, 0, 128),
            FieldTable.must(0xF4, 0, 1),
            FieldTable.must(DATA_MODEL, 1, 1),
            FieldTable.must(0xF6, 0, 17),
            FieldTable.must(0xF7, 0, 0),
            FieldTable.must(0xFA, 0, 0),
            FieldTable.must(0xFB, 0, 0),
            FieldTable.must(0xFC, 0, 0),
            FieldTable.must(0xFD, 0, 0),
            FieldTable.may(0xE3, 0, 48),
            FieldTable.may(0xE4, 0, 48),
            FieldTable.must(0xFE, 0, 0));

    public Capabilities {
        identifier = identifier.clone();
    }

    @Override
    public byte[] identifier() {
        return identifier.clone();
    }

    /** Of a card of ours: the identifier is of the GSC-RID and begins with the card's UUID. */
    public static Capabilities of(UUID card) {
        byte[] id = ByteBuffer.allocate(16)
                .putLong(card.getMostSignificantBits())
                .putLong(card.getLeastSignificantBits())
                .array();
        return new Capabilities(ByteBuffer.allocate(IDENTIFIER_BYTES)
                .put(HexFormat.of().parseHex("A0000001160102"))
                .put(id, 0, 14)
                .array());
    }

    /** Reads what is in the data object. @throws CardException {@link CardFault#OBJECT_INVALID} or a TLV fault */
    public static Capabilities parse(byte[] content, TlvPolicy policy) throws CardException {
        Map<Integer, byte[]> fields = TABLE.read(content, policy);
        int model = fields.get(DATA_MODEL)[0] & 0xFF;
        // Older cards have the data model of one of the first versions of PIV.
        if (model < 0x10 || model > 0x1F) {
            throw new CardException(
                    CardFault.OBJECT_INVALID, String.format("Card Capability Container of data model %02X", model));
        }
        return new Capabilities(fields.get(IDENTIFIER));
    }

    /** What goes into the data object. */
    public byte[] content() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Tlv.encode(IDENTIFIER, identifier));
        out.writeBytes(Tlv.encode(0xF1, new byte[] {0x21}));
        out.writeBytes(Tlv.encode(0xF2, new byte[] {0x21}));
        out.writeBytes(Tlv.encode(0xF3));
        out.writeBytes(Tlv.encode(0xF4, new byte[] {0x00}));
        out.writeBytes(Tlv.encode(DATA_MODEL, new byte[] {PIV_DATA_MODEL}));
        for (int empty : new int[] {0xF6, 0xF7, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE}) {
            out.writeBytes(Tlv.encode(empty));
        }
        return out.toByteArray();
    }
}
