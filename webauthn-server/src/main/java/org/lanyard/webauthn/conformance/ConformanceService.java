package org.lanyard.webauthn.conformance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.http.Routes;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;
import org.lanyard.webauthn.KeyAlgorithm;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.RelyingPartyRules;
import org.lanyard.webauthn.UserHandle;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.ceremony.AuthenticationCeremony;
import org.lanyard.webauthn.ceremony.AuthenticationResponse;
import org.lanyard.webauthn.ceremony.CeremonyState;
import org.lanyard.webauthn.ceremony.Purpose;
import org.lanyard.webauthn.ceremony.RegistrationCeremony;
import org.lanyard.webauthn.ceremony.RegistrationResponse;
import org.lanyard.webauthn.ceremony.VerifiedRegistration;
import org.lanyard.webauthn.credential.CredentialId;
import org.lanyard.webauthn.credential.CredentialStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * FIDO's "Conformance testing server API" on this service's own ceremonies:
 *
 * <pre>
 * POST /attestation/options   {"username","displayName","authenticatorSelection","attestation","extensions"}
 * POST /attestation/result    a registration, as PublicKeyCredential
 * POST /assertion/options     {"username","userVerification","extensions"}
 * POST /assertion/result      a sign-in, as PublicKeyCredential
 * </pre>
 *
 * each answered with {@code "status": "ok"} or {@code "failed"} and {@code "errorMessage"}, which here is the reason's name: a
 * tool that tries a server is told what a stranger is not.
 */
