package org.lanyard.pki.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.Time;

/**
 * Times in certificates (RFC 5280 section 4.1.2.5): UTCTime through 2049, GeneralizedTime from 2050, both with seconds and
 * Z. Bouncy Castle's own way makes a date formatter each time, which was an eighth of the cost of a certificate.
 */
public final class EncodedTimes {
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int FIRST_GENERALIZED = 2050;

    private EncodedTimes() {}

    /** As it is written in a certificate; what is less than a second is left out. */
    public static Time of(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        boolean late = time.getYear() >= FIRST_GENERALIZED;
        StringBuilder text = new StringBuilder(15);
        if (late) {
            text.append(time.getYear() / 1000).append(time.getYear() / 100 % 10);
        }
        for (int part : new int[] {
            time.getYear() % 100,
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond()
        }) {
            text.append((char) ('0' + part / 10)).append((char) ('0' + part % 10));
        }
        byte[] ascii = text.append('Z').toString().getBytes(StandardCharsets.US_ASCII);
        byte[] der = new byte[ascii.length + 2];
        der[0] = (byte) (late ? GENERALIZED_TIME : UTC_TIME);
        der[1] = (byte) ascii.length;
        System.arraycopy(ascii, 0, der, 2, ascii.length);
        try {
            return Time.getInstance(ASN1Primitive.fromByteArray(der));
        } catch (IOException e) {
            throw new IllegalStateException("a time of our own making cannot be read", e);
        }
    }

    /**
     * What an encoded time means, also where it is not written as it should be.
     *
     * @throws IllegalArgumentException if it is no time
     */
    public static Instant read(ASN1Encodable encoded) {
        try {
            if (encoded instanceof ASN1UTCTime utc) {
                String text = utc.toString();
                // RFC 5280 section 4.1.2.5.1: 50 and later are of the 20th century.
                return isPlain(text, 13)
                        ? plain(text, text.charAt(0) >= '5' ? 1900 : 2000, 0)
                        : utc.getAdjustedDate().toInstant();
            }
            ASN1GeneralizedTime generalized = ASN1GeneralizedTime.getInstance(encoded);
            String text = generalized.getTimeString();
            return isPlain(text, 15)
                    ? plain(text, 100 * two(text, 0), 2)
                    : generalized.getDate().toInstant();
        } catch (ParseException | DateTimeException e) {
            throw new IllegalArgumentException("not a time", e);
        }
    }

    private static boolean isPlain(String text, int length) {
        if (text.length() != length || text.charAt(length - 1) != 'Z') {
            return false;
        }
        for (int i = 0; i < length - 1; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static Instant plain(String text, int century, int at) {
        return LocalDateTime.of(
                        century + two(text, at),
                        two(text, at + 2),
                        two(text, at + 4),
                        two(text, at + 6),
                        two(text, at + 8),
                        two(text, at + 10))
                .toInstant(ZoneOffset.UTC);
    }

    private static int two(String text, int at) {
        return 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
    }
}
