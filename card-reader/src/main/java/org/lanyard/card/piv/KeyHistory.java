package org.lanyard.card.piv;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;

/**
 * The Key History (SP 800-73-5 part 1, §3.3.3 and table 19): how many retired key management keys the card has.
 *
 * @param withCertificates those whose certificates are on the card
 * @param withoutCertificates those whose certificates are elsewhere
 * @param elsewhere where: there if, and only if, some are elsewhere
 */
public record KeyHistory(int withCertificates, int withoutCertificates, Optional<URI> elsewhere) {
    /** No retired keys. */
    public static final KeyHistory NONE = new KeyHistory(0, 0, Optional.empty());

    private static final int MOST_KEYS = 20;
    private static final int ON_CARD = 0xC1;
    private static final int OFF_CARD = 0xC2;
    private static final int ADDRESS = 0xF3;
    private static final int ERROR_DETECTION = 0xFE;
    private static final FieldTable TABLE = FieldTable.of(
            "Key History",
            FieldTable.must(ON_CARD, 1, 1),
            FieldTable.must(OFF_CARD, 1, 1),
            FieldTable.may(ADDRESS, 0, 118),
            FieldTable.must(ERROR_DETECTION, 0, 0));

    /** Reads what is in the data object. @throws CardException {@link CardFault#OBJECT_INVALID} or a TLV fault */
    public static KeyHistory parse(byte[] content, TlvPolicy policy) throws CardException {
        Map<Integer, byte[]> fields = TABLE.read(content, policy);
        int on = fields.get(ON_CARD)[0] & 0xFF;
        int off = fields.get(OFF_CARD)[0] & 0xFF;
        String address = new String(fields.getOrDefault(ADDRESS, new byte[0]), StandardCharsets.US_ASCII);
        if (on + off > MOST_KEYS || off > 0 == address.isEmpty()) {
            throw new CardException(CardFault.OBJECT_INVALID, "Key History of " + on + " and " + off + " keys");
        }
        try {
            return new KeyHistory(on, off, address.isEmpty() ? Optional.empty() : Optional.of(URI.create(address)));
        } catch (IllegalArgumentException e) {
            throw new CardException(CardFault.OBJECT_INVALID, "Key History with an address that is none", e);
        }
    }

    /** What goes into the data object. */
    public byte[] content() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Tlv.encode(ON_CARD, new byte[] {(byte) withCertificates}));
        out.writeBytes(Tlv.encode(OFF_CARD, new byte[] {(byte) withoutCertificates}));
        elsewhere.ifPresent(
                uri -> out.writeBytes(Tlv.encode(ADDRESS, uri.toString().getBytes(StandardCharsets.US_ASCII))));
        out.writeBytes(Tlv.encode(ERROR_DETECTION));
        return out.toByteArray();
    }
}
