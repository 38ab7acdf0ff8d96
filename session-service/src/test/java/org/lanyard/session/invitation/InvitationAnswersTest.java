package org.lanyard.session.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestKey;

@DisplayName("POST /invitation/open tells whoever tries codes nothing, and whoever has both an honest word")
class InvitationAnswersTest {
    private TestStore data;
    private House house;

    @BeforeEach
    void build() {
        data = TestStore.sqlite("pki", "session");
        house = new House(data.store());
    }

    @AfterEach
    void takeDown() {
        house.close();
        data.close();
    }

    /** Two codes, as they are presented. */
    private record Codes(String code, String second) {
        static Codes of(Invited invited) {
            return new Codes(
                    invited.code().reveal(),
                    invited.second().map(SecondCode::reveal).orElse(""));
        }

        Codes wrong() {
            return new Codes(code, other(second));
        }

        /** The same code with another last digit. */
        static String other(String second) {
            return second.substring(0, 8) + (char) ('0' + (second.charAt(8) - '0' + 1) % 10);
        }
    }

    private Codes letter() {
        return Codes.of(house.invite(house.person("guardian", house.school())));
    }

    private Codes changed(String sql) {
        UUID person = house.person("guardian", house.school());
        Invited invited = house.invite(person);
        house.sql(sql.replace("PERSON", "'" + person + "'"));
        return Codes.of(invited);
    }

    private Codes afterWrong(int times) {
        Codes codes = letter();
        for (int i = 0; i < times; i++) {
            opened(codes.wrong());
        }
        return codes;
    }

    private Map<String, Codes> dull() {
        Map<String, Codes> all = new LinkedHashMap<>();
        all.put("INVITATION_UNKNOWN: a code that nobody has", new Codes("0123-4567-89AB-CDEF", "1234 5678"));
        all.put("INVITATION_UNKNOWN: hardly a code", new Codes("x", "1234 5678"));
        all.put("INVITATION_UNKNOWN: what cannot be a code", new Codes("a date of birth", "1988-02-03"));
        all.put("INVITATION_SECOND_WRONG: a second code that is wrong", letter().wrong());
        all.put("INVITATION_SECOND_WRONG: none", new Codes(letter().code(), ""));
        all.put("INVITATION_SECOND_WRONG: a date of birth", new Codes(letter().code(), "1988-02-03"));
        all.put("INVITATION_PAUSED: both right, while it rests", afterWrong(InvitationTries.FREE));
        all.put(
                "INVITATION_SPENT: both right, too late",
                changed("UPDATE invitation SET wrong = 10 WHERE person_id = PERSON"));
        all.put(
                "HOLDER_INACTIVE: both right, of somebody suspended",
                changed("UPDATE person SET status = 'inactive' WHERE id = PERSON"));
        return all;
    }

    @TestFactory
    @DisplayName(
            "unknown, wrong, resting, spent and suspended: the same status, headers and body, each for its own reason")
    Stream<DynamicTest> oneAnswer() {
        Map<String, Codes> cases = dull();
        house.sql("DELETE FROM invitation_source");
        String first = masked(answer(cases.values().iterator().next()));
        return cases.entrySet().stream()
                .map(each -> dynamicTest(each.getKey(), () -> {
                    house.sql("DELETE FROM invitation_source");
                    RawHttp.Answer answer = answer(each.getValue());
                    assertEquals(400, answer.status());
                    assertTrue(answer.body().startsWith("{\"error\":\"invalid_grant\","), answer.body());
                    assertEquals(first, masked(answer));
                    assertEquals(Optional.empty(), answer.header("Retry-After"));
                    assertEquals(each.getKey().split(":")[0], lastRefusal());
                }));
    }

    @Test
    @DisplayName(
            "a source with too many refusals is told to slow down, whatever it asks for; both codes right get in from there")
    void slowDown() {
        Codes right = letter();
        Codes unknown = new Codes("0123-4567-89AB-CDEF", "1234 5678");
        for (int i = 0; i < SourceTries.MOST; i++) {
            assertEquals(400, opened(unknown));
        }
        long told = house.count("audit_row WHERE kind = 'invitation.refused'");
        RawHttp.Answer stranger = answer(unknown);
        assertEquals(429, stranger.status());
        assertEquals(Optional.of("600"), stranger.header("Retry-After"));
        assertEquals(masked(stranger), masked(answer(letter().wrong())));
        assertEquals(told, house.count("audit_row WHERE kind = 'invitation.refused'"), "the audit is not filled");
        assertEquals(200, opened(right));
        house.clock.move(SourceTries.WINDOW);
        assertEquals(400, opened(unknown));
        house.clock.move(Duration.ofHours(2));
        house.service.janitor().prune();
        assertEquals(0, house.count("invitation_source"), "forgotten");
    }

