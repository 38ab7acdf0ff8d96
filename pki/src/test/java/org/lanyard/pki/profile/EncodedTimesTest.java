package org.lanyard.pki.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Random;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x509.Time;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("RFC 5280 §4.1.2.5: times")
class EncodedTimesTest {
    @Nested
    @DisplayName("written")
    class Written {
        @ParameterizedTest
        @CsvSource({
            "1950-01-01T00:00:00Z, 500101000000Z",
            "1999-12-31T23:59:59Z, 991231235959Z",
            "2026-02-03T04:05:06.789Z, 260203040506Z",
            "2049-12-31T23:59:59Z, 491231235959Z"
        })
        @DisplayName("through 2049 as UTCTime, with seconds and Z")
        void early(Instant time, String text) {
            assertEquals(text, ((ASN1UTCTime) EncodedTimes.of(time).toASN1Primitive()).toString());
        }

        @ParameterizedTest
        @CsvSource({"2050-01-01T00:00:00Z, 20500101000000Z", "9999-12-31T23:59:59Z, 99991231235959Z"})
        @DisplayName("from 2050 as GeneralizedTime, without fractions")
        void late(Instant time, String text) {
            assertEquals(text, ((ASN1GeneralizedTime) EncodedTimes.of(time).toASN1Primitive()).getTimeString());
        }
    }

    @Test
    @DisplayName("come back as they went, as Bouncy Castle reads them too")
    void comeBack() {
        Random random = new Random(20261123);
        long first = Instant.parse("1950-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        for (int i = 0; i < 2_000; i++) {
            Instant time = Instant.ofEpochSecond(first + Math.floorMod(random.nextLong(), last - first));
            Time encoded = EncodedTimes.of(time);
            assertEquals(time, EncodedTimes.read(encoded.toASN1Primitive()));
            assertEquals(time, encoded.getDate().toInstant());
        }
    }

    @ParameterizedTest
    @CsvSource({"2602030405Z, 2026-02-03T04:05:00Z", "260203040506+0100, 2026-02-03T03:05:06Z"})
    @DisplayName("in a form that is not allowed mean what they mean: that is another rule's finding")
    void otherForms(String text, Instant time) {
        assertEquals(time, EncodedTimes.read(new DERUTCTime(text)));
    }
}
