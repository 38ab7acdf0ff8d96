package org.lanyard.card.piv;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;

/**
 * A container as a table of SP 800-73 describes it: its fields in their order, each with its bounds.
 *
 * @param name what the container is called in messages
 * @param fields in the order of the table, which is the order on the card
 */
record FieldTable(String name, List<Field> fields) {
    /** A field of the table: how long it may be, and whether it has to be there. */
    record Field(int tag, int least, int most, boolean mandatory) {}

    static Field must(int tag, int least, int most) {
        return new Field(tag, least, most, true);
    }

    static Field may(int tag, int least, int most) {
        return new Field(tag, least, most, false);
    }

    static FieldTable of(String name, Field... fields) {
        return new FieldTable(name, List.of(fields));
    }

    /**
     * The values by their tags.
     *
     * @throws CardException {@link CardFault#OBJECT_INVALID} for a wrong length; TLV faults for what is missing, twice,
     *     out of order or unknown
     */
    Map<Integer, byte[]> read(byte[] content, TlvPolicy policy) throws CardException {
        Map<Integer, byte[]> found = new TreeMap<>();
        int reached = -1;
        for (Tlv each : TlvReader.all(content, policy)) {
            int place = place(each);
            if (place <= reached) {
                throw new CardException(
                        place == reached ? CardFault.TLV_DUPLICATE : CardFault.TLV_UNEXPECTED_TAG,
                        String.format("%s with %02X twice or too late", name, each.tag()));
            }
            reached = place;
            found.put(each.tag(), each.value());
        }
        for (Field field : fields) {
            if (field.mandatory() && !found.containsKey(field.tag())) {
                throw new CardException(CardFault.TLV_MISSING, String.format("%s without %02X", name, field.tag()));
            }
        }
        return found;
    }

    private int place(Tlv element) throws CardException {
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            if (field.tag() == element.tag()) {
                if (element.length() < field.least() || element.length() > field.most()) {
                    throw new CardException(CardFault.OBJECT_INVALID, name + " has " + element);
                }
                return i;
            }
        }
        throw new CardException(CardFault.TLV_UNEXPECTED_TAG, name + " with " + element);
    }
}
