package org.lanyard.session.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.door.InterleavingTest.Nodes;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.house.TestKiosk;
import org.lanyard.session.invitation.Invited;

@DisplayName("An invitation and several who want it at the same time, at two nodes")
class InvitationRaceTest {
    private static final int GUESSES = 12;

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName(
            "guesses at once never have more tries than ten in all, and each but three waits; then the right code is no better")
    void guesses(TestStore data, Engine engine) throws Exception {
        try (Nodes nodes = Nodes.of(data, engine)) {
            House house = nodes.here();
            Invited invited = house.invite(house.person("guardian", house.school()));
            List<Long> looked = new ArrayList<>();
            for (int round = 0; round < 10; round++) {
                house.sql("DELETE FROM invitation_source");
                together(guesses(nodes, invited));
                looked.add(wrong(house));
                house.clock.move(Duration.ofMinutes(15));
            }
            assertEquals(List.of(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 10L, 10L), looked);
            assertEquals(1, house.count("invitation WHERE wrong = 10"));
        }
    }

    private static long wrong(House house) {
        return house.count("audit_row WHERE kind = 'invitation.refused' AND facts LIKE '%INVITATION_SECOND_WRONG%'");
    }

    private static List<Supplier<Integer>> guesses(Nodes nodes, Invited invited) {
        String right = invited.second().orElseThrow().reveal();
        List<Supplier<Integer>> all = new ArrayList<>();
        for (int i = 0; i < GUESSES; i++) {
            House house = i % 2 == 0 ? nodes.here() : nodes.there();
            String guess = right.substring(0, 8) + (char) ('0' + (right.charAt(8) - '0' + 1 + i % 9) % 10);
            all.add(() -> new Browser(house, null)
                    .openInvitation(invited.code().reveal(), guess)
                    .status());
        }
        return all;
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("two browsers that have both codes: one key, of the one that opened it last")
    void twoBrowsers(TestStore data, Engine engine) throws Exception {
        try (Nodes nodes = Nodes.of(data, engine)) {
            for (int round = 1; round <= 5; round++) {
                UUID person = nodes.here().person("guardian", nodes.here().school());
                Invited invited = nodes.here().invite(person);
                List<Integer> answers =
                        together(List.of(() -> redeem(nodes.here(), invited), () -> redeem(nodes.there(), invited)));
                long keys = nodes.here().count("credential WHERE person_id = '" + person + "'");
                assertEquals(answers.stream().filter(status -> status == 200).count(), keys);
                assertTrue(keys <= 1, answers::toString);
                assertEquals(
                        keys,
                        nodes.here()
                                .count("invitation WHERE redeemed_at IS NOT NULL AND person_id = '" + person + "'"));
            }
        }
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("one browser with two keys, in two windows: one of them")
    void twoWindows(TestStore data, Engine engine) throws Exception {
        try (Nodes nodes = Nodes.of(data, engine)) {
            for (int round = 0; round < 5; round++) {
                UUID person = nodes.here().person("guardian", nodes.here().school());
                Invited invited = nodes.here().invite(person);
                Browser browser = new Browser(nodes.here());
                List<String> proofs = Stream.generate(() -> registration(browser, invited))
                        .limit(2)
                        .toList();
                List<Integer> answers =
                        together(List.of(() -> status(browser, proofs.get(0)), () -> status(browser, proofs.get(1))));
                assertEquals(List.of(200, 400), answers.stream().sorted().toList());
                assertEquals(1, nodes.here().count("credential WHERE person_id = '" + person + "'"));
            }
        }
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("two clerks who invite the same person: one invitation is open")
    void twoClerks(TestStore data, Engine engine) throws Exception {
        try (Nodes nodes = Nodes.of(data, engine)) {
            UUID person = nodes.here().person("guardian", nodes.here().school());
            for (int round = 1; round <= 5; round++) {
                together(List.of(
                        () -> nodes.here().invite(person), () -> nodes.there().invite(person)));
                assertEquals(1, nodes.here().count("invitation WHERE redeemed_at IS NULL AND withdrawn_at IS NULL"));
                assertEquals(2 * round, nodes.here().count("invitation"));
            }
        }
    }

    private static int redeem(House house, Invited invited) {
        Browser browser = new Browser(house);
        return status(browser, registration(browser, invited));
    }

    private static int status(Browser browser, String registration) {
        return browser.session(registration).status();
    }

    private static String registration(Browser browser, Invited invited) {
        RawHttp.Answer answer = browser.openInvitation(invited);
        if (answer.status() != 200) {
            // The other was quicker, from beginning to end.
            return "x";
        }
        ObjectNode opened = TestKiosk.body(answer);
        return browser.registration(
                new TestKey(),
                opened.get("challenge").textValue(),
                opened.get("handle").textValue());
    }

    private static <T> List<T> together(List<Supplier<T>> works) throws Exception {
        List<CompletableFuture<T>> all =
                works.stream().map(CompletableFuture::supplyAsync).toList();
        List<T> answers = new ArrayList<>();
        for (CompletableFuture<T> one : all) {
            answers.add(one.get(60, TimeUnit.SECONDS));
        }
        return answers;
    }
}
