package org.lanyard.card.judge;

import java.io.ByteArrayOutputStream;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;

/** The CHUID's signature and what it is over, by its elements alone. */
record SignedElements(byte[] signed, byte[] signature) {
    private static final int SIGNATURE = 0x3E;

    static SignedElements of(byte[] content, TlvPolicy policy) throws CardException {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        byte[] signature = new byte[0];
        TlvReader reader = new TlvReader(content, policy);
        while (reader.hasNext()) {
            int start = reader.position();
            Tlv each = reader.next();
            if (each.tag() == SIGNATURE) {
                signature = each.value();
            } else {
                signed.write(content, start, reader.position() - start);
            }
        }
        return new SignedElements(signed.toByteArray(), signature);
    }
}
