package org.lanyard.session.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.assertion.AssertionVerifier;
import org.lanyard.pki.assertion.ReportVerifier;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.http.ErrorAnswer;
import org.lanyard.pki.http.OAuthErrors;
import org.lanyard.pki.http.Routes;
import org.lanyard.pki.http.SecurityHeaders;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.path.LeafValidator;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Store;
import org.lanyard.session.challenge.Challenges;
import org.lanyard.session.challenge.NodeSecrets;
import org.lanyard.session.config.SessionConfig;
import org.lanyard.session.door.Door;
import org.lanyard.session.door.PassDoor;
import org.lanyard.session.door.RecoveryDoor;
import org.lanyard.session.door.ReportDoor;
import org.lanyard.session.guardianship.Guardianships;
import org.lanyard.session.invitation.InvitationOpening;
import org.lanyard.session.invitation.SourceTries;
import org.lanyard.session.login.Handovers;
import org.lanyard.session.login.Janitor;
import org.lanyard.session.login.Leases;
import org.lanyard.session.login.Opening;
import org.lanyard.session.login.SessionEvents;
import org.lanyard.session.login.Sessions;
import org.lanyard.session.oidc.ClientEndpoints;
import org.lanyard.session.oidc.KioskAuthentication;
import org.lanyard.session.oidc.KioskEndpoints;
import org.lanyard.session.oidc.Metadata;
import org.lanyard.session.oidc.Refusals;
import org.lanyard.session.pages.OfficeRecoveryPages;
import org.lanyard.session.pages.Pages;
import org.lanyard.session.pages.RecoveryCodesPage;
import org.lanyard.session.pass.Passes;
import org.lanyard.session.people.Directory;
import org.lanyard.session.people.Pictures;
import org.lanyard.session.recovery.RecoveryCodes;
import org.lanyard.session.recovery.RecoveryOffice;

/**
 * The session service, composed. A node keeps no state of its own: as many as wanted share one store, and any may be killed.
 *
 * <pre>{@code
 * Desk desk = Desk.of(store.engine(), audit, certificates, random);
 * try (SessionService service = SessionService.create(config, parts, Optional.of(webauthn))) {
 *     Server server = HttpServers.listening("localhost", 8080, Optional.empty(), service.handler());
 *     server.start();
 *     …
 * }
 * }</pre>
 */
public final class SessionService implements AutoCloseable {
    /** The folder of migrations; wants {@code pki} beside it. */
    public static final String MIGRATIONS = "session";

    private final SessionConfig config;
    private final Parts parts;
    private final Door door;
    private final PassDoor passes;
    private final Challenges challenges;
    private final InvitationOpening invitations;
    private final RecoveryCodes codes;
    private final RecoveryDoor recovery;
    private final Sessions sessions;
    private final Leases leases;
    private final SessionEvents events;
    private final Janitor janitor;
    private final KioskAuthentication kiosks;
    private final Handler handler;

    /**
     * What the service stands on.
     *
     * @param desk the registers that the service and the office share
     * @param zone where the schools are, for the times on pages
     */
    public record Parts(
            Store store,
            MasterKey master,
            LeafValidator leaves,
            CertificateRegistry certificates,
            AuditLog audit,
            Desk desk,
            MeterRegistry meters,
            InstantSource clock,
            ZoneId zone,
            SecureRandom random) {}

