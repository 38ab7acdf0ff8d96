package org.lanyard.pki.path.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times of certificates, CRLs and OCSP answers.
 *
 * @param at the moment
 * @param general whether it was a GeneralizedTime
 */
record Times(Instant at, boolean general) {

    /**
     * RFC 5280 §4.1.2.5.1: "UTCTime values MUST be expressed in Greenwich Mean Time (Zulu) and MUST include seconds (i.e., times
     * are YYMMDDHHMMSSZ)"; §4.1.2.5.2 says the same of GeneralizedTime, "YYYYMMDDHHMMSSZ", which "MUST NOT include fractional
     * seconds".
     */
    static Times read(Der from) throws PathException {
        boolean general = from.has(Der.GENERALIZED_TIME);
        String text = from.ascii(general ? Der.GENERALIZED_TIME : Der.UTC_TIME);
        int digits = general ? 14 : 12;
        if (text == null || text.length() != digits + 1 || text.charAt(digits) != 'Z') {
            throw malformed(text);
        }
        for (int i = 0; i < digits; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                throw malformed(text);
            }
        }
        int year = general ? number(text, 0, 4) : number(text, 0, 2);
        if (!general) {
            // §4.1.2.5.1: "Where YY is greater than or equal to 50, the year SHALL be interpreted as 19YY".
            year += year >= 50 ? 1900 : 2000;
        }
        int rest = digits - 10;
        try {
            Instant at = LocalDateTime.of(
                            year,
                            number(text, rest, 2),
                            number(text, rest + 2, 2),
                            number(text, rest + 4, 2),
                            number(text, rest + 6, 2),
                            number(text, rest + 8, 2))
                    .toInstant(ZoneOffset.UTC);
            return new Times(at, general);
        } catch (DateTimeException e) {
            throw malformed(text);
        }
    }

    private static int number(String text, int from, int digits) {
        return Integer.parseInt(text, from, from + digits, 10);
    }

    private static PathException malformed(String text) {
        return new PathException(PathReason.TIME_MALFORMED, text == null ? "not text" : text);
    }

    /** §4.1.2.5: "dates through the year 2049 as UTCTime; dates in 2050 or later MUST be encoded as GeneralizedTime". */
    boolean isEncodedByYear() {
        return general == at.atOffset(ZoneOffset.UTC).getYear() >= 2050;
    }
}
