package org.lanyard.webauthn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("what a relying party may be configured to ask")
class RelyingPartyRulesTest {
    @Test
    @DisplayName("§5.11: related origins are origins too, and lie under other domains")
    void relatedOrigins() {
        RelyingPartyRules rules = Ground.RULES.withRelatedOrigins(Set.of("https://council.example"));
        assertEquals(Set.of(Ground.ORIGIN, "https://council.example"), rules.everyOrigin());
        assertEquals(Set.of(Ground.ORIGIN), rules.origins());
        assertThrows(
                IllegalArgumentException.class,
                () -> Ground.RULES.withRelatedOrigins(Set.of("https://pupils.school.example")),
                "an origin of its own");
        assertThrows(
                IllegalArgumentException.class,
                () -> RelyingPartyRules.of(Ground.RP, "School", Set.of("https://council.example")),
                "a related one among its own");
    }

    @ParameterizedTest
    @DisplayName("§13.4.9: an origin is what a browser would write")
    @ValueSource(
            strings = {
                "https://council.example/",
                "http://council.example",
                "council.example",
                "https://user@council.example",
                "https://council.example?x"
            })
    void notAnOrigin(String text) {
        assertThrows(IllegalArgumentException.class, () -> Ground.RULES.withRelatedOrigins(Set.of(text)));
        assertThrows(IllegalArgumentException.class, () -> Ground.RULES.dangerouslyInsideFramesOf(Set.of(text)));
    }

    @Test
    void noAlgorithm_orOneTwice_orATimeOfNobody() {
        assertThrows(IllegalArgumentException.class, () -> Ground.RULES.withAlgorithms(List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Ground.RULES.withAlgorithms(List.of(KeyAlgorithm.ES256, KeyAlgorithm.ES256)));
        assertThrows(IllegalArgumentException.class, () -> Ground.RULES.withTimeout(Duration.ofSeconds(9)));
        assertThrows(IllegalArgumentException.class, () -> Ground.RULES.withTimeout(Duration.ofMinutes(11)));
    }
}
