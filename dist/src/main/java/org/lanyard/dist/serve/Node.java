package org.lanyard.dist.serve;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.audit.AuditSealer;
import org.lanyard.pki.http.HttpServers;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.path.LeafValidator;
import org.lanyard.pki.path.OutsideLeaves;
import org.lanyard.pki.path.StoredIssuers;
import org.lanyard.pki.path.outside.HttpFetch;
import org.lanyard.pki.path.outside.OutsideSettings;
import org.lanyard.pki.path.outside.StatusDesk;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Store;
import org.lanyard.session.config.SessionConfig;
import org.lanyard.session.http.Desk;
import org.lanyard.session.http.SessionService;
import org.lanyard.session.login.EndedWithCertificate;
import org.lanyard.session.mail.MailSettings;
import org.lanyard.session.mail.Mailer;
import org.lanyard.session.mail.SmtpPost;
import org.lanyard.session.notice.Letters;
import org.lanyard.session.notice.Outbox;
import org.lanyard.webauthn.MetadataConfig;
import org.lanyard.webauthn.RelyingPartyRules;
import org.lanyard.webauthn.WebAuthnConfig;
import org.lanyard.webauthn.credential.CredentialStore;
import org.lanyard.webauthn.http.WebAuthnService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node of the service: the session service, and the WebAuthn service where it runs here, on one port.
 *
 * <pre>
 * Server
 * └─ SessionService.handler()   the door, sessions, pages
 *    └─ WebAuthnService         below /webauthn
 * AuditSealer                   each second
 * Mailer                        each second, where there is a server for mail
 * </pre>
 */
public final class Node implements AutoCloseable {
    /** What {@link Store#open} has to migrate for a node. */
    public static final String[] MIGRATIONS = {"pki", SessionService.MIGRATIONS, CredentialStore.MIGRATIONS};

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final Parts parts;
    private final AuditLog audit;
    private final Desk desk;
    private final CertificateRegistry certificates;
    private final List<Handler> also = new ArrayList<>();
    private SessionService service;
    private AuditSealer sealer;
    private List<OutsideSettings> outsideAuthorities = List.of();
    private OutsideLeaves outside = OutsideLeaves.NONE;
    private MailSettings mail = MailSettings.none();
    private Optional<Mailer> mailer = Optional.empty();
    private Server server;

    /**
     * What a node stands on.
     *
     * @param store opened with {@link #MIGRATIONS}; the node does not close it
     * @param webauthn the key of the WebAuthn service, where it runs in this node
     */
    public record Parts(
            SessionConfig config,
            Store store,
            MasterKey master,
            Path auditHeads,
            Optional<WebAuthnHere> webauthn,
            InstantSource clock,
            ZoneId zone,
            SecureRandom random) {}

    /**
     * The WebAuthn service inside a node.
     *
     * @param asked what is configured of the ceremonies beside where they take place, which is the door's as well
     */
    public record WebAuthnHere(
            SigningKey key, String rpName, UnaryOperator<RelyingPartyRules> asked, MetadataConfig metadata) {
        /** With the safe rules. */
        public static WebAuthnHere of(SigningKey key, String rpName) {
            return new WebAuthnHere(key, rpName, UnaryOperator.identity(), MetadataConfig.NONE);
        }
    }

    public Node(Parts parts) {
        this.parts = parts;
        this.audit = new AuditLog(parts.master(), parts.random());
        this.certificates = new CertificateRegistry(parts.store().engine(), audit, new EndedWithCertificate(audit));
        this.desk = Desk.of(parts.store().engine(), audit, certificates, parts.random());
    }

    /** Begins what the first node of a process costs more than others; may be called before there is a store. */
    public static void prepare() {
        Beside.begin(() -> {
            HttpServers.prepare();
            return null;
        });
    }

    /** What the office changes; may be used before the node is started. */
    public Desk desk() {
        return desk;
    }

    /** The trail that every change is written to. */
    public AuditLog audit() {
        return audit;
    }

    /** What the registers of certificates are changed with; sessions end with what it revokes. */
    public CertificateRegistry certificates() {
        return certificates;
    }

    /** Answers on the node's port too, behind the same proxies; to be told before it starts. */
    Node also(Handler handler) {
        also.add(handler);
        return this;
    }

