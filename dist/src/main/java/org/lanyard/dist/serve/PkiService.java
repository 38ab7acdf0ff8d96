package org.lanyard.dist.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.est.EnrolmentDesk;
import org.lanyard.pki.est.EstHandler;
import org.lanyard.pki.est.TlsClients;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpServers;
import org.lanyard.pki.http.OAuthErrors;
import org.lanyard.pki.http.Routes;
import org.lanyard.pki.path.LeafValidator;
import org.lanyard.pki.path.StoredIssuers;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.responder.AnswersAhead;
import org.lanyard.pki.responder.DelegatedResponders;
import org.lanyard.pki.responder.ListSchedule;
import org.lanyard.pki.responder.OcspResponder;
import org.lanyard.pki.responder.ResponderHandler;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.revocation.RevocationLists;
import org.lanyard.pki.store.Store;
import org.lanyard.session.config.SessionConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authority's side of a node: what is told to the world, and who may enrol. Opens no key before somebody asks.
 *
 * <pre>
 * Server, plain http                what is public and signed
 * ├─ ResponderHandler               /pki/ocsp  /pki/crl/…  /pki/ca/…
 * └─ GET /health/lists
 * ListSchedule                      each minute
 * AnswersAhead                      page by page
 * Server with TLS                   asks for client certificates
 * └─ EstHandler                     /.well-known/est/…
 * </pre>
 */
public final class PkiService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PkiService.class);
    private static final Duration ROUND = Duration.ofMinutes(1);

    private final Parts parts;
    private final OcspResponder responder;
    private final AnswersAhead ahead;
    private final List<Server> servers = new ArrayList<>();
    private Optional<ListSchedule> schedule = Optional.empty();

    /** The issuing authorities, opened when asked for. */
    public interface Authorities {
        /** The one that issues under a label now. */
        Authority of(String label) throws PkiException;

        /** The one of an id, whatever its status. */
        Authority ofId(String id) throws PkiException;
    }

    /** What it stands on; the store is not closed here. */
    public record Parts(
            Store store,
            AuditLog audit,
            CertificateRegistry certificates,
            Authorities authorities,
            ServeConfig.Responder settings,
            InstantSource clock,
            SecureRandom random) {}

    public PkiService(Parts parts) {
        this.parts = parts;
        OcspResponder.Rules usual = OcspResponder.Rules.DEFAULT;
        this.responder = new OcspResponder(
                parts.store(),
                new DelegatedResponders(this::here, parts.clock(), parts.random()),
                new OcspResponder.Rules(
                        parts.settings().ocspValidity(),
                        parts.settings().ocspNonces(),
                        usual.signingRate(),
                        usual.cacheBytes() + (long) parts.settings().ahead() * AnswersAhead.BYTES_EACH),
                parts.clock(),
                System::nanoTime);
        this.ahead = new AnswersAhead(parts.store(), responder, parts.settings().ahead(), parts.clock());
    }

    private Optional<Authority> here(String id) throws PkiException {
        try {
            return Optional.of(parts.authorities().ofId(id));
        } catch (PkiException e) {
            if (e.reason() == PkiReason.AUTHORITY_MISSING) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Begins to publish, and to sign what is due. */
    public PkiService publish() throws Exception {
        ServeConfig.Responder settings = parts.settings();
        Optional<Duration> deltaMargin = settings.deltaValidity().map(validity -> validity.dividedBy(2));
        ListSchedule signing = new ListSchedule(
                        parts.store(),
                        this::lists,
                        new ListSchedule.Margins(settings.listMargin(), deltaMargin, settings.listSoon(), ROUND),
                        parts.clock(),
                        parts.random())
                .start();
        schedule = Optional.of(signing);
        Handler told = new ResponderHandler(responder, parts.store(), parts.clock(), parts.random());
        Routes health = new Routes(new OAuthErrors(parts.random()))
                .get("/health/lists", exchange -> health(exchange, signing.health()));
        SessionConfig.Listen listen = settings.listen();
        start(HttpServers.publishing(listen.host(), listen.port(), new Handler.Sequence(told, health)));
        ahead.start();
        return this;
    }

    private Optional<RevocationLists> lists(String id) throws PkiException {
        Optional<Authority> authority = here(id);
        if (authority.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(RevocationLists.of(
                parts.store(),
                authority.get().signingKey(),
                new RevocationLists.Validity(
                        parts.settings().listValidity(), parts.settings().deltaValidity()),
                parts.clock(),
                parts.audit()));
    }

    private void health(Exchange exchange, ListSchedule.Health health) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("status", health.isGood() ? "good" : "failing");
        body.put("round", health.at().map(Object::toString).orElse(null));
        body.put("signed", health.signed());
        body.put("failed", health.failed().size());
        body.put("overdue", health.overdue().size());
        body.put("roots", health.roots().size());
        body.put("ahead", ahead.signed());
        exchange.json(health.isGood() ? 200 : 503, body);
    }

    /** Begins to enrol on a port of its own. */
    public PkiService enrol(SessionConfig.Listen listen, SslContextFactory.Server tls) throws Exception {
        start(HttpServers.listening(listen.host(), listen.port(), Optional.of(tls), enrolling(TlsClients.own())));
        return this;
    }

    /** EST for the service's own port, behind the listed proxies. */
    public Handler enrollingBehindProxies() {
        return enrolling(TlsClients.behindListedProxies());
    }

    private Handler enrolling(EstHandler.Clients clients) {
        LeafValidator leaves = new LeafValidator(StoredIssuers.open(parts.store(), parts.clock()), OidArc.DEFAULT);
        EnrolmentDesk desk = new EnrolmentDesk(
                parts.store(),
                leaves,
                parts.certificates(),
                parts.audit(),
                parts.authorities()::of,
                parts.clock(),
                parts.random());
        return new EstHandler(desk, clients, parts.random());
    }

    private void start(Server server) throws Exception {
        servers.add(server);
        server.start();
    }

    /** Where it publishes. */
    public int port() {
        return HttpServers.port(servers.get(0));
    }

    /** Waits until the server stops. */
    public void join() throws InterruptedException {
        servers.get(0).join();
    }

    @Override
    public void close() {
        for (Server server : servers) {
            try {
                server.stop();
            } catch (Exception stuck) {
                LOG.warn("a server did not stop cleanly", stuck);
            }
        }
        ahead.close();
        schedule.ifPresent(ListSchedule::close);
    }
}
