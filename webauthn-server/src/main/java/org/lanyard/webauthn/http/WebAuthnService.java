package org.lanyard.webauthn.http;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.eclipse.jetty.server.Handler;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.OAuthErrors;
import org.lanyard.pki.http.Routes;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.store.Store;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnConfig;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.attestation.AttestationJudge;
import org.lanyard.webauthn.attestation.AttestationRoots;
import org.lanyard.webauthn.attestation.Metadata;
import org.lanyard.webauthn.ceremony.AuthenticationCeremony;
import org.lanyard.webauthn.ceremony.CeremonyOptions;
import org.lanyard.webauthn.ceremony.CeremonySealer;
import org.lanyard.webauthn.ceremony.RegistrationCeremony;
import org.lanyard.webauthn.credential.CredentialStore;
import org.lanyard.webauthn.credential.StoredCredential;
import org.lanyard.webauthn.report.ReportCourier;
import org.lanyard.webauthn.report.Reports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WebAuthn service as one handler, to hang beside others or to run alone:
 *
 * <pre>
 * POST /webauthn/registration/options    {"challenge","handle"}  → {"publicKey","ceremony"}
 *      also "attestation", "hints", "attachment", "exclude": what the page wishes, see CreationWishes
 * POST /webauthn/registration            {"ceremony","response"} → {"assertion"}, once the door has agreed
 * POST /webauthn/authentication/options  {"challenge"}           → {"publicKey","ceremony"}
 *      also "hints"
 * POST /webauthn/authentication          {"ceremony","response"} → {"assertion"}
 * </pre>
 */
public final class WebAuthnService {
    private static final Logger LOG = LoggerFactory.getLogger(WebAuthnService.class);
    private static final String SEALING = "webauthn ceremony";

    private WebAuthnService() {}

    /**
     * @param store opened with the migrations {@link CredentialStore#MIGRATIONS}
     * @param signingKey with a certificate of the profile WEBAUTHN_SERVICE
     * @param masterKey shared by the nodes of this relying party: what one sealed another opens
     * @return answers {@code /webauthn/…} and leaves every other path to the next handler
     */
    public static Handler create(
            WebAuthnConfig config,
            Store store,
            SigningKey signingKey,
            MasterKey masterKey,
            InstantSource clock,
            SecureRandom random) {
        CredentialStore credentials = new CredentialStore(store);
        CeremonyOptions options = new CeremonyOptions(config.rules());
        AssertionIssuer issuer = new AssertionIssuer(config.issuer(), signingKey, clock);
        byte[] key = masterKey.derive(SEALING, 32);
        CeremonySealer sealer = new CeremonySealer(key, clock);
        Arrays.fill(key, (byte) 0);

        HttpDoor door = new HttpDoor(config.door());
        Metadata metadata = new Metadata(config.metadata(), store, clock);
        KeyModels models = new KeyModels(
                metadata,
                new AttestationJudge(
                        metadata, AttestationRoots.read(config.metadata().roots())),
                clock);
        ReportCourier courier = new ReportCourier(
                store, new ReportCourier.Signer(signingKey, issuer.service(), config.issuer()), door, clock, random);

        RegistrationEndpoints registration = new RegistrationEndpoints(
                config.rules().timeout(),
                options,
                sealer,
                new RegistrationCeremony(config.rules(), credentials, clock),
                issuer,
                models,
                door,
                credentials,
                clock);
        AuthenticationEndpoints authentication = new AuthenticationEndpoints(
                config.rules().timeout(),
                options,
                sealer,
                new AuthenticationCeremony(
                        config.rules(), credentials, clock, copied -> report(copied, store, courier, clock.instant())),
                issuer,
                models,
                clock);

        OAuthErrors errors = new OAuthErrors(random);
        Routes routes = new Routes((exchange, failure) -> refuse(errors, exchange, failure))
                .post("/webauthn/registration/options", registration::options)
                .post("/webauthn/registration", registration::finish)
                .post("/webauthn/authentication/options", authentication::options)
                .post("/webauthn/authentication", authentication::finish);
        routes.addEventListener(new Beside(config.metadata().isOn(), metadata, courier));
        return routes;
    }

    /** The door suspends a key that may have been copied; it is told as soon as it can be. */
    private static void report(StoredCredential copied, Store store, ReportCourier courier, Instant at) {
        LOG.warn("a key of handle {} counted backwards: a copy may be in use", copied.handle());
        store.transact(tx ->
                Reports.counter(tx, copied.id().toString(), copied.handle().toString(), at));
        courier.wake();
    }

    /** The one place that maps reasons to HTTP: every refused ceremony reads the same from outside. */
    private static void refuse(OAuthErrors errors, Exchange exchange, Exception failure) {
        if (!(failure instanceof WebAuthnException refusal)) {
            errors.answer(exchange, failure);
            return;
        }
        boolean ours = refusal.reason() == Reason.DOOR_UNREACHABLE;
        boolean ofTheKey = refusal.needed().isPresent();
        errors.refuse(
                exchange,
                ours ? 503 : ofTheKey ? 403 : 400,
                ours ? "temporarily_unavailable" : ofTheKey ? "key_not_allowed" : "invalid_request",
                refusal.reason(),
                body -> {
                    // Which kind of key is needed is the one thing that helps, and its owner is there.
                    refusal.needed().ifPresent(kind -> body.put("needed", kind));
                    // The door's own code, so that what a person reads out leads to the door's log, where the reason
                    // is.
                    refusal.supportCode().ifPresent(code -> {
                        LOG.info("the door refused under support_code={}", code);
                        body.put("support_code", code);
                    });
                });
    }
}