    private SessionService(SessionConfig config, Parts parts, Optional<Handler> webauthn) throws PkiException {
        this.config = config;
        this.parts = parts;
        Store store = parts.store();
        InstantSource clock = parts.clock();
        NodeSecrets secrets = new NodeSecrets(store, parts.master(), clock, parts.random());
        AssertionVerifier verifier =
                new AssertionVerifier(parts.leaves(), config.issuer().toString(), clock);
        this.challenges = new Challenges(secrets.secret("challenge"), clock, parts.random());
        SourceTries sources = new SourceTries(secrets.secret(SourceTries.SECRET));
        this.invitations = new InvitationOpening(store.engine(), parts.audit(), sources);
        this.codes =
                new RecoveryCodes(store.engine(), parts.audit(), secrets.secret(RecoveryCodes.SECRET), parts.random());
        this.recovery = new RecoveryDoor(new RecoveryDoor.Parts(
                store, parts.audit(), codes, parts.desk().recoveries(), invitations, sources, clock));
        Opening opening = new Opening(config.times(), parts.audit(), parts.random());
        this.door = new Door(
                new Door.Parts(
                        store,
                        verifier,
                        challenges,
                        parts.desk().credentials(),
                        parts.desk().invitations(),
                        parts.desk().recoveries(),
                        parts.certificates()::lock,
                        parts.leaves()::standing,
                        opening,
                        parts.desk().ending(),
                        clock),
                config.doorPolicy());
        this.passes = new PassDoor(new PassDoor.Parts(
                store,
                verifier,
                challenges,
                new Passes(
                        store.engine(),
                        parts.audit(),
                        parts.desk().ending(),
                        secrets.secret(Passes.SECRET),
                        parts.random()),
                parts.certificates()::lock,
                opening,
                parts.desk().ending(),
                clock));
        this.sessions = new Sessions(store, config.times(), secrets.secret("csrf"), clock);
        this.leases = new Leases(store, config.times(), parts.desk().ending(), clock);
        this.events = new SessionEvents(store, clock);
        this.janitor = new Janitor(store, parts.desk().ending(), events, clock, this::eachMinute);
        this.kiosks = new KioskAuthentication(verifier, store);
        this.handler = tree(webauthn);
    }

    /**
     * Composes the service and starts its background round.
     *
     * @param webauthn what answers below {@code /webauthn}, where it runs in the same process
     * @throws PkiException if the store's secrets are not of this master key
     */
    public static SessionService create(SessionConfig config, Parts parts, Optional<Handler> webauthn)
            throws PkiException {
        SessionService service = new SessionService(config, parts, webauthn);
        service.janitor.start();
        return service;
    }

    private void eachMinute() {
        parts.store()
                .<Integer, RuntimeException>transact(tx ->
                        parts.desk().recoveries().tellOver(tx, parts.clock().instant()));
    }

    /** The whole service as one handler. */
    public Handler handler() {
        return handler;
    }

    /** Who is signed in. */
    public Sessions sessions() {
        return sessions;
    }

    /** What ends sessions that only time has ended; for tests that move the clock. */
    public Janitor janitor() {
        return janitor;
    }

    @Override
    public void close() {
        janitor.close();
    }

    /**
     * The tree. Each handler leaves what is not its own to the next.
     *
     * <pre>
     * ListedProxies
     * └─ Sequence
     *    ├─ SecurityHeaders for programs
     *    │  └─ Routes  POST /challenge /token /lease /revoke /introspect /ceremony /credential/report
     *    │             GET  /.well-known/… /jwks /health/live /health/ready
     *    └─ SecurityHeaders for pages
     *       └─ Sequence
     *          ├─ Routes  POST /session /session/challenge /invitation/open /recovery/open /me/keys /me/keys/options   GET /session/events
     *          ├─ Routes  POST /session/handover /sign-out /me/picture /me/recovery-codes /me/keys/… (refusals are pages in plain words)
     *          ├─ /webauthn/…                                 (where it runs here)
     *          ├─ Routes  GET, POST /office/recovery…
     *          └─ Pages                                       (all the rest, and 404)
     * </pre>
     */
    private Handler tree(Optional<Handler> webauthn) {
        Refusals refusals = new Refusals(new OAuthErrors(parts.random()), parts.meters(), parts.clock());
        Pages pages = new Pages(
                sessions,
                new Directory(),
                new Guardianships(),
                parts.store(),
                parts.clock(),
                parts.zone(),
                config.doorPolicy().rpId(),
                parts.random());
        Handler.Sequence forBrowsers = new Handler.Sequence();
        forBrowsers.addHandler(scripts(refusals));
        forBrowsers.addHandler(forms(pages.errors()));
        webauthn.ifPresent(forBrowsers::addHandler);
        forBrowsers.addHandler(office(pages.errors()));
        forBrowsers.addHandler(pages.handler());
        return new ListedProxies(
                config.proxies(),
                new Handler.Sequence(
                        SecurityHeaders.forPrograms(programs(refusals)), SecurityHeaders.forPages(forBrowsers)));
    }

