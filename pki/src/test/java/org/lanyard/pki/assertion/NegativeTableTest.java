package org.lanyard.pki.assertion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An assertion with one thing broken is refused for that one reason")
class NegativeTableTest {
    private static final AssertionParts PARTS = new AssertionParts();

    static List<Broken> rows() {
        return Broken.all();
    }

    static Stream<Broken> rowsWithARule() {
        return Broken.all().stream().filter(row -> row.rule().isPresent());
    }

    @ParameterizedTest
    @EnumSource(Speaker.class)
    @DisplayName("and with nothing broken it is accepted")
    void verify_good_isAccepted(Speaker speaker) throws Exception {
        AssertionParts.verify(PARTS.verifier(), speaker, PARTS.good(speaker).write());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void verify_broken_isRefusedWithItsReason(Broken row) {
        AssertionVerifier verifier = PARTS.verifier();
        String jwt = row.jwt(PARTS);
        assertEquals(Optional.of(row.reason()), AssertionParts.refusal(verifier, row.speaker(), jwt));
        assertEquals(
                Optional.of(row.reason()), AssertionParts.refusal(verifier, row.speaker(), jwt), "the second time");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rowsWithARule")
    @Tag("rule-taken-out")
    @DisplayName("which is no longer so once the one rule is taken out")
    void verify_withoutTheRule_doesNotSeeIt(Broken row) {
        AssertionVerifier verifier = PARTS.verifier(RulesWithout.the(row.rule().orElseThrow()));
        assertNotEquals(Optional.of(row.reason()), AssertionParts.refusal(verifier, row.speaker(), row.jwt(PARTS)));
    }

    @Test
    void everyRule_hasARow() {
        Set<Rule<?>> missing = new HashSet<>(RulesWithout.all());
        rowsWithARule().forEach(row -> missing.remove(row.rule().orElseThrow()));
        missing.removeIf(rule -> rule.getClass().getNestHost() == KeyRules.class); // See VerificationKeyTest.
        assertTrue(missing.isEmpty(), missing::toString);
    }

    @Test
    void everyReason_hasARow() {
        Set<Reason> missing = new HashSet<>(Set.of(Reason.values()));
        rows().forEach(row -> missing.remove(row.reason()));
        assertEquals(Set.of(Reason.NOT_UNDERSTOOD), missing);
    }

    @Test
    void ids_areUnique() {
        assertEquals(rows().size(), rows().stream().map(Broken::id).distinct().count());
    }
}
