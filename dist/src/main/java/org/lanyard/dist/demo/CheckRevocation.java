package org.lanyard.dist.demo;

import static org.lanyard.dist.demo.DemoCheck.require;

import com.nimbusds.jose.util.Base64;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.lanyard.card.kiosk.Challenge;
import org.lanyard.card.kiosk.DoorAnswer;
import org.lanyard.card.kiosk.DoorClient;
import org.lanyard.card.kiosk.Grant;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.softcard.SoftReader;
import org.lanyard.card.tap.CertificateCache;
import org.lanyard.card.tap.Tap;
import org.lanyard.card.tap.TapPolicy;
import org.lanyard.card.tap.TapReading;
import org.lanyard.pki.assertion.CardClaims;
import org.lanyard.session.card.CardStatus;

/** The check's sceptic: a session watched from outside while its card is lost. */
final class CheckRevocation {
    private static final String CLIENT = "demo-check";
    private static final long LIFETIME_SECONDS = 45;

    private final DemoSchool school;
    private final DoorClient door;
    private final SoftReader reader = new SoftReader("check");
    private final HttpClient http = HttpClient.newHttpClient();
    private final String secret;
    private String cardAssertion;
    private Challenge challenge;
    private Grant grant;

    CheckRevocation(DemoSchool school) {
        this.school = school;
        this.door = school.door();
        this.secret = school.store()
                .transact(tx -> school.node().desk().clients().register(tx, CLIENT, school.now(), DemoAuthority.ACTOR))
                .reveal();
        reader.start(new NoEvents());
        reader.insert(school.cards().get(2).card(), CardInterface.CONTACTLESS);
    }

    void introspect() throws Exception {
        grant = given(token());
        require(active(), "a session that was just opened is not active");
    }

    void replay() {
        require(door.token(cardAssertion, challenge) instanceof DoorAnswer.Refused, "an assertion was taken twice");
    }

    void revoke() throws Exception {
        school.store().<Void, Exception>transact(tx -> {
            school.node()
                    .desk()
                    .cards()
                    .revoke(
                            tx,
                            school.cards().get(2).card().id(),
                            CardStatus.LOST,
                            school.now(),
                            DemoAuthority.ACTOR,
                            "demo --check");
            return null;
        });
        require(!active(), "the session outlived its card");
    }

    void tapAgain() throws Exception {
        require(token() instanceof DoorAnswer.Refused, "a lost card opened a session");
    }

    private DoorAnswer<Grant> token() throws Exception {
        challenge = given(door.challenge());
        Instant now = door.clock().instant();
        TapReading reading = new TapReading(new CertificateCache(1), TapPolicy.DEFAULT, System::nanoTime, line -> {});
        try (CardConnection connection = reader.connect()) {
            Tap tap = reading.tap(
                    connection,
                    card -> new CardClaims(
                            card,
                            door.audience(),
                            now,
                            now.plusSeconds(LIFETIME_SECONDS),
                            challenge.value(),
                            door.kiosk()));
            cardAssertion = tap.assertion();
        }
        return door.token(cardAssertion, challenge);
    }

    private boolean active() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(school.issuer() + "/introspect"))
                .header("Authorization", "Basic " + Base64.encode(CLIENT + ":" + secret))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + URLEncoder.encode(grant.handle(), StandardCharsets.UTF_8)))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        require(answer.statusCode() == 200, "introspection was answered " + answer.statusCode());
        return answer.body().contains("\"active\":true");
    }

    private static <T> T given(DoorAnswer<T> answer) {
        require(answer instanceof DoorAnswer.Given, "the door refused: " + answer);
        return ((DoorAnswer.Given<T>) answer).value();
    }
}
