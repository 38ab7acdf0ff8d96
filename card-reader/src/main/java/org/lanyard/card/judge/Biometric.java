package org.lanyard.card.judge;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;

/**
 * A biometric record with its CBEFF header and signature (SP 800-76-2 §9, table 7), as fingerprints and the face have it.
 * Lanyard reads these of other issuers' cards to judge them, keeps nothing of them, and never writes any.
 *
 * @param notBefore when it begins to be valid
 * @param notAfter when it ends
 * @param fascN of the card, from the header
 * @param signed header and record: what the signature is over
 * @param signature the CMS
 */
record Biometric(Instant notBefore, Instant notAfter, byte[] fascN, byte[] signed, byte[] signature) {
    private static final int RECORD = 0xBC;
    private static final int ERROR_DETECTION = 0xFE;
    private static final int HEADER_BYTES = 88;
    private static final int VERSION = 3;
    private static final int VALIDITY_AT = 20;
    private static final int FASC_N_AT = 59;
    private static final int FASC_N_BYTES = 25;

    /** Reads what is in the data object. @throws CardException {@link CardFault#OBJECT_INVALID} or a TLV fault */
    static Biometric parse(byte[] content, TlvPolicy policy) throws CardException {
        TlvReader reader = new TlvReader(content, policy);
        Tlv record = reader.next();
        Tlv end = reader.next();
        if (record.tag() != RECORD || end.tag() != ERROR_DETECTION || end.length() != 0 || reader.hasNext()) {
            throw invalid("not a record and error detection");
        }
        ByteBuffer header = ByteBuffer.wrap(record.value());
        if (header.remaining() < HEADER_BYTES || header.get(0) != VERSION) {
            throw invalid("no CBEFF header");
        }
        int data = header.getInt(2);
        int signature = header.getShort(6) & 0xFFFF;
        if (data < 0 || signature == 0 || (long) HEADER_BYTES + data + signature != header.capacity()) {
            throw invalid("lengths that do not add up");
        }
        byte[] all = header.array();
        return new Biometric(
                time(all, VALIDITY_AT),
                time(all, VALIDITY_AT + 8),
                Arrays.copyOfRange(all, FASC_N_AT, FASC_N_AT + FASC_N_BYTES),
                Arrays.copyOf(all, HEADER_BYTES + data),
                Arrays.copyOfRange(all, HEADER_BYTES + data, all.length));
    }

    /** Century, year, month, day, hour, minute and second, a byte each, and Z. */
    private static Instant time(byte[] bytes, int at) throws CardException {
        try {
            if (bytes[at + 7] != 'Z') {
                throw invalid("a time that is not UTC");
            }
            return LocalDateTime.of(
                            bytes[at] * 100 + bytes[at + 1],
                            bytes[at + 2],
                            bytes[at + 3],
                            bytes[at + 4],
                            bytes[at + 5],
                            bytes[at + 6])
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new CardException(CardFault.OBJECT_INVALID, "Biometric with a time that is none", e);
        }
    }

    private static CardException invalid(String why) {
        return new CardException(CardFault.OBJECT_INVALID, "Biometric with " + why);
    }
}
