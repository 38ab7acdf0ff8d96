package org.lanyard.session.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.Statements;
import org.lanyard.pki.store.TestStore;
import org.lanyard.pki.testing.Ranks;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;

/** Beside {@link InvitationAnswersTest}, which holds the answers: what is done for them, and how long it takes. */
@DisplayName("POST /invitation/open: whether a code is there is told by no work")
class SameForAnyCodeTest {
    private static final int TIMES = 2_000;
    /** A few microseconds of a millisecond in the same machine are not seen through a network. */
    private static final double BOUND = 0.15;

    private static final String WRONG = "1234 5678";

    private TestStore data;
    private House house;

    @BeforeEach
    void build() {
        data = TestStore.sqlite("pki", "session");
        house = new House(data.store());
        // One more than the office would make, so that none of the cases is the first of its kind.
        codeOf("");
    }

    @AfterEach
    void takeDown() {
        house.close();
        data.close();
    }

    /** The code of a letter whose row is changed; its second code is another than {@link #WRONG} but once in many million runs. */
    private String codeOf(String change) {
        UUID person = house.person("guardian", house.school());
        Invited invited = house.invite(person);
        if (!change.isEmpty()) {
            house.sql(change.replace("PERSON", "'" + person + "'"));
        }
        return invited.code().reveal();
    }

    private Map<String, String> codes() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("that nobody has", "0123-4567-89AB-CDEF");
        all.put("that is none", "a date of birth");
        all.put("of a parent", codeOf(""));
        all.put(
                "that rests",
                codeOf("UPDATE invitation SET paused_until = " + Long.MAX_VALUE / 2 + " WHERE person_id = PERSON"));
        all.put("that is spent", codeOf("UPDATE invitation SET wrong = 10 WHERE person_id = PERSON"));
        all.put("redeemed", codeOf("UPDATE invitation SET redeemed_at = 1 WHERE person_id = PERSON"));
        all.put("withdrawn", codeOf("UPDATE invitation SET withdrawn_at = 1 WHERE person_id = PERSON"));
        all.put("expired", codeOf("UPDATE invitation SET expires_at = 1 WHERE person_id = PERSON"));
        all.put("of somebody suspended", codeOf("UPDATE person SET status = 'inactive' WHERE id = PERSON"));
        return all;
    }

    private RawHttp.Answer open(String code) {
        return new Browser(house, null)
                .post("/invitation/open", "{\"code\":\"" + code + "\",\"second\":\"" + WRONG + "\"}");
    }

    @Test
    @DisplayName("the same statements, for unknown, known, resting, spent, redeemed, withdrawn, expired and suspended")
    void sameStatements() {
        Map<String, List<String>> ran = new LinkedHashMap<>();
        codes().forEach((name, code) -> {
            house.sql("DELETE FROM invitation_source");
            try (Statements statements = new Statements()) {
                assertEquals(400, open(code).status(), name);
                ran.put(name, withoutTheJanitor(statements));
            }
        });
        List<String> first = ran.values().iterator().next();
        assertFalse(first.isEmpty());
        ran.forEach((name, statements) -> assertEquals(first, statements, name));
    }

    /** It works each second, for nobody. */
    private static List<String> withoutTheJanitor(Statements statements) {
        return statements.sorted().stream()
                .filter(text -> !text.contains("login_session") && !text.contains("consumed_challenge"))
                .toList();
    }

    @Test
    @Tag("long")
    @DisplayName("nor by time: a rank test of answers in turn")
    void sameTime() throws Exception {
        String nobodys = "0123-4567-89AB-CDEF";
        for (Map.Entry<String, String> each : codes().entrySet()) {
            Ranks.probability(() -> nanos(nobodys), () -> nanos(each.getValue()), TIMES / 4, new Random(1));
            double longer = Ranks.probability(() -> nanos(nobodys), () -> nanos(each.getValue()), TIMES, new Random(2));
            System.out.printf("ranks: invitation, a code %s: %.3f%n", each.getKey(), longer);
            assertEquals(0.5, longer, BOUND, each.getKey());
        }
    }

    /** Each is the first of its source, and of its code: a limit would end the comparison. */
    private long nanos(String code) {
        house.sql("DELETE FROM invitation_source");
        house.sql(
                "UPDATE invitation SET wrong = 0, paused_until = 0 WHERE wrong < 10 AND paused_until < ?",
                Long.MAX_VALUE / 4);
        long from = System.nanoTime();
        assertEquals(400, open(code).status());
        return System.nanoTime() - from;
    }
}
