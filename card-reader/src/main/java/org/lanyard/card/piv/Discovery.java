package org.lanyard.card.piv;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;

/**
 * The Discovery Object (SP 800-73-5 part 1, §3.3.2 and table 18); many cards have none.
 *
 * @param globalPin whether the global PIN opens the application too
 * @param virtualContacts whether the card offers the virtual contact interface by radio
 */
public record Discovery(boolean globalPin, boolean virtualContacts) {
    /** The tag of the data object, which is not wrapped in 53. */
    public static final int TAG = 0x7E;

    private static final int APPLICATION_PIN = 0x40;
    private static final int GLOBAL_PIN = 0x20;
    private static final int VIRTUAL_CONTACTS = 0x08;

    /** What goes into the data object of a card of ours: the application PIN alone, no virtual contacts. */
    public static byte[] ofApplicationPin() {
        byte[] aid = Tlv.encode(0x4F, HexFormat.of().parseHex("A000000308000010000100"));
        byte[] pins = Tlv.encode(0x5F2F, new byte[] {APPLICATION_PIN, 0x00});
        return ByteBuffer.allocate(aid.length + pins.length).put(aid).put(pins).array();
    }

    /** Reads the whole data object; an empty one is none. */
    public static Optional<Discovery> parse(byte[] object, TlvPolicy policy) throws CardException {
        return parseContent(TlvReader.only(TAG, object, policy), policy);
    }

    /** Reads what is in the data object; nothing in it is none. */
    public static Optional<Discovery> parseContent(byte[] content, TlvPolicy policy) throws CardException {
        List<Tlv> elements = TlvReader.all(content, policy);
        if (elements.isEmpty()) {
            return Optional.empty();
        }
        if (elements.size() != 2
                || elements.get(0).tag() != 0x4F
                || elements.get(1).tag() != 0x5F2F
                || elements.get(1).length() != 2) {
            throw new CardException(CardFault.DISCOVERY_INVALID, "not an AID and a PIN usage policy");
        }
        int policyByte = elements.get(1).value()[0] & 0xFF;
        if ((policyByte & APPLICATION_PIN) == 0) {
            throw new CardException(CardFault.DISCOVERY_INVALID, "no application PIN");
        }
        return Optional.of(new Discovery((policyByte & GLOBAL_PIN) != 0, (policyByte & VIRTUAL_CONTACTS) != 0));
    }
}
