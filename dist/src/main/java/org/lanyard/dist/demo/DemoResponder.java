package org.lanyard.dist.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.lanyard.dist.serve.Beside;
import org.lanyard.dist.serve.PkiService;
import org.lanyard.dist.serve.ServeConfig;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.revocation.PublicationPoints;
import org.lanyard.pki.store.Store;
import org.lanyard.session.config.SessionConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the demo's authority tells the world, on the port next to the portal's: lists, OCSP, its certificates. It begins
 * once the demo is ready, so that nobody waits for it; where its port is taken, the demo does without.
 */
final class DemoResponder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoResponder.class);
    private static final int LAST_PORT = 65_535;

    private final PkiService.Parts parts;
    private final RootsList root;
    private Optional<Beside<Optional<PkiService>>> service = Optional.empty();

    /** Sees to it that the root's own list is there. */
    @FunctionalInterface
    interface RootsList {
        void sign() throws PkiException, IOException;
    }

    private DemoResponder(PkiService.Parts parts, RootsList root) {
        this.parts = parts;
        this.root = root;
    }

    /** The port next to the portal's. */
    static int portBeside(int port) {
        return port == LAST_PORT ? port - 1 : port + 1;
    }

    /** What the demo's certificates say. */
    static PublicationPoints points(int port) {
        return PublicationPoints.at(URI.create("http://localhost:" + portBeside(port)));
    }

    static DemoResponder of(
            Store store,
            AuditLog audit,
            CertificateRegistry certificates,
            Authority authority,
            RootsList root,
            int port,
            InstantSource clock,
            SecureRandom random) {
        ServeConfig.Responder usual = ServeConfig.defaults(Path.of("")).responder();
        ServeConfig.Responder settings = new ServeConfig.Responder(
                true,
                new SessionConfig.Listen("localhost", portBeside(port)),
                usual.listValidity(),
                usual.listMargin(),
                usual.listSoon(),
                usual.deltaValidity(),
                usual.ocspValidity(),
                usual.ocspNonces(),
                usual.ahead());
        PkiService.Parts parts =
                new PkiService.Parts(store, audit, certificates, only(authority), settings, clock, random);
        return new DemoResponder(parts, root);
    }

    /** Begins, and does not wait. */
    void begin() {
        service = Optional.of(Beside.begin(this::publish));
    }

    private Optional<PkiService> publish() throws Exception {
        root.sign();
        PkiService service = new PkiService(parts);
        try {
            return Optional.of(service.publish());
        } catch (IOException taken) {
            LOG.info("the demo publishes nothing: {}", taken.getMessage());
            service.close();
            return Optional.empty();
        }
    }

    private static PkiService.Authorities only(Authority authority) {
        return new PkiService.Authorities() {
            @Override
            public Authority of(String label) throws PkiException {
                if (!label.equals(AuthorityRow.MAIN)) {
                    throw new PkiException(PkiReason.AUTHORITY_UNKNOWN, label);
                }
                return authority;
            }

            @Override
            public Authority ofId(String id) throws PkiException {
                if (!id.equals(authority.id())) {
                    throw new PkiException(PkiReason.AUTHORITY_MISSING, id);
                }
                return authority;
            }
        };
    }

    /** The port that it publishes on, once it does; empty where it does not. */
    Optional<Integer> port() throws Exception {
        return service.isEmpty() ? Optional.empty() : service.get().get().map(PkiService::port);
    }

    @Override
    public void close() {
        try {
            if (service.isPresent()) {
                service.get().get().ifPresent(PkiService::close);
            }
        } catch (Exception failed) {
            LOG.warn("the demo's responder did not start", failed);
        }
    }
}
