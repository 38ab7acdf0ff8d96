package org.lanyard.pki.assertion;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanyard.pki.assertion.JsonValue.Member;
import org.lanyard.pki.assertion.JsonValue.Members;
import org.lanyard.pki.assertion.JsonValue.Text;
import org.lanyard.pki.assertion.JsonValue.Whole;
import org.lanyard.pki.path.VerifiedLeaf;

@DisplayName("A rule judges what it is for, and leaves what is absent to the rule that it be there")
class RulesAloneTest {
    private static final AssertionParts PARTS = new AssertionParts();
    private static final Set<Reason> ABSENT =
            Set.of(Reason.CLAIM_MISSING, Reason.CLAIM_MALFORMED, Reason.CLAIM_UNEXPECTED, Reason.EVIDENCE_MALFORMED);

    private static Statement saying(Member... members) throws Exception {
        VerifiedLeaf leaf = PARTS.authority.validator().validate(PARTS.card.certificate(), AssertionParts.NOW);
        return new Statement(
                new Members(List.of(members)), leaf, Speaker.CARD, AssertionParts.AUDIENCE, AssertionParts.NOW);
    }

    static Stream<Rule<Statement>> rules() {
        Rules all = Rules.ALL;
        return Stream.of(all.claims(), all.card(), all.kiosk(), all.webauthn()).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ofNothingSaid_orNothingOfUse_onlyThat(Rule<Statement> rule) throws Exception {
        long now = AssertionParts.NOW.getEpochSecond();
        for (Statement statement : List.of(
                saying(),
                saying(new Member("webauthn", new Text("trust me"))),
                saying(new Member("iat", new Whole(now))),
                saying(new Member("exp", new Whole(now + 9))))) {
            assertOnly(ABSENT, rule, statement);
        }
    }

    @Test
    void ofAHeaderThatSaysNothing_onlyThatItIsAbsent() throws Exception {
        Set<Reason> absent = Set.of(Reason.ALG_MISSING, Reason.TYP_MISSING, Reason.X5C_MISSING, Reason.X5C_MALFORMED);
        for (Members header :
                List.of(new Members(List.of()), new Members(List.of(new Member("x5c", new Text("AAAA")))))) {
            for (Rule<Members> rule : Rules.ALL.jws()) {
                assertOnly(absent, rule, header);
            }
            for (Rule<HeaderRules.Heading> rule : Rules.ALL.header()) {
                assertOnly(absent, rule, new HeaderRules.Heading(header, Speaker.CARD.type()));
            }
        }
    }

    private static <S> void assertOnly(Set<Reason> reasons, Rule<S> rule, S subject) {
        try {
            rule.check(subject);
        } catch (AssertionException refusal) {
            assertTrue(reasons.contains(refusal.reason()), refusal::getMessage);
        }
    }

    @Test
    void signatureGoesWithGet_ofNoCeremony_leavesItToCeremonyIsKnown() throws Exception {
        Members evidence = new Members(List.of(new Member("signature", new Text("AAAA"))));
        Statement statement = saying(new Member("webauthn", evidence));
        assertDoesNotThrow(() -> new EvidenceRules.SignatureGoesWithGet().check(statement));
        assertThrows(AssertionException.class, () -> new EvidenceRules.CeremonyIsKnown().check(statement));
    }

    @Test
    void certificatesAreAFewStrings_ofNone_leavesItToCertificateIsThere() {
        HeaderRules.Heading nothing = new HeaderRules.Heading(new Members(List.of()), Speaker.CARD.type());
        assertDoesNotThrow(() -> new HeaderRules.CertificatesAreAFewStrings().check(nothing));
        assertThrows(AssertionException.class, () -> new HeaderRules.CertificateIsThere().check(nothing));
    }

    @Test
    void aNumberIsNoText_andATextNoNumber() {
        Members members = new Members(List.of(new Member("a", new Text("1")), new Member("b", new Whole(1))));
        assertNull(members.whole("a"));
        assertEquals(1, members.whole("b"));
        assertNull(members.text("b"));
        assertEquals("1", members.text("a"));
    }

    @Test
    void identifier_of22To512Characters() {
        for (int length : new int[] {22, 512}) {
            assertTrue(ClaimRules.isIdentifier("A".repeat(length)));
        }
        for (int length : new int[] {21, 513}) {
            assertFalse(ClaimRules.isIdentifier("A".repeat(length)));
        }
    }

    @Test
    void evidence_inItsBounds() {
        EvidenceRules.Bounds bounds = EvidenceRules.AUTHENTICATOR_DATA;
        assertTrue(bounds.hold(new byte[bounds.min()]) && bounds.hold(new byte[bounds.max()]));
        assertFalse(bounds.hold(new byte[bounds.min() - 1]));
        assertFalse(bounds.hold(new byte[bounds.max() + 1]));
    }

    private static Json read(String json, Rules rules) throws AssertionException {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), "a test", rules);
    }

    @Test
    void threeDeep_isTheDeepest() {
        assertDoesNotThrow(() -> read("{\"a\":{\"b\":{}}}", Rules.ALL));
        assertEquals(
                Reason.JSON_TOO_DEEP,
                assertThrows(AssertionException.class, () -> read("{\"a\":{\"b\":{\"c\":{}}}}", Rules.ALL))
                        .reason());
    }

    @Test
    void sixteenKib_areTheLongest() {
        assertDoesNotThrow(() -> new TextRules.IsBounded().check("A".repeat(16 * 1024)));
        assertThrows(AssertionException.class, () -> new TextRules.IsBounded().check("A".repeat(16 * 1024 + 1)));
    }

    @Test
    void typ_ofEachSpeaker_isWhatTheyWriteToo() {
        assertEquals(
                List.of("card-assertion+jwt", "webauthn-assertion+jwt", "client-authentication+jwt"),
                Stream.of(Speaker.values()).map(Speaker::type).toList());
    }

    @Test
    void theSmallestObject_isOne() throws Exception {
        assertEquals(List.of(), read("{}", Rules.ALL).root().members());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"a\""})
    void theReaderItself_takesNothingButAnObject(String json) {
        Rules without = RulesWithout.the(new JsonRules.IsObjectFromEndToEnd());
        assertEquals(
                Reason.NOT_AN_OBJECT,
                assertThrows(AssertionException.class, () -> read(json, without))
                        .reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"a\":{\"b\":1,\"b\":2}}", "{\"a\":[1,{\"b\":1,\"b\":2}]}"})
    void aNameTwice_howeverDeep_isRefused(String json) {
        assertEquals(
                Reason.DUPLICATE_NAME,
                assertThrows(AssertionException.class, () -> read(json, Rules.ALL))
                        .reason());
    }

    @Test
    void aNameOnceInEachOfSeveralObjects_isTaken() {
        assertDoesNotThrow(() -> read("{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}]}", Rules.ALL));
    }
}