public final class ConformanceService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConformanceService.class);
    private static final Set<String> VERIFICATION = Set.of("required", "preferred", "discouraged");
    private static final Set<String> CONVEYANCE = Set.of("none", "indirect", "direct", "enterprise");
    private static final int CHALLENGE = 32;

    private final RelyingPartyRules rules;
    private final InstantSource clock;
    private final SecureRandom random;
    private final ToolUsers users = new ToolUsers();
    private final Path folder;
    private final Store store;
    private final CredentialStore credentials;
    private final Ceremonies verified;
    private final Ceremonies present;

    private record Ceremonies(RegistrationCeremony registration, AuthenticationCeremony authentication) {}

    private ConformanceService(RelyingPartyRules rules, InstantSource clock, SecureRandom random) throws IOException {
        this.rules = rules.withAlgorithms(List.of(KeyAlgorithm.values()));
        this.clock = clock;
        this.random = random;
        this.folder = Files.createTempDirectory("lanyard-conformance");
        this.store = Store.open(StoreConfig.sqlite(folder.resolve("conformance.db")), CredentialStore.MIGRATIONS);
        this.credentials = new CredentialStore(store);
        this.verified = ceremonies(this.rules);
        this.present = ceremonies(this.rules.dangerouslyWithoutUserVerification());
    }

    private Ceremonies ceremonies(RelyingPartyRules asked) {
        return new Ceremonies(
                new RegistrationCeremony(asked, credentials, clock),
                new AuthenticationCeremony(asked, credentials, clock, copied -> {}));
    }

    /** The service with a store of its own, in a folder that goes with it. */
    public static ConformanceService open(RelyingPartyRules rules, InstantSource clock, SecureRandom random)
            throws IOException {
        LOG.warn("FIDO's conformance tool is let in: never beside people");
        return new ConformanceService(rules, clock, random);
    }

    /** Answers the four paths and leaves every other to the next handler. */
    public Handler handler() {
        return new Routes(ConformanceService::fail)
                .post("/attestation/options", this::creation)
                .post("/attestation/result", this::created)
                .post("/assertion/options", this::request)
                .post("/assertion/result", this::asserted);
    }

    private void creation(Exchange exchange) throws HttpRefusal {
        ToolRequest asked = ToolRequest.read(exchange);
        String name = asked.text("username");
        String displayName = asked.text("displayName");
        String attestation = ToolRequest.word(asked.object(), "attestation", CONVEYANCE, "none");
        ObjectNode selection = asked.inner("authenticatorSelection");
        boolean verify = "required".equals(ToolRequest.word(selection, "userVerification", VERIFICATION, "preferred"));
        ToolUsers.User user = users.user(name, () -> new UserHandle(bytes(UserHandle.LENGTH)));
        CeremonyState state = state(Purpose.REGISTRATION, Optional.of(user.handle()));
        users.begin(new ToolUsers.Begun(state, user, verify));

        ObjectNode answer = ok();
        answer.putObject("rp").put("id", rules.id()).put("name", rules.name());
        answer.putObject("user")
                .put("id", user.handle().toString())
                .put("name", name)
                .put("displayName", displayName);
        answer.put("challenge", state.challengeText());
        ArrayNode algorithms = answer.putArray("pubKeyCredParams");
        for (KeyAlgorithm algorithm : rules.algorithms()) {
            algorithms.addObject().put("type", "public-key").put("alg", algorithm.cose());
        }
        answer.put("timeout", rules.timeout().toMillis());
        descriptors(answer.putArray("excludeCredentials"), user);
        answer.set("authenticatorSelection", selection);
        answer.put("attestation", attestation);
        answer.set("extensions", asked.inner("extensions"));
        exchange.json(200, answer);
    }

    private void created(Exchange exchange) throws HttpRefusal, WebAuthnException {
        RegistrationResponse response =
                RegistrationResponse.parse(ToolRequest.read(exchange).object());
        ToolUsers.Begun begun = begun(response.clientDataJson(), Purpose.REGISTRATION);
        Ceremonies ceremonies = begun.verified() ? verified : present;
        VerifiedRegistration made = ceremonies.registration().verify(begun.state(), response);
        credentials.add(made.credential());
        users.add(begun.user().handle(), made.credential().id());
        exchange.json(200, ok());
    }

    private void request(Exchange exchange) throws HttpRefusal, WebAuthnException {
        ToolRequest asked = ToolRequest.read(exchange);
        String verification = ToolRequest.word(asked.object(), "userVerification", VERIFICATION, "preferred");
        ToolUsers.User user = users.registered(asked.text("username"))
                .orElseThrow(() -> new WebAuthnException(Reason.UNKNOWN_CREDENTIAL));
        CeremonyState state = state(Purpose.AUTHENTICATION, Optional.empty());
        users.begin(new ToolUsers.Begun(state, user, verification.equals("required")));

        ObjectNode answer = ok();
        answer.put("challenge", state.challengeText());
        answer.put("timeout", rules.timeout().toMillis());
        answer.put("rpId", rules.id());
        descriptors(answer.putArray("allowCredentials"), user);
        answer.put("userVerification", verification);
        answer.set("extensions", asked.inner("extensions"));
        exchange.json(200, answer);
    }

    private void asserted(Exchange exchange) throws HttpRefusal, WebAuthnException {
        AuthenticationResponse told =
                AuthenticationResponse.parse(ToolRequest.read(exchange).object());
        ToolUsers.Begun begun = begun(told.clientDataJson(), Purpose.AUTHENTICATION);
        // §7.2 step 5: "If pkOptions.allowCredentials is not empty, verify that credential.id identifies one of them."
        boolean allowed = begun.user().credentials().stream()
                .anyMatch(id -> id.toString().equals(Base64Url.encode(told.credentialId())));
        WebAuthnException.require(allowed, Reason.UNKNOWN_CREDENTIAL);
        // Step 6: "If the user was identified before the ceremony": who that is; "if response.userHandle is present,
        // verify
        // that it equals the user handle": the ceremony does.
        byte[] handle = told.userHandle()
                .filter(bytes -> bytes.length > 0)
                .orElseGet(begun.user().handle()::bytes);
        AuthenticationResponse response = new AuthenticationResponse(
                told.credentialId(),
                told.clientDataJson(),
                told.authenticatorData(),
                told.signature(),
                Optional.of(handle));
        Ceremonies ceremonies = begun.verified() ? verified : present;
        ceremonies.authentication().verify(begun.state(), response);
        exchange.json(200, ok());
    }

    /** The ceremony that the client data speak of; it is over with this, whatever comes of it. */
    private ToolUsers.Begun begun(byte[] clientData, Purpose purpose) throws WebAuthnException {
        String challenge;
        try {
            challenge = Json.parseObject(clientData).path("challenge").asText();
        } catch (HttpRefusal malformed) {
            throw new WebAuthnException(Reason.CLIENT_DATA_MALFORMED);
        }
        ToolUsers.Begun begun = users.end(challenge).orElseThrow(() -> new WebAuthnException(Reason.CHALLENGE));
        WebAuthnException.require(begun.state().purpose() == purpose, Reason.CEREMONY_OF_ANOTHER_PURPOSE);
        WebAuthnException.require(clock.instant().isBefore(begun.state().expiresAt()), Reason.CEREMONY_EXPIRED);
        return begun;
    }

    private CeremonyState state(Purpose purpose, Optional<UserHandle> handle) {
        return new CeremonyState(
                purpose, bytes(CHALLENGE), handle, clock.instant().plus(rules.timeout()));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void descriptors(ArrayNode list, ToolUsers.User user) {
        for (CredentialId id : user.credentials()) {
            list.addObject().put("type", "public-key").put("id", id.toString());
        }
    }

    private static ObjectNode ok() {
        return Json.object().put("status", "ok").put("errorMessage", "");
    }

    private static void fail(Exchange exchange, Exception failure) {
        int status = 500;
        String message = "FAILED";
        if (failure instanceof WebAuthnException refusal) {
            status = 400;
            message = refusal.getMessage();
        } else if (failure instanceof HttpRefusal refusal) {
            status = refusal.reason().status();
            message = refusal.reason().name();
        } else {
            LOG.error("the conformance API failed", failure);
        }
        exchange.json(status, Json.object().put("status", "failed").put("errorMessage", message));
    }

    @Override
    public void close() {
        store.close();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException left) {
            LOG.warn("{} is left behind", folder, left);
        }
    }
}