    private Routes programs(Refusals refusals) {
        KioskEndpoints kiosk = new KioskEndpoints(
                door, passes, kiosks, challenges, leases, config.times(), refusals, parts.clock(), config.issuer());
        ClientEndpoints client =
                new ClientEndpoints(parts.store(), parts.desk().clients(), kiosks, leases, events, config.issuer());
        Metadata metadata = new Metadata(config.issuer());
        WellKnownKeys keys = new WellKnownKeys(config);
        HealthEndpoints health = new HealthEndpoints(parts.store(), parts.clock());
        SignInEndpoints signIn = signIn();
        return new Routes(refusals)
                .post("/challenge", kiosk::challenge)
                .post("/token", kiosk::token)
                .post("/lease", kiosk::lease)
                .post("/revoke", client::revoke)
                .post("/introspect", client::introspect)
                .post("/ceremony", signIn::ceremony)
                .post("/credential/report", new ReportEndpoint(reports(), events)::answer)
                .get("/.well-known/openid-configuration", metadata::document)
                .get("/.well-known/oauth-authorization-server", metadata::document)
                .get("/jwks", metadata::keys)
                .get("/.well-known/webauthn", keys::relatedOrigins)
                .get("/.well-known/passkey-endpoints", keys::passkeyEndpoints)
                .get("/health/live", health::live)
                .get("/health/ready", health::ready);
    }

    private Routes scripts(Refusals errors) {
        RecoveryEndpoint recoveries = new RecoveryEndpoint(
                parts.store(), recovery, challenges, errors, parts.clock(), parts.random(), config.issuer());
        SignInEndpoints signIn = signIn();
        InvitationEndpoint invitation = new InvitationEndpoint(
                parts.store(), invitations, challenges, errors, parts.clock(), parts.random(), config.issuer());
        KeysEndpoints keys = ownKeys();
        return new Routes(errors)
                .post("/session", signIn::open)
                .post("/session/challenge", signIn::challenge)
                .post("/invitation/open", invitation::open)
                .post("/me/keys/options", keys::options)
                .post("/me/keys/add", keys::add)
                .post("/recovery/open", recoveries::open)
                .get("/session/events", new EventsEndpoint(parts.store(), sessions, events)::answer);
    }

    private Routes office(ErrorAnswer errors) {
        RecoveryOffice recoveries =
                new RecoveryOffice(parts.store().engine(), parts.desk().recoveries());
        return new OfficeRecoveryPages(
                        parts.store(), sessions, recoveries, parts.clock(), parts.zone(), config.issuer())
                .addTo(new Routes(errors));
    }

    private Routes forms(ErrorAnswer errors) {
        SignOutEndpoint signOut = new SignOutEndpoint(
                parts.store(), sessions, parts.desk().ending(), events, parts.clock(), config.issuer());
        RecoveryCodesPage codesPage = new RecoveryCodesPage(
                parts.store(), sessions, codes, parts.desk().notices(), parts.clock(), parts.zone(), config.issuer());
        PictureEndpoint picture = new PictureEndpoint(
                parts.store(), sessions, new Pictures(parts.audit()), parts.clock(), config.issuer());
        KeysEndpoints keys = ownKeys();
        return new Routes(errors)
                .post("/session/handover", signIn()::handover)
                .post("/sign-out", signOut::answer)
                .post("/me/keys/rename", keys::rename)
                .post("/me/keys/remove", keys::remove)
                .post("/me/keys/suspend", keys::suspend)
                .post("/me/keys/sign-out-elsewhere", keys::signOutElsewhere)
                .post("/me/picture", picture::answer)
                .post("/me/recovery-codes", codesPage::answer);
    }

    private ReportDoor reports() {
        return new ReportDoor(
                parts.store(),
                new ReportVerifier(parts.leaves(), config.issuer().toString(), parts.clock()),
                parts.certificates()::lock,
                parts.desk().credentials(),
                parts.desk().keys(),
                parts.audit(),
                parts.clock());
    }

    private KeysEndpoints ownKeys() {
        return new KeysEndpoints(
                parts.store(), sessions, door, parts.desk().keys(), events, parts.clock(), config.issuer());
    }

    private SignInEndpoints signIn() {
        return new SignInEndpoints(
                door,
                challenges,
                new Handovers(parts.store(), parts.desk().ending(), parts.clock(), parts.random()),
                events,
                parts.clock(),
                parts.random(),
                config.issuer());
    }
}
