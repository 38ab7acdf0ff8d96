package org.lanyard.webauthn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.webauthn.ceremony.AuthenticationCeremony;
import org.lanyard.webauthn.ceremony.AuthenticationResponse;
import org.lanyard.webauthn.ceremony.CeremonyOptions;
import org.lanyard.webauthn.ceremony.CeremonySealer;
import org.lanyard.webauthn.ceremony.CeremonyState;
import org.lanyard.webauthn.ceremony.CreationWishes;
import org.lanyard.webauthn.ceremony.Purpose;
import org.lanyard.webauthn.ceremony.RegistrationCeremony;
import org.lanyard.webauthn.ceremony.RegistrationResponse;
import org.lanyard.webauthn.ceremony.VerifiedAuthentication;
import org.lanyard.webauthn.ceremony.VerifiedRegistration;
import org.lanyard.webauthn.credential.CredentialStore;
import org.lanyard.webauthn.credential.StoredCredential;
import org.lanyard.webauthn.softauthenticator.SoftAuthenticator;

/** A relying party without its HTTP: the ceremonies on a store, with a clock to turn. */
public final class Ground {
    public static final String RP = "school.example";
    public static final String ORIGIN = "https://school.example";
    public static final RelyingPartyRules RULES = RelyingPartyRules.of(RP, "School", Set.of(ORIGIN));

    private static final SecureRandom RANDOM = new SecureRandom();

    public final TurnableClock clock = new TurnableClock();
    public final CeremonySealer sealer;
    public final CredentialStore credentials;
    /** The credentials of which a copy was suspected. */
    public final List<StoredCredential> copies = new ArrayList<>();

    private final RelyingPartyRules rules;
    private final Store store;
    private final CeremonyOptions options;
    private final RegistrationCeremony registrations;
    private final AuthenticationCeremony authentications;

    public Ground(Store store) {
        this(store, RULES);
    }

    public Ground(Store store, RelyingPartyRules rules) {
        this.store = store;
        this.rules = rules;
        this.sealer = new CeremonySealer(random(32), clock);
        this.credentials = new CredentialStore(store);
        this.options = new CeremonyOptions(rules);
        this.registrations = new RegistrationCeremony(rules, credentials, clock);
        this.authentications = new AuthenticationCeremony(rules, credentials, clock, copies::add);
    }

    public static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    public static UserHandle newHandle() {
        return new UserHandle(random(UserHandle.LENGTH));
    }

    public CeremonyState registering(UserHandle handle) {
        return new CeremonyState(
                Purpose.REGISTRATION,
                random(90),
                Optional.of(handle),
                clock.instant().plus(rules.timeout()));
    }

    public CeremonyState authenticating() {
        return new CeremonyState(
                Purpose.AUTHENTICATION,
                random(90),
                Optional.empty(),
                clock.instant().plus(rules.timeout()));
    }

    public String creationOptions(CeremonyState ceremony) {
        return options.creation(ceremony, CreationWishes.NONE).toString();
    }

    public String requestOptions(CeremonyState ceremony) {
        return options.request(ceremony, List.of()).toString();
    }

    /** What {@code authenticator} answers to a registration. */
    public String created(CeremonyState ceremony, SoftAuthenticator authenticator) {
        return authenticator.create(creationOptions(ceremony), ORIGIN);
    }

    /** What {@code authenticator} answers to a sign-in. */
    public String asserted(CeremonyState ceremony, SoftAuthenticator authenticator) {
        return authenticator.get(requestOptions(ceremony), ORIGIN);
    }

    /** Verifies a registration as the service does, and stores it. */
    public VerifiedRegistration register(CeremonyState ceremony, String response) throws WebAuthnException {
        CeremonyState opened = sealer.open(sealer.seal(ceremony), Purpose.REGISTRATION);
        VerifiedRegistration verified = registrations.verify(opened, RegistrationResponse.parse(json(response)));
        credentials.add(verified.credential());
        return verified;
    }

    /** Verifies a sign-in as the service does. */
    public VerifiedAuthentication authenticate(CeremonyState ceremony, String response) throws WebAuthnException {
        CeremonyState opened = sealer.open(sealer.seal(ceremony), Purpose.AUTHENTICATION);
        return authentications.verify(opened, AuthenticationResponse.parse(json(response)));
    }

    public StoredCredential register(UserHandle handle, SoftAuthenticator authenticator) throws WebAuthnException {
        CeremonyState ceremony = registering(handle);
        return register(ceremony, created(ceremony, authenticator)).credential();
    }

    public VerifiedAuthentication authenticate(SoftAuthenticator authenticator) throws WebAuthnException {
        CeremonyState ceremony = authenticating();
        return authenticate(ceremony, asserted(ceremony, authenticator));
    }

    /** The whole table, to see that a refusal left nothing and changed nothing. */
    public String rows() {
        return store.read(handle -> Sql.list(
                        handle,
                        "select id, handle, sign_count, backed_up, used_at from webauthn_credential order by id",
                        row -> row.getString(1) + " " + row.getString(2) + " " + row.getLong(3) + " " + row.getLong(4)
                                + " " + row.getLong(5))
                .toString());
    }

    /** A response's JSON, to be bent. */
    public static ObjectNode json(String response) {
        try {
            return Json.parseObject(response.getBytes(StandardCharsets.UTF_8));
        } catch (HttpRefusal impossible) {
            throw new AssertionError(impossible);
        }
    }
}