    @Test
    @DisplayName("a stranger who does not know the code costs the family nothing")
    void strangersCostNothing() {
        Codes right = letter();
        String almost = right.code().substring(0, 18) + (right.code().endsWith("0") ? "1" : "0");
        for (int i = 0; i < 100; i++) {
            opened(new Codes(almost, right.second()));
        }
        assertEquals(0, house.count("invitation WHERE wrong > 0"));
        assertEquals(200, opened(right));
    }

    @TestFactory
    @DisplayName("with both codes right")
    Stream<DynamicTest> honest() {
        String over = "invitation_over";
        return Stream.of(
                honest("used", "invitation_redeemed", "UPDATE invitation SET redeemed_at = 1 WHERE person_id = PERSON"),
                honest("too old", over, "UPDATE invitation SET expires_at = 1 WHERE person_id = PERSON"),
                honest("taken back", over, "UPDATE invitation SET withdrawn_at = 1 WHERE person_id = PERSON"),
                honest(
                        "for a family that a restriction has come to: the same word as for any that is over",
                        over,
                        "INSERT INTO restriction (id, guardian_id, child_id, since, until_at, reference)"
                                + " SELECT 'r', id, id, 1, NULL, 'order' FROM person WHERE id = PERSON"));
    }

    private DynamicTest honest(String name, String error, String sql) {
        return dynamicTest(name, () -> {
            Codes codes = changed(sql);
            RawHttp.Answer answer = answer(codes);
            assertEquals(400, answer.status());
            assertTrue(answer.body().startsWith("{\"error\":\"" + error + "\","), answer.body());
            assertTrue(answer(codes.wrong()).body().startsWith("{\"error\":\"invalid_grant\","));
        });
    }

    @Test
    @DisplayName(
            "a sign-in with a key that is unknown, suspended, removed, or of somebody who left or is only invited: one answer")
    void signIns() {
        List<String> answers = Stream.of(
                        "",
                        "UPDATE credential SET status = 'suspended' WHERE person_id = PERSON",
                        "UPDATE credential SET status = 'removed' WHERE person_id = PERSON",
                        "UPDATE person SET status = 'inactive' WHERE id = PERSON",
                        "DELETE FROM credential WHERE person_id = PERSON")
                .map(this::refusedSignIn)
                .toList();
        answers.forEach(each -> assertEquals(answers.get(0), each));
    }

    /** @param sql what has become of the key or its owner; where it is empty, the key was never registered */
    private String refusedSignIn(String sql) {
        UUID person = house.person("guardian", house.school());
        Browser browser = new Browser(house);
        TestKey key = new TestKey();
        browser.register(key, person);
        house.invite(person);
        if (!sql.isEmpty()) {
            house.sql(sql.replace("PERSON", "'" + person + "'"));
        }
        TestKey used = sql.isEmpty() ? new TestKey() : key;
        RawHttp.Answer answer = browser.session(browser.signIn(used, browser.challenge(), house.handleOf(person)));
        assertEquals(400, answer.status(), answer.body());
        return masked(answer);
    }

    private int opened(Codes codes) {
        return answer(codes).status();
    }

    private RawHttp.Answer answer(Codes codes) {
        return new Browser(house, null).openInvitation(codes.code(), codes.second());
    }

    /** All but what is fresh each time. */
    private static String masked(RawHttp.Answer answer) {
        List<String> headers = answer.headers().stream()
                .map(header -> header.replaceAll("(__Host-lanyard-pre=)[^;]{43};", "$1…;"))
                .filter(header -> !header.toLowerCase(Locale.ROOT).startsWith("date:"))
                .toList();
        return answer.status() + "\n" + String.join("\n", headers) + "\n"
                + answer.body().replaceAll("(\"support_code\":\")[^\"]{8}\"", "$1…\"");
    }

    private String lastRefusal() {
        String facts = house.store
                .read(h -> Sql.one(
                        h,
                        "SELECT facts FROM audit_row WHERE kind = 'invitation.refused' ORDER BY id DESC LIMIT 1",
                        row -> row.getString(1)))
                .orElseThrow();
        return Stream.of(Reason.values())
                .map(Enum::name)
                .filter(name -> facts.contains("\"" + name + "\""))
                .findFirst()
                .orElseThrow(() -> new AssertionError(facts));
    }
}