    /** Takes cards of these authorities outside, too; before the node is started. */
    public void outside(List<OutsideSettings> authorities) {
        outsideAuthorities = List.copyOf(authorities);
    }

    /** Sends notices by this server, if it names one; before the node is started. */
    public void mail(MailSettings settings) {
        mail = settings;
    }

    /** Starts to serve. */
    public Node start() throws Exception {
        StoredIssuers issuers = StoredIssuers.open(parts.store(), parts.clock());
        MeterRegistry meters = new SimpleMeterRegistry();
        outside = outside(meters).start();
        LeafValidator leaves = new LeafValidator(issuers, OidArc.DEFAULT, outside);
        service = SessionService.create(
                parts.config(),
                new SessionService.Parts(
                        parts.store(),
                        parts.master(),
                        leaves,
                        certificates,
                        audit,
                        desk,
                        meters,
                        parts.clock(),
                        parts.zone(),
                        parts.random()),
                beside());
        sealer = sealer().start();
        mailer = mailer(meters);
        mailer.ifPresent(Mailer::start);
        SessionConfig.Listen listen = parts.config().listen();
        server = HttpServers.listening(listen.host(), listen.port(), tls(), service.handler());
        server.start();
        return this;
    }

    private Optional<Handler> beside() {
        parts.webauthn().map(this::webauthn).ifPresent(also::add);
        return also.isEmpty() ? Optional.empty() : Optional.of(new Handler.Sequence(also));
    }

    private OutsideLeaves outside(MeterRegistry meters) throws PkiException {
        return OutsideLeaves.open(
                outsideAuthorities,
                new StatusDesk.Surroundings(
                        new HttpFetch(),
                        parts.clock(),
                        System::nanoTime,
                        parts.random(),
                        (authority, outcome) -> meters.counter(
                                        "lanyard.outside.status",
                                        "authority",
                                        authority,
                                        "outcome",
                                        outcome.name().toLowerCase(Locale.ROOT))
                                .increment(),
                        StatusDesk.PATIENCE));
    }

    private Optional<Mailer> mailer(MeterRegistry meters) throws PkiException {
        if (mail.host().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Mailer(
                new Mailer.Parts(
                        parts.store(),
                        new Outbox(audit, parts.random()),
                        new Letters(audit, desk.contacts(), parts.zone()),
                        new SmtpPost(mail),
                        meters,
                        parts.clock()),
                mail.perMinute()));
    }

    private AuditSealer sealer() throws PkiException, IOException {
        return new AuditSealer(parts.store(), parts.master(), parts.random(), parts.clock(), parts.auditHeads());
    }

    private Handler webauthn(WebAuthnHere here) {
        return WebAuthnService.create(
                WebAuthnConfig.of(rules(here), parts.config().issuer().toString())
                        .withMetadata(here.metadata()),
                parts.store(),
                here.key(),
                parts.master(),
                parts.clock(),
                parts.random());
    }

    /** Where ceremonies may take place is told once, for the door and for the WebAuthn service. */
    private RelyingPartyRules rules(WebAuthnHere here) {
        SessionConfig config = parts.config();
        RelyingPartyRules rules = here.asked()
                .apply(RelyingPartyRules.of(config.rpId(), here.rpName(), config.ownOrigins())
                        .withRelatedOrigins(config.webauthn().relatedOrigins()));
        Set<String> frames = config.webauthn().topOrigins();
        return frames.isEmpty() ? rules : rules.dangerouslyInsideFramesOf(frames);
    }

    private Optional<SslContextFactory.Server> tls() throws PkiException {
        if (parts.config().tls().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(TlsKeys.factory(parts.config().tls().get()));
    }

    /** The port that this node listens on. */
    public int port() {
        return HttpServers.port(server);
    }

    /** Waits until the server stops. */
    public void join() throws InterruptedException {
        server.join();
    }

    @Override
    public void close() {
        try {
            if (server != null) {
                server.stop();
            }
        } catch (Exception stuck) {
            LOG.warn("the server did not stop cleanly", stuck);
        }
        if (service != null) {
            service.close();
        }
        mailer.ifPresent(Mailer::close);
        outside.close();
        if (sealer != null) {
            sealer.close();
        }
    }
}
