package org.lanyard.card.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lanyard.card.piv.Container;

@DisplayName("GSA piv-conformance: a golden card with one thing broken, as others of these cards are")
class GsaCardsBrokenTest {
    private static final Container PIV = Container.PIV_AUTHENTICATION_CERTIFICATE;
    private static final Container CARD = Container.CARD_AUTHENTICATION_CERTIFICATE;

    /** One card that is not as it should be. */
    private record Row(String name, Instant at, CardContents contents, Map<Container, Set<Flaw>> broken) {}

    @TestFactory
    Stream<DynamicTest> card_isBrokenForTheReason() throws Exception {
        CardContents golden = GsaCards.contents(GsaCards.card("46_Golden_FIPS_201-2_PIV"));
        CardContents other = GsaCards.contents(GsaCards.card("53_FIPS_201-2_Large_Card_Auth_Cert"));
        Instant now = GsaCards.NOW;
        return Stream.of(
                        new Row("nothing", now, golden, Map.of()),
                        new Row(
                                "tampered certificates",
                                now,
                                flipped(flipped(golden, PIV, -40), CARD, -40),
                                Map.of(
                                        PIV, Set.of(Flaw.CERTIFICATE_ALTERED),
                                        CARD, Set.of(Flaw.CERTIFICATE_ALTERED))),
                        new Row(
                                "tampered photo",
                                now,
                                flipped(golden, Container.FACE, 1000),
                                Map.of(Container.FACE, Set.of(Flaw.CONTENT_DIFFERS, Flaw.HASH_DIFFERS))),
                        new Row(
                                "tampered fingerprints",
                                now,
                                flipped(golden, Container.FINGERPRINTS, 200),
                                Map.of(Container.FINGERPRINTS, Set.of(Flaw.CONTENT_DIFFERS, Flaw.HASH_DIFFERS))),
                        new Row(
                                "tampered printed information",
                                now,
                                flipped(golden, Container.PRINTED_INFORMATION, 4),
                                Map.of(Container.PRINTED_INFORMATION, Set.of(Flaw.HASH_DIFFERS))),
                        new Row(
                                "tampered signature of the CHUID",
                                now,
                                flipped(golden, Container.CHUID, -20),
                                Map.of(Container.CHUID, Set.of(Flaw.SIGNATURE_INVALID, Flaw.HASH_DIFFERS))),
                        new Row(
                                "tampered hashes",
                                now,
                                flipped(golden, Container.SECURITY_OBJECT, 110),
                                Map.of(
                                        Container.SECURITY_OBJECT, Set.of(Flaw.CONTENT_DIFFERS),
                                        Container.CHUID, Set.of(Flaw.HASH_DIFFERS))),
                        new Row(
                                "CHUID of another card",
                                now,
                                copied(golden, other, Container.CHUID),
                                Map.of(
                                        Container.CHUID,
                                        Set.of(Flaw.HASH_DIFFERS),
                                        PIV,
                                        Set.of(Flaw.FASC_N_DIFFERS, Flaw.UUID_DIFFERS),
                                        CARD,
                                        Set.of(Flaw.FASC_N_DIFFERS, Flaw.UUID_DIFFERS),
                                        Container.FACE,
                                        Set.of(Flaw.FASC_N_DIFFERS, Flaw.UUID_DIFFERS),
                                        Container.FINGERPRINTS,
                                        Set.of(Flaw.FASC_N_DIFFERS, Flaw.UUID_DIFFERS))),
                        new Row(
                                "card authentication certificate of another card",
                                now,
                                copied(golden, other, CARD),
                                Map.of(CARD, Set.of(Flaw.FASC_N_DIFFERS, Flaw.UUID_DIFFERS))),
                        new Row(
                                "PIV authentication certificate of another card",
                                now,
                                copied(golden, other, PIV),
                                Map.of(PIV, Set.of(Flaw.FASC_N_DIFFERS, Flaw.UUID_DIFFERS))),
                        new Row(
                                "photo of another card",
                                now,
                                copied(golden, other, Container.FACE),
                                Map.of(
                                        Container.FACE,
                                        Set.of(Flaw.HASH_DIFFERS, Flaw.FASC_N_DIFFERS, Flaw.UUID_DIFFERS))),
                        new Row(
                                "fingerprints of another card",
                                now,
                                copied(golden, other, Container.FINGERPRINTS),
                                Map.of(
                                        Container.FINGERPRINTS,
                                        Set.of(Flaw.HASH_DIFFERS, Flaw.FASC_N_DIFFERS, Flaw.UUID_DIFFERS))),
                        new Row(
                                "the certificates in each other's containers",
                                now,
                                golden.with(PIV, golden.of(CARD).orElseThrow())
                                        .with(CARD, golden.of(PIV).orElseThrow()),
                                Map.of(
                                        PIV, Set.of(Flaw.PURPOSE_DIFFERS, Flaw.POLICY_NOT_ACCEPTED),
                                        CARD, Set.of(Flaw.PURPOSE_DIFFERS, Flaw.POLICY_NOT_ACCEPTED))),
                        new Row(
                                "photo cut short",
                                now,
                                golden.with(
                                        Container.FACE,
                                        Arrays.copyOf(golden.of(Container.FACE).orElseThrow(), 900)),
                                Map.of(Container.FACE, Set.of(Flaw.UNREADABLE, Flaw.HASH_DIFFERS))),
                        new Row(
                                "everything expired",
                                Instant.parse("2032-12-05T00:00:00Z"),
                                golden,
                                Map.of(
                                        Container.CHUID,
                                        Set.of(Flaw.CARD_EXPIRED),
                                        Container.FACE,
                                        Set.of(Flaw.BIOMETRIC_NOT_IN_TIME),
                                        Container.FINGERPRINTS,
                                        Set.of(Flaw.BIOMETRIC_NOT_IN_TIME),
                                        PIV,
                                        Set.of(Flaw.CERTIFICATE_EXPIRED),
                                        CARD,
                                        Set.of(Flaw.CERTIFICATE_EXPIRED))),
                        new Row(
                                "everything in the future",
                                Instant.parse("2017-12-01T00:00:00Z"),
                                golden,
                                Map.of(
                                        Container.CHUID,
                                        Set.of(Flaw.CERTIFICATE_NOT_YET_VALID),
                                        Container.SECURITY_OBJECT,
                                        Set.of(Flaw.CERTIFICATE_NOT_YET_VALID),
                                        Container.FACE,
                                        Set.of(Flaw.CERTIFICATE_NOT_YET_VALID, Flaw.BIOMETRIC_NOT_IN_TIME),
                                        Container.FINGERPRINTS,
                                        Set.of(Flaw.CERTIFICATE_NOT_YET_VALID, Flaw.BIOMETRIC_NOT_IN_TIME),
                                        PIV,
                                        Set.of(Flaw.CERTIFICATE_NOT_YET_VALID),
                                        CARD,
                                        Set.of(Flaw.CERTIFICATE_NOT_YET_VALID))))
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    Judgement judgement = CardJudge.judge(row.contents(), GsaCards.trust(row.at()));
                    assertEquals(row.broken(), broken(judgement));
                    assertEquals(row.broken().isEmpty(), judgement.isGood());
                }));
    }

    static Map<Container, Set<Flaw>> broken(Judgement judgement) {
        Map<Container, Set<Flaw>> broken = new EnumMap<>(Container.class);
        judgement.findings().forEach((container, finding) -> {
            if (finding.isBroken()) {
                broken.put(container, finding.flaws());
            }
        });
        return broken;
    }

    /** @param at from the start, or from the end if negative */
    private static CardContents flipped(CardContents contents, Container container, int at) {
        byte[] bytes = contents.of(container).orElseThrow();
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        return contents.with(container, bytes);
    }

    private static CardContents copied(CardContents to, CardContents from, Container container) {
        return to.with(container, from.of(container).orElseThrow());
    }
}
