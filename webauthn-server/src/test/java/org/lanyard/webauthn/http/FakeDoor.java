package org.lanyard.webauthn.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.Server;
import org.lanyard.pki.assertion.AssertionException;
import org.lanyard.pki.assertion.AssertionVerifier;
import org.lanyard.pki.assertion.Ceremony;
import org.lanyard.pki.assertion.Report;
import org.lanyard.pki.assertion.ReportVerifier;
import org.lanyard.pki.assertion.WebAuthnClaims;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.Form;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.HttpServers;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.http.OAuthErrors;
import org.lanyard.pki.http.Routes;
import org.lanyard.pki.path.LeafValidator;

/** A door on a port of its own that does what a door does with a registration: verifies the assertion, and decides. */
final class FakeDoor implements AutoCloseable {
    static final String AUDIENCE = "https://school.example";

    private final Server server;
    private final AssertionVerifier verifier;
    private final List<WebAuthnClaims> asked = new CopyOnWriteArrayList<>();
    private final ReportVerifier reportVerifier;
    private final List<Report> reports = new CopyOnWriteArrayList<>();
    private volatile boolean busy;
    private volatile Optional<Integer> refusing = Optional.empty();

    FakeDoor(LeafValidator leaves, InstantSource clock) throws Exception {
        this.verifier = new AssertionVerifier(leaves, AUDIENCE, clock);
        this.reportVerifier = new ReportVerifier(leaves, AUDIENCE, clock);
        this.server = HttpServers.listening(
                "localhost",
                0,
                Optional.empty(),
                new Routes(new OAuthErrors(new SecureRandom()))
                        .post("/ceremony", this::ceremony)
                        .post("/credential/report", this::report));
        server.setStopTimeout(0); // a client that keeps its connection isn't waited for
        server.start();
    }

    /** From now on every registration is refused with {@code status}. */
    void refuse(int status) {
        refusing = Optional.of(status);
    }

    /** What it was asked about, in order. */
    List<WebAuthnClaims> asked() {
        return asked;
    }

    /** Whether it cannot take reports at the moment. */
    void busy(boolean now) {
        busy = now;
    }

    /** What it was told, in order. */
    List<Report> reports() {
        return reports;
    }

    private void report(Exchange exchange) throws HttpRefusal {
        Form form = exchange.form(32 * 1024);
        try {
            Report report =
                    reportVerifier.verify(form.require("report")).claims().report();
            if (busy) {
                exchange.empty(503);
                return;
            }
            reports.add(report);
            exchange.empty(204);
        } catch (AssertionException refused) {
            exchange.json(400, Json.object().put("error", "invalid_grant"));
        }
    }

    WebAuthnClaims verify(String assertion) throws AssertionException {
        return verifier.verifyWebAuthn(assertion).claims();
    }

    String address() {
        return "http://localhost:" + HttpServers.port(server);
    }

    private void ceremony(Exchange exchange) throws HttpRefusal {
        Form form = exchange.form(32 * 1024);
        try {
            WebAuthnClaims claims = verify(form.require("assertion"));
            asked.add(claims);
            if (refusing.isPresent() || claims.evidence().ceremony() != Ceremony.CREATE) {
                ObjectNode body = Json.object().put("error", "invalid_grant").put("support_code", "D00RC0DE");
                if (refusing.equals(Optional.of(403))) {
                    body.put("error", "key_not_allowed").put("needed", "device-bound");
                }
                exchange.json(refusing.orElse(400), body);
            } else {
                exchange.empty(204);
            }
        } catch (AssertionException refused) {
            exchange.json(400, Json.object().put("error", "invalid_grant"));
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
