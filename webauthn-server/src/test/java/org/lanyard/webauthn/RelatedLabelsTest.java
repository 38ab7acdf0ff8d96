package org.lanyard.webauthn;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Level 3 §5.11.1: related origins")
class RelatedLabelsTest {
    private static final RelyingPartyRules RULES =
            RelyingPartyRules.of("id.example", "Lanyard", Set.of("https://id.example"));

    @Test
    @DisplayName("of five names are let through, however many domains and suffixes those have")
    void five() {
        assertDoesNotThrow(() -> RULES.withRelatedOrigins(Set.of(
                "https://a.one.org",
                "https://b.one.org",
                "https://one.co.uk",
                "https://two.sch.uk",
                "https://three.wales",
                "https://four.cymru",
                "https://five.gov.uk")));
    }

    @Test
    @DisplayName("of a sixth name are refused: some browsers would not read it")
    void six() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> RULES.withRelatedOrigins(Set.of(
                        "https://one.org",
                        "https://two.org",
                        "https://three.org",
                        "https://four.org",
                        "https://five.org",
                        "https://six.org")));
        assertTrue(refused.getMessage().contains("6 names"), refused.getMessage());
    }
}
