package org.lanyard.card.piv;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Map;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;

/**
 * The Printed Information (SP 800-73-5 part 1, §3.1.6 and table 14), readable after the PIN alone. What names a person is
 * left unread, and what we write has none.
 *
 * @param expires as printed on the card
 * @param serial the agency's card number, at most 20 characters of ASCII
 * @param issuer the issuer's mark, at most 15 characters of ASCII
 */
public record PrintedInformation(LocalDate expires, String serial, String issuer) {
    private static final int NAME = 0x01;
    private static final int AFFILIATION = 0x02;
    private static final int EXPIRES = 0x04;
    private static final int SERIAL = 0x05;
    private static final int ISSUER = 0x06;
    private static final int ERROR_DETECTION = 0xFE;
    private static final FieldTable TABLE = FieldTable.of(
            "Printed Information",
            FieldTable.must(NAME, 0, 125),
            FieldTable.must(AFFILIATION, 0, 20),
            FieldTable.must(EXPIRES, 9, 9),
            FieldTable.must(SERIAL, 0, 20),
            FieldTable.must(ISSUER, 0, 15),
            FieldTable.may(0x07, 0, 20),
            FieldTable.may(0x08, 0, 20),
            FieldTable.must(ERROR_DETECTION, 0, 0));
    /** 2032DEC02. */
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("uuuuMMMdd")
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    public PrintedInformation {
        if (serial.length() > 20 || issuer.length() > 15) {
            throw new IllegalArgumentException("at most 20 and 15 characters");
        }
    }

    /** Reads what is in the data object. @throws CardException {@link CardFault#OBJECT_INVALID} or a TLV fault */
    public static PrintedInformation parse(byte[] content, TlvPolicy policy) throws CardException {
        Map<Integer, byte[]> fields = TABLE.read(content, policy);
        try {
            return new PrintedInformation(
                    LocalDate.parse(ascii(fields.get(EXPIRES)), DATE),
                    ascii(fields.get(SERIAL)),
                    ascii(fields.get(ISSUER)));
        } catch (DateTimeException e) {
            throw new CardException(CardFault.OBJECT_INVALID, "Printed Information with a date that is none", e);
        }
    }

    /** What goes into the data object: name and affiliation are empty. */
    public byte[] content() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Tlv.encode(NAME));
        out.writeBytes(Tlv.encode(AFFILIATION));
        out.writeBytes(Tlv.encode(EXPIRES, bytes(DATE.format(expires).toUpperCase(Locale.ENGLISH))));
        out.writeBytes(Tlv.encode(SERIAL, bytes(serial)));
        out.writeBytes(Tlv.encode(ISSUER, bytes(issuer)));
        out.writeBytes(Tlv.encode(ERROR_DETECTION));
        return out.toByteArray();
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
