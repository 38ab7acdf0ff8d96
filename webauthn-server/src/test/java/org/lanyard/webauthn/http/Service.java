package org.lanyard.webauthn.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.MetadataConfig;
import org.lanyard.webauthn.RelyingPartyRules;
import org.lanyard.webauthn.TurnableClock;
import org.lanyard.webauthn.WebAuthnConfig;
import org.lanyard.webauthn.softauthenticator.SoftAuthenticator;

/** The service behind raw HTTP, with its door and its own certificate. */
final class Service implements AutoCloseable {
    static final URI NAME = URI.create("https://webauthn.school.example/");

    final TurnableClock clock;
    final FakeDoor door;
    private final RawHttp http;

    Service(Store store) throws Exception {
        this(store, Ground.RULES);
    }

    Service(Store store, RelyingPartyRules rules) throws Exception {
        this(store, rules, MetadataConfig.NONE, new TurnableClock());
    }

    Service(Store store, MetadataConfig metadata) throws Exception {
        this(store, metadata, new TurnableClock());
    }

    Service(Store store, MetadataConfig metadata, TurnableClock clock) throws Exception {
        this(store, Ground.RULES, metadata, clock);
    }

    private Service(Store store, RelyingPartyRules rules, MetadataConfig metadata, TurnableClock clock)
            throws Exception {
        this.clock = clock;
        TestAuthority authority = TestAuthority.create(clock.instant());
        door = new FakeDoor(authority.validator(), clock);
        Path masterKey = Files.createTempDirectory("webauthn").resolve("master.key");
        http = RawHttp.start(WebAuthnService.create(
                new WebAuthnConfig(rules, FakeDoor.AUDIENCE, URI.create(door.address()), metadata),
                store,
                authority.issue(Profile.WEBAUTHN_SERVICE, new SubjectName.Service(NAME)),
                MasterKey.openOrCreate(masterKey),
                clock,
                new SecureRandom()));
    }

    RawHttp.Answer post(String path, Object body) {
        return http.send("POST", path, body.toString(), "Content-Type: application/json");
    }

    RawHttp.Answer send(String method, String path, String body, String... headers) {
        return http.send(method, path, body, headers);
    }

    /** Options for a registration. */
    ObjectNode creation(String handle) {
        return object(post(
                "/webauthn/registration/options",
                Json.object().put("challenge", challenge()).put("handle", handle)));
    }

    /** Options for a sign-in. */
    ObjectNode request() {
        return object(post("/webauthn/authentication/options", Json.object().put("challenge", challenge())));
    }

    RawHttp.Answer register(ObjectNode options, String response) {
        return post("/webauthn/registration", finish(options, response));
    }

    RawHttp.Answer authenticate(ObjectNode options, String response) {
        return post("/webauthn/authentication", finish(options, response));
    }

    RawHttp.Answer register(String handle, SoftAuthenticator authenticator) {
        ObjectNode options = creation(handle);
        return register(options, authenticator.create(options.path("publicKey").toString(), Ground.ORIGIN));
    }

    RawHttp.Answer authenticate(SoftAuthenticator authenticator) {
        ObjectNode options = request();
        return authenticate(options, authenticator.get(options.path("publicKey").toString(), Ground.ORIGIN));
    }

    static ObjectNode object(RawHttp.Answer answer) {
        return Ground.json(answer.body());
    }

    static String challenge() {
        return Base64Url.encode(Ground.random(90));
    }

    private static ObjectNode finish(ObjectNode options, String response) {
        ObjectNode body = Json.object().put("ceremony", options.path("ceremony").textValue());
        body.set("response", Ground.json(response));
        return body;
    }

    @Override
    public void close() {
        http.close();
        door.close();
    }
}
