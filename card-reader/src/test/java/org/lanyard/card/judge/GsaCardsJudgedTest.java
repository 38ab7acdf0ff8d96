package org.lanyard.card.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanyard.card.piv.Container;

@DisplayName("GSA piv-conformance: each card is judged as its name says")
class GsaCardsJudgedTest {
    /** What is broken in each; a card that is not here has nothing broken. */
    private static final Map<String, Map<Container, Set<Flaw>>> BROKEN = Map.of(
            "04_Tampered_CHUID",
            Map.of(Container.CHUID, Set.of(Flaw.UNREADABLE, Flaw.CONTENT_DIFFERS, Flaw.HASH_DIFFERS)),
            "08_Tampered_Security_Object",
            Map.of(Container.SECURITY_OBJECT, Set.of(Flaw.SIGNATURE_INVALID)),
            "12_Certs_not_yet_valid",
            certificates(Flaw.CERTIFICATE_NOT_YET_VALID),
            "13_Certs_are_expired",
            certificates(Flaw.CERTIFICATE_EXPIRED));

    private static Map<Container, Set<Flaw>> certificates(Flaw flaw) {
        return Map.of(
                Container.PIV_AUTHENTICATION_CERTIFICATE, Set.of(flaw),
                Container.CARD_AUTHENTICATION_CERTIFICATE, Set.of(flaw));
    }

    @TestFactory
    Stream<DynamicTest> card_isJudgedAsItsNameSays() throws Exception {
        CardTrust trust = GsaCards.trust(GsaCards.NOW);
        return GsaCards.all().stream()
                .map(folder -> DynamicTest.dynamicTest(name(folder), () -> {
                    Judgement judgement = CardJudge.judge(GsaCards.contents(folder), trust);
                    Map<Container, Set<Flaw>> broken = new EnumMap<>(Container.class);
                    judgement.findings().forEach((container, finding) -> {
                        if (finding.isBroken()) {
                            broken.put(container, finding.flaws());
                        }
                    });
                    assertEquals(BROKEN.getOrDefault(name(folder), Map.of()), broken, judgement.toString());
                    boolean whole = !name(folder).startsWith("55_");
                    assertEquals(whole, judgement.of(Container.SECURITY_OBJECT).present());
                    assertEquals(broken.isEmpty() && whole, judgement.isGood());
                    assertEquals(
                            !name(folder).startsWith("25_"),
                            judgement.of(Container.DISCOVERY).present());
                }));
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }

    @Test
    void elevenCards_areThere() {
        assertEquals(11, GsaCards.all().size());
    }
}
