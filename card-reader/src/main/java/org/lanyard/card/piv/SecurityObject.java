package org.lanyard.card.piv;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;

/**
 * The Security Object (SP 800-73-5 part 1, §3.1.7 and table 13): which container each data group's hash is of, and the
 * issuer's signature over the hashes. Not verified here.
 *
 * @param groups container ids by the number of their data group, 1 to 16, in the order on the card
 * @param signature the CMS as it stands there
 */
public record SecurityObject(Map<Integer, Integer> groups, byte[] signature) {
    private static final int MAPPING = 0xBA;
    private static final int SIGNED = 0xBB;
    private static final int ENTRY_BYTES = 3;
    private static final int MOST_GROUPS = 16;

    private static final FieldTable TABLE = FieldTable.of(
            "Security Object",
            FieldTable.must(MAPPING, ENTRY_BYTES, 100),
            FieldTable.must(SIGNED, 1, 2 * 1024),
            FieldTable.must(0xFE, 0, 0));

    public SecurityObject {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        signature = signature.clone();
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    /** Reads what is in the data object. @throws CardException {@link CardFault#OBJECT_INVALID} or a TLV fault */
    public static SecurityObject parse(byte[] content, TlvPolicy policy) throws CardException {
        Map<Integer, byte[]> fields = TABLE.read(content, policy);
        ByteBuffer mapping = ByteBuffer.wrap(fields.get(MAPPING));
        if (mapping.remaining() % ENTRY_BYTES != 0) {
            throw invalid("a mapping of " + mapping.remaining() + " bytes");
        }
        Map<Integer, Integer> groups = new LinkedHashMap<>();
        while (mapping.hasRemaining()) {
            int group = mapping.get() & 0xFF;
            int container = mapping.getShort() & 0xFFFF;
            if (group < 1 || group > MOST_GROUPS || groups.containsValue(container)) {
                throw invalid(String.format("group %d for container %04X", group, container));
            }
            if (groups.put(group, container) != null) {
                throw invalid("group " + group + " twice");
            }
        }
        return new SecurityObject(groups, fields.get(SIGNED));
    }

    /** What goes into the data object. */
    public byte[] content() {
        ByteBuffer mapping = ByteBuffer.allocate(groups.size() * ENTRY_BYTES);
        groups.forEach((group, container) -> mapping.put(group.byteValue()).putShort(container.shortValue()));
        byte[] first = Tlv.encode(MAPPING, mapping.array());
        byte[] second = Tlv.encode(SIGNED, signature);
        byte[] third = Tlv.encode(0xFE);
        return ByteBuffer.allocate(first.length + second.length + third.length)
                .put(first)
                .put(second)
                .put(third)
                .array();
    }

    private static CardException invalid(String why) {
        return new CardException(CardFault.OBJECT_INVALID, "Security Object with " + why);
    }
}
