package org.lanyard.pki.est;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpReason;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.SupportCode;
import org.lanyard.pki.register.AuthorityRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * EST over HTTP (RFC 7030 section 3.2.2); other paths are left to the next handler.
 *
 * <pre>
 * GET  /.well-known/est/[LABEL/]cacerts         anybody: root and issuing authority
 * GET  /.well-known/est/[LABEL/]csrattrs        anybody: what a request is to look like
 * POST /.well-known/est/[LABEL/]simpleenroll    with a token (HTTP Basic; the token is the password)
 * POST /.well-known/est/[LABEL/]simplereenroll  with a certificate of this authority
 * </pre>
 */
public final class EstHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(EstHandler.class);
    private static final String PREFIX = "/.well-known/est/";
    private static final Pattern PATH =
            Pattern.compile("(?:([a-z0-9][a-z0-9._-]{0,62})/)?(cacerts|csrattrs|simpleenroll|simplereenroll)");
    private static final int LONGEST = 32 * 1024;

    private final EnrolmentDesk desk;
    private final Clients clients;
    private final SecureRandom random;

    /** How clients are seen on this server. */
    public interface Clients {
        /** Whether the request came over TLS, to us or to a proxy of ours. */
        boolean isSecure(Request request);

        /** The certificate whose key the client has proved in TLS; not validated yet. */
        Optional<X509Certificate> certificate(Request request) throws PkiException;
    }

    public EstHandler(EnrolmentDesk desk, Clients clients, SecureRandom random) {
        this.desk = Objects.requireNonNull(desk, "desk");
        this.clients = Objects.requireNonNull(clients, "clients");
        this.random = Objects.requireNonNull(random, "random");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        if (!path.startsWith(PREFIX)) {
            return false;
        }
        Matcher parts = PATH.matcher(path.substring(PREFIX.length()));
        if (!parts.matches()) {
            return false;
        }
        Exchange exchange = new Exchange(request, response, callback);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        try {
            answer(Optional.ofNullable(parts.group(1)), parts.group(2), exchange);
        } catch (PkiException e) {
            refuse(exchange, e);
        } catch (HttpRefusal e) {
            say(exchange, e.reason().status(), e.getMessage());
        } catch (RuntimeException e) {
            SupportCode code = SupportCode.random(random);
            LOG.error("enrolment failed support_code={} path={}", code, path, e);
            say(exchange, 500, "The service failed. Support code: " + code);
        }
        return true;
    }

    private void answer(Optional<String> label, String operation, Exchange exchange) throws PkiException, HttpRefusal {
        // RFC 7030 section 3.3: "TLS … MUST be used".
        if (!clients.isSecure(exchange.request())) {
            throw new HttpRefusal(HttpReason.FOREIGN_HOST, "EST is spoken over TLS");
        }
        boolean reads = operation.equals("cacerts") || operation.equals("csrattrs");
        String method = exchange.request().getMethod();
        if (reads ? !(method.equals("GET") || method.equals("HEAD")) : !method.equals("POST")) {
            exchange.response().getHeaders().put(HttpHeader.ALLOW, reads ? "GET, HEAD" : "POST");
            throw new HttpRefusal(HttpReason.METHOD_NOT_ALLOWED);
        }
        switch (operation) {
            case "cacerts" -> {
                Authority authority = desk.authority(label.orElse(AuthorityRow.MAIN));
                certificates(exchange, List.of(authority.certificate(), authority.root()));
            }
            case "csrattrs" ->
                exchange.bytes(200, EstMessages.ATTRIBUTES, EstMessages.encoded(EstMessages.attributes()));
            case "simpleenroll" -> {
                EnrolmentToken token = token(exchange);
                certificates(exchange, List.of(desk.enrol(label, token, request(exchange))));
            }
            default -> {
                X509Certificate certificate = clients.certificate(exchange.request())
                        .orElseThrow(() -> new PkiException(PkiReason.ENROLMENT_REFUSED, "no client certificate"));
                certificates(exchange, List.of(desk.renew(label, certificate, request(exchange))));
            }
        }
    }

    private static byte[] request(Exchange exchange) throws HttpRefusal, PkiException {
        return EstMessages.decoded(exchange.body(EstMessages.REQUEST, LONGEST));
    }

    private static void certificates(Exchange exchange, List<X509Certificate> certificates) throws PkiException {
        exchange.bytes(200, EstMessages.CERTIFICATES, EstMessages.encoded(EstMessages.certificatesOnly(certificates)));
    }

    /** RFC 7617. The user's name is of no matter: the token says it all. */
    private static EnrolmentToken token(Exchange exchange) throws HttpRefusal, PkiException {
        String header = exchange.header(HttpHeader.AUTHORIZATION).orElse("");
        if (header.length() > 6 && header.substring(0, 6).equalsIgnoreCase("Basic ")) {
            try {
                String pair = new String(
                        Base64.getDecoder().decode(header.substring(6).trim()), StandardCharsets.UTF_8);
                Optional<EnrolmentToken> token = EnrolmentToken.of(pair.substring(pair.indexOf(':') + 1));
                if (token.isPresent()) {
                    return token.get();
                }
            } catch (IllegalArgumentException notBase64) {
                // Refused below.
            }
        }
        throw new PkiException(PkiReason.ENROLMENT_REFUSED, "no token");
    }

    /** RFC 7030 section 4.2.3: "The server MAY respond with human-readable text explaining why". */
    private void refuse(Exchange exchange, PkiException e) {
        int status = status(e.reason());
        SupportCode code = SupportCode.random(random);
        if (status >= 500) {
            LOG.error("enrolment failed support_code={}", code, e);
            say(exchange, status, "The authority cannot issue at present. Support code: " + code);
            return;
        }
        LOG.info("enrolment refused reason={} detail={} support_code={}", e.reason(), e.detail(), code);
        if (status == 401) {
            exchange.response().getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"est\", charset=\"UTF-8\"");
            say(exchange, status, PkiReason.ENROLMENT_REFUSED.sentence() + ". Support code: " + code);
            return;
        }
        say(exchange, status, e.getMessage() + ". " + e.reason().hint());
    }

    private static void say(Exchange exchange, int status, String sentence) {
        exchange.bytes(status, "text/plain;charset=utf-8", (sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** What a client did wrong is 400, who it is 401, an authority that is not there 404; the rest is ours. */
    private static int status(PkiReason reason) {
        return switch (reason) {
            case REQUEST_MALFORMED,
                    PROOF_OF_POSSESSION_FAILED,
                    KEY_NOT_ALLOWED,
                    ENROLMENT_NAME_DIFFERS,
                    SUBJECT_NOT_FOR_PROFILE,
                    LINT_FAILED -> 400;
            case ENROLMENT_REFUSED,
                    CERTIFICATE_MALFORMED,
                    CERTIFICATE_EXPIRED,
                    CERTIFICATE_NOT_YET_VALID,
                    CERTIFICATE_UNKNOWN,
                    CERTIFICATE_REVOKED,
                    CERTIFICATE_REVOKED_MEANWHILE,
                    CERTIFICATE_STATUS_UNKNOWN,
                    PATH_REFUSED,
                    ISSUER_NOT_TRUSTED,
                    ISSUER_NOT_VALID,
                    SIGNATURE_ALGORITHM_NOT_ALLOWED,
                    SIGNATURE_INVALID,
                    CRITICAL_EXTENSION_UNKNOWN,
                    LEAF_IS_AUTHORITY,
                    LEAF_HAS_NAME_CONSTRAINTS,
                    KEY_USAGE_NOT_FOR_SIGNATURES,
                    POLICY_NOT_OURS,
                    POLICY_AMBIGUOUS,
                    EXTENDED_KEY_USAGE_NOT_FOR_PROFILE,
                    NAME_NOT_FOR_PROFILE,
                    KEY_IDENTIFIER_MISSING -> 401;
            case AUTHORITY_UNKNOWN -> 404;
            case KEY_FILE_UNREADABLE,
                    KEY_FILE_UNWRITABLE,
                    KEY_FILE_EXISTS,
                    PASSPHRASE_MISSING,
                    PASSPHRASE_EXPOSED,
                    PASSPHRASE_WRONG,
                    PASSPHRASES_DIFFER,
                    TOKEN_UNUSABLE,
                    TOKEN_PIN_WRONG,
                    WRAPPED_SECRET_ALTERED,
                    VALIDITY_NOT_ALLOWED,
                    LINT_TOKEN_SPENT,
                    SIGNING_FAILED,
                    AUTHORITY_MISSING,
                    AUTHORITY_BROKEN,
                    AUTHORITY_UNFINISHED,
                    ROOT_NOT_OURS,
                    TRANSCRIPT_INVALID,
                    AUTHORITY_LABEL_TAKEN,
                    AUTHORITY_NOT_ACTIVE,
                    AUTHORITY_NOT_RETIRED,
                    MASS_NOT_CONFIRMED,
                    MASS_SCOPE_EMPTY,
                    MASS_JOB_UNKNOWN,
                    APPROVAL_NEEDED,
                    APPROVAL_UNKNOWN,
                    APPROVAL_OWN,
                    CERTIFICATE_AMBIGUOUS,
                    CERTIFICATE_NOT_HELD,
                    CERTIFICATE_NOT_RENEWABLE,
                    LIST_BASE_MISSING,
                    LIST_MISSING,
                    OUTPUT_EXISTS,
                    OUTPUT_UNWRITABLE,
                    LIST_MALFORMED,
                    LIST_NUMBER_NOT_HIGHER,
                    LIST_CONTENDED,
                    STORE_FAILED,
                    STATUS_REQUEST_MALFORMED,
                    BACKUP_FILE_UNUSABLE,
                    BACKUP_KEY_WRONG,
                    BACKUP_DAMAGED,
                    BACKUP_TOO_NEW,
                    RESTORE_TARGET_IN_USE,
                    CONFIGURATION_UNREADABLE,
                    CONFIGURATION_INVALID,
                    PROFILE_UNSAFE -> 500;
        };
    }
}
