package org.lanyard.pki.lint;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1UTCTime;

/**
 * RFC 5280 §4.1.2.5: "CAs conforming to this profile MUST always encode certificate validity dates through the
 * year 2049 as UTCTime; certificate validity dates in 2050 or later MUST be encoded as GeneralizedTime."
 * §4.1.2.5.1 and .2: with seconds, in Greenwich Mean Time (Z), without fractions.
 */
final class TimesAreEncodedByYear implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.1.2.5";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        return Lint.unless(
                fits(certificate.parts().validity().getObjectAt(0), certificate.notBefore())
                        && fits(certificate.parts().validity().getObjectAt(1), certificate.notAfter()),
                "times through 2049 must be UTCTime, later ones GeneralizedTime, with seconds and Z");
    }

    private static boolean fits(ASN1Encodable encoded, Instant time) {
        boolean late = time.atOffset(ZoneOffset.UTC).getYear() >= 2050;
        return encoded instanceof ASN1UTCTime utc
                ? !late && utc.toString().matches("\\d{12}Z")
                : late && ((ASN1GeneralizedTime) encoded).getTimeString().matches("\\d{14}Z");
    }
}
