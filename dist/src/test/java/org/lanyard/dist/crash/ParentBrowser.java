package org.lanyard.dist.crash;

import static org.lanyard.dist.crash.DoorCaller.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.lanyard.dist.crash.BadLine.Answer;
import org.lanyard.dist.crash.BadLine.Fault;
import org.lanyard.dist.crash.BadLine.Outcome;
import org.lanyard.dist.crash.ParentBook.Key;
import org.lanyard.dist.crash.ParentBook.Letter;
import org.lanyard.dist.crash.ParentBook.Word;
import org.lanyard.webauthn.softauthenticator.SoftAuthenticator;

/** A parent's browser: registers and signs in, each time as a browser without cookies, and writes down what it was told. */
final class ParentBrowser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PRE = "__Host-lanyard-pre";
    private static final String SESSION = "__Host-lanyard";

    private final URI issuer;
    private final ParentBook book;
    private final Random random;
    private final SecureRandom secure = new SecureRandom();
    private final BadLine line;

    ParentBrowser(URI issuer, ParentBook book, Random random) {
        this.issuer = issuer;
        this.book = book;
        this.random = random;
        this.line = new BadLine(issuer, random);
    }

    ParentBook book() {
        return book;
    }

    /** Redeems the invitation that its parent holds with a new key; each of the last two requests may meet with a fault. */
    void register(Fault ceremony, Fault door) throws IOException {
        Letter letter = book.letter.orElseThrow();
        Visit visit = new Visit();
        JsonNode opened = visit.ask(
                "/invitation/open", object().put("code", letter.code()).put("second", letter.second()));
        require(opened.path("handle").asText().equals(book.handle), "an invitation of somebody else");
        ObjectNode wanted = object();
        wanted.set("challenge", opened.get("challenge"));
        wanted.set("handle", opened.get("handle"));
        JsonNode options = visit.ask("/webauthn/registration/options", wanted);
        SoftAuthenticator authenticator =
                random.nextBoolean() ? SoftAuthenticator.deviceBound(secure) : SoftAuthenticator.synced(secure);
        String response = authenticator.create(options.path("publicKey").toString(), issuer.toString());
        Key key = new Key(authenticator, JSON.readTree(response).path("id").textValue());
        book.keys.add(key);
        Outcome registered = visit.post("/webauthn/registration", finish(options, response), ceremony);
        require(count(registered) <= 1, "a credential was registered twice");
        Optional<Answer> yes = registered.answers().stream().filter(Answer::ok).findFirst();
        require(
                yes.isPresent() || registered.answers().isEmpty(),
                "a registration was refused: " + registered.answers());
        if (yes.isPresent()) {
            try {
                openSession(visit, yes.get().body(), key, door);
            } finally {
                if (key.word != Word.NEVER) {
                    book.letter = Optional.empty();
                }
            }
        }
    }

    /** Signs in with a key. */
    void signIn(Key key, Fault ceremony, Fault door) throws IOException {
        Visit visit = new Visit();
        JsonNode options = visit.options();
        String response = key.authenticator.get(options.path("publicKey").toString(), issuer.toString());
        Outcome signed = visit.post("/webauthn/authentication", finish(options, response), ceremony);
        Optional<Answer> yes = signed.answers().stream().filter(Answer::ok).findFirst();
        if (yes.isPresent()) {
            openSession(visit, yes.get().body(), key, door);
        } else {
            require(signed.answers().isEmpty(), "a confirmed key was refused: " + signed.answers());
        }
    }

    private void openSession(Visit visit, String assertion, Key key, Fault fault) throws IOException {
        String preSession = visit.cookies.get(PRE);
        Word before = key.word;
        if (before == Word.NEVER && fault != Fault.CUT_REQUEST) {
            key.word = Word.PERHAPS;
        }
        // Before it is sent: if the service dies, the exception leaves it so.
        int perhaps = book.perhaps++;
        Outcome outcome = visit.post("/session", (ObjectNode) JSON.readTree(assertion), fault);
        if (!outcome.perhaps()) {
            book.perhaps = perhaps;
        }
        require(count(outcome) <= 1, "one assertion opened two sessions");
        for (Answer answer : outcome.answers()) {
            if (answer.ok()) {
                key.word = Word.CONFIRMED;
                book.sessions.put(answer.cookies().get(SESSION), key.id);
            }
        }
        require(
                outcome.answers().isEmpty() || count(outcome) == 1,
                "the door refused what it had agreed to: " + outcome.answers());
        if (count(outcome) == 1 && random.nextInt(4) == 0) {
            replayed(assertion, preSession);
        }
    }

    /** What opened a session opens none again, here or elsewhere. */
    private void replayed(String assertion, String preSession) throws IOException {
        Visit again = new Visit();
        again.cookies.put(PRE, preSession);
        refused(again.post("/session", (ObjectNode) JSON.readTree(assertion), Fault.NONE));
        Visit elsewhere = new Visit();
        elsewhere.ask("/session/challenge", object());
        refused(elsewhere.post("/session", (ObjectNode) JSON.readTree(assertion), Fault.NONE));
    }

    /** Says that its key is somebody else's, and answers with one ceremony's response in another. */
    void signInAs(Key key, String another) throws IOException {
        Visit visit = new Visit();
        JsonNode options = visit.options();
        String response = key.authenticator.get(options.path("publicKey").toString(), issuer.toString());
        ObjectNode lie = (ObjectNode) JSON.readTree(response);
        ((ObjectNode) lie.path("response")).put("userHandle", another);
        refused(visit.post("/webauthn/authentication", finish(options, lie.toString()), Fault.NONE));
        Visit other = new Visit();
        refused(other.post("/webauthn/authentication", finish(other.options(), response), Fault.NONE));
    }

    /** Whether a key signs in now, over a good line. */
    boolean signsIn(Key key) throws IOException {
        Visit visit = new Visit();
        JsonNode options = visit.options();
        String response = key.authenticator.get(options.path("publicKey").toString(), issuer.toString());
        Outcome signed = visit.post("/webauthn/authentication", finish(options, response), Fault.NONE);
        if (count(signed) == 0) {
            return false;
        }
        Outcome opened = visit.post(
                "/session", (ObjectNode) JSON.readTree(signed.answers().get(0).body()), Fault.NONE);
        opened.answers().stream()
                .filter(Answer::ok)
                .forEach(answer -> book.sessions.put(answer.cookies().get(SESSION), key.id));
        return count(opened) == 1;
    }

    /** The page that a session's cookie opens, or nothing. */
    Optional<String> page(String cookie) throws IOException {
        Answer answer = line.send("GET /me HTTP/1.1\r\nCookie: " + SESSION + "=" + cookie + "\r\n", "", Fault.NONE)
                .answers()
                .get(0);
        return answer.ok() ? Optional.of(answer.body()) : Optional.empty();
    }

    /** Forgets the connection to a service that was killed. */
    void reconnect() throws IOException {
        line.close();
    }

    private void refused(Outcome outcome) {
        require(outcome.answers().get(0).status() == 400, "was not refused: " + outcome.answers());
        require(!outcome.answers().get(0).cookies().containsKey(SESSION), "a session for what was refused");
        book.refused++;
    }

    private static long count(Outcome outcome) {
        return outcome.answers().stream().filter(Answer::ok).count();
    }

    private static ObjectNode finish(JsonNode options, String response) throws IOException {
        ObjectNode finish = object();
        finish.set("ceremony", options.get("ceremony"));
        finish.set("response", JSON.readTree(response));
        return finish;
    }

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** One visit: its cookies. */
    private final class Visit {
        private final Map<String, String> cookies = new LinkedHashMap<>();

        JsonNode options() throws IOException {
            ObjectNode wanted = object();
            wanted.set("challenge", ask("/session/challenge", object()).get("challenge"));
            return ask("/webauthn/authentication/options", wanted);
        }

        /** What must be answered with 200. */
        JsonNode ask(String path, ObjectNode body) throws IOException {
            Answer answer = post(path, body, Fault.NONE).answers().get(0);
            require(answer.ok(), path + " was answered " + answer);
            return JSON.readTree(answer.body());
        }

        Outcome post(String path, ObjectNode body, Fault fault) throws IOException {
            StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\n");
            head.append("Origin: ").append(issuer).append("\r\nSec-Fetch-Site: same-origin\r\n");
            head.append("Content-Type: application/json\r\n");
            if (!cookies.isEmpty()) {
                StringBuilder all = new StringBuilder();
                cookies.forEach((name, value) -> all.append(all.isEmpty() ? "" : "; ")
                        .append(name)
                        .append('=')
                        .append(value));
                head.append("Cookie: ").append(all).append("\r\n");
            }
            Outcome outcome = line.send(head.toString(), body.toString(), fault);
            for (Answer answer : outcome.answers()) {
                require(answer.status() < 500, path + " was answered " + answer);
                answer.cookies().forEach(cookies::put);
            }
            return outcome;
        }
    }
}
