package org.lanyard.card.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanyard.card.kiosk.DoorAnswer.Given;
import org.lanyard.card.kiosk.DoorAnswer.Refused;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpServers;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.TestAuthority;

@Timeout(30)
class DoorClientTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final String GRANT = "{'access_token':'h','token_type':'Bearer','expires_in':15,'scope':'lease',"
            + "'handover_code':'c','handover_uri':'@/session/handover','challenge':'abcdefghijklmnopqrstuvwxyz012345','challenge_expires_in':120}";

    private static final SigningKey KEY =
            TestAuthority.create().issue(Profile.KIOSK, new SubjectName.Service(Kiosk.ID));
    private static final Challenge CHALLENGE = new Challenge("c".repeat(32), NOW);

    private final Deque<String> answers = new ArrayDeque<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final ServerClock clock = new ServerClock(CLOCK);
    private Server server;
    private DoorClient door;
    private int asked;

    @BeforeEach
    void start() throws Exception {
        server = HttpServers.listening("localhost", 0, Optional.empty(), new Canned());
        server.setStopTimeout(0);
        server.start();
        door = client(URI.create("http://localhost:" + HttpServers.port(server)));
    }

    @AfterEach
    void stop() throws Exception {
        never.countDown();
        server.stop();
    }

    private DoorClient client(URI issuer) {
        return new DoorClient(issuer, Kiosk.ID, KEY, clock, new SecureRandom());
    }

    /** Answers what the test put there: {@code STATUS BODY}. */
    private final class Canned extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String answer = answers.poll();
            asked++;
            if (answer == null) {
                never.await();
                answer = "500 late";
            }
            String body = answer.substring(4).replace('\'', '"').replace("@", door.audience());
            new Exchange(request, response, callback)
                    .bytes(
                            Integer.parseInt(answer.substring(0, 3)),
                            "application/json",
                            body.getBytes(StandardCharsets.UTF_8));
            return true;
        }
    }

    private static Refused<?> refused(DoorAnswer<?> answer) {
        return assertInstanceOf(Refused.class, answer);
    }

    @Test
    void aChallengeExpiresByTheServersClock() {
        answers.add("200 {'challenge':'abcdefghijklmnopqrstuvwxyz012345','expires_in':120,'time':"
                + NOW.plusSeconds(500).getEpochSecond() + "}");
        Challenge challenge = ((Given<Challenge>) door.challenge()).value();
        assertEquals("abcdefghijklmnopqrstuvwxyz012345", challenge.value());
        assertEquals(NOW.plusSeconds(620), challenge.expiresAt());
        assertEquals(Duration.ofSeconds(500), clock.correction());
        assertFalse(challenge.toString().contains("abcdef"));
    }

    @Test
    void aRefusalThatTellsAnotherTimeIsAskedAgain() {
        answers.add(
                "401 {'error':'invalid_client','time':" + NOW.plusSeconds(900).getEpochSecond() + "}");
        answers.add("200 {'challenge':'abcdefghijklmnopqrstuvwxyz012345','expires_in':120,'time':"
                + NOW.plusSeconds(900).getEpochSecond() + "}");
        assertInstanceOf(Given.class, door.challenge());
        assertEquals(2, asked);
    }

    @Test
    void aRefusalThatTellsTheSameTimeIsNot() {
        answers.add("401 {'error':'invalid_client','support_code':'ABCD2345','time':" + NOW.getEpochSecond() + "}");
        Refused<?> refused = refused(door.challenge());
        assertEquals(DoorFailure.KIOSK_REFUSED, refused.failure());
        assertEquals("ABCD2345", refused.code().orElseThrow().value());
        assertEquals(1, asked);
    }

    @ParameterizedTest
    @DisplayName("What each answer of /token means")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 {'error':'invalid_grant'}                | REFUSED",
                "400 {'error':'invalid_client'}               | KIOSK_REFUSED",
                "401 {'error':'invalid_client'}               | KIOSK_REFUSED",
                "401 not json                                 | KIOSK_REFUSED",
                "429 {}                                       | BUSY",
                "503 {}                                       | BUSY",
                "500 {}                                       | BROKEN",
                "302 {}                                       | BROKEN",
                "200 {}                                       | BAD_ANSWER",
                "200 []                                       | BAD_ANSWER",
                "200 {'a':1,'a':2}                            | BAD_ANSWER",
                "200 {} {}                                    | BAD_ANSWER",
            })
    void failures(String answer, DoorFailure expected) {
        answers.add(answer);
        assertEquals(expected, refused(door.token("assertion", CHALLENGE)).failure());
    }

    @ParameterizedTest
    @DisplayName("A grant with one thing wrong is none")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'access_token':'h'         | 'access_token':7",
                "'access_token':'h',        | ''",
                "'expires_in':15            | 'expires_in':'15'",
                "'expires_in':15            | 'expires_in':0",
                "'expires_in':15            | 'expires_in':-1",
                "'expires_in':15            | 'expires_in':1e3",
                "'expires_in':15            | 'expires_in':99999999999999999999",
                "'handover_code':'c'        | 'handover_code':''",
                "@/session/handover         | http://evil.example/session/handover",
                "@/session/handover         | @.evil.example/session/handover",
                "@/session/handover         | javascript:alert(1)",
                "'challenge_expires_in':120 | ''",
                "abcdefghijklm              | short of",
                "'challenge':'abcdefghijklmnopqrstuvwxyz012345', | ''",
            })
    void badGrants(String part, String instead) {
        assertTrue(GRANT.contains(part), part);
        answers.add("200 " + GRANT.replace(part, instead.equals("''") ? "" : instead));
        assertEquals(
                DoorFailure.BAD_ANSWER,
                refused(door.token("assertion", CHALLENGE)).failure());
    }

    @Test
    void theGoodGrantIsOne() {
        answers.add("200 " + GRANT);
        Grant grant = ((Given<Grant>) door.token("assertion", CHALLENGE)).value();
        assertEquals(Duration.ofSeconds(15), grant.lease());
        assertFalse(
                grant.toString().contains("h,") || grant.handOver().toString().contains("=c"));
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        answers.add("200 {'challenge':'" + "x".repeat(40_000) + "','expires_in':120}");
        assertEquals(DoorFailure.BAD_ANSWER, refused(door.challenge()).failure());
    }

    @Test
    void aLeaseThatIsOverAndOneThatIsIdle() {
        answers.add("401 {'error':'invalid_token'}");
        answers.add("200 {'expires_in':15,'idle_for':61}");
        assertEquals(DoorFailure.OVER, refused(door.lease("h")).failure());
        LeaseNews news = ((Given<LeaseNews>) door.lease("h")).value();
        assertEquals(Optional.of(Duration.ofSeconds(61)), news.idle());
    }

    @Test
    void nobodyThere() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertEquals(
                DoorFailure.UNREACHABLE,
                refused(client(URI.create("http://localhost:" + port)).challenge())
                        .failure());
    }

    @Test
    void somebodyWhoNeverAnswers() {
        long start = System.nanoTime();
        assertEquals(DoorFailure.TIMED_OUT, refused(door.challenge()).failure());
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 8);
    }
}
