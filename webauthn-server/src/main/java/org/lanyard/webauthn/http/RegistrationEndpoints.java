package org.lanyard.webauthn.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;
import org.lanyard.webauthn.UserHandle;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.ceremony.CeremonyOptions;
import org.lanyard.webauthn.ceremony.CeremonySealer;
import org.lanyard.webauthn.ceremony.CeremonyState;
import org.lanyard.webauthn.ceremony.Purpose;
import org.lanyard.webauthn.ceremony.RegistrationCeremony;
import org.lanyard.webauthn.ceremony.RegistrationResponse;
import org.lanyard.webauthn.ceremony.VerifiedRegistration;
import org.lanyard.webauthn.credential.CredentialStore;

/** Registration over HTTP: hands out options, then verifies, asks the door, stores, and answers with the assertion. */
record RegistrationEndpoints(
        Duration life,
        CeremonyOptions options,
        CeremonySealer sealer,
        RegistrationCeremony ceremonies,
        AssertionIssuer issuer,
        KeyModels models,
        Door door,
        CredentialStore credentials,
        InstantSource clock) {
    private static final Set<String> MEMBERS = members();

    void options(Exchange exchange) throws HttpRefusal, WebAuthnException {
        RequestJson request = RequestJson.read(exchange, RequestJson.SMALL, MEMBERS);
        CeremonyState ceremony = new CeremonyState(
                Purpose.REGISTRATION,
                CeremonyState.parseChallenge(request.text("challenge")),
                Optional.of(UserHandle.parse(request.text("handle"))),
                clock.instant().plus(life));
        ObjectNode answer = Json.object();
        answer.set("publicKey", options.creation(ceremony, WishesJson.read(request.object())));
        answer.put("ceremony", sealer.seal(ceremony));
        exchange.json(200, answer);
    }

    void finish(Exchange exchange) throws HttpRefusal, WebAuthnException, PkiException {
        RequestJson request = RequestJson.read(exchange, RequestJson.LARGE, Set.of("ceremony", "response"));
        CeremonyState ceremony = sealer.open(request.text("ceremony"), Purpose.REGISTRATION);
        VerifiedRegistration verified = ceremonies.verify(ceremony, RegistrationResponse.parse(request.response()));
        String assertion = issuer.created(verified, models.judge(verified));
        // The door first: a credential that it would not confirm must not lie here and look like one.
        door.requireWelcome(assertion);
        credentials.add(verified.credential());
        exchange.json(200, Json.object().put("assertion", assertion));
    }

    private static Set<String> members() {
        Set<String> members = new HashSet<>(WishesJson.MEMBERS);
        members.addAll(Set.of("challenge", "handle"));
        return Set.copyOf(members);
    }
}
