package org.lanyard.webauthn.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.ceremony.AuthenticationCeremony;
import org.lanyard.webauthn.ceremony.AuthenticationResponse;
import org.lanyard.webauthn.ceremony.CeremonyOptions;
import org.lanyard.webauthn.ceremony.CeremonySealer;
import org.lanyard.webauthn.ceremony.CeremonyState;
import org.lanyard.webauthn.ceremony.Purpose;
import org.lanyard.webauthn.ceremony.VerifiedAuthentication;

/** Authentication over HTTP: hands out options that are the same for everybody, then verifies and answers. */
record AuthenticationEndpoints(
        Duration life,
        CeremonyOptions options,
        CeremonySealer sealer,
        AuthenticationCeremony ceremonies,
        AssertionIssuer issuer,
        KeyModels models,
        InstantSource clock) {

    void options(Exchange exchange) throws HttpRefusal, WebAuthnException {
        RequestJson request = RequestJson.read(exchange, RequestJson.SMALL, Set.of("challenge", "hints"));
        CeremonyState ceremony = new CeremonyState(
                Purpose.AUTHENTICATION,
                CeremonyState.parseChallenge(request.text("challenge")),
                Optional.empty(),
                clock.instant().plus(life));
        ObjectNode answer = Json.object();
        answer.set("publicKey", options.request(ceremony, WishesJson.hints(request.object())));
        answer.put("ceremony", sealer.seal(ceremony));
        exchange.json(200, answer);
    }

    void finish(Exchange exchange) throws HttpRefusal, WebAuthnException, PkiException {
        RequestJson request = RequestJson.read(exchange, RequestJson.LARGE, Set.of("ceremony", "response"));
        CeremonyState ceremony = sealer.open(request.text("ceremony"), Purpose.AUTHENTICATION);
        VerifiedAuthentication verified = ceremonies.verify(ceremony, AuthenticationResponse.parse(request.response()));
        models.requireGood(verified.credential());
        exchange.json(200, Json.object().put("assertion", issuer.used(verified)));
    }
}
