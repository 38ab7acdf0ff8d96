package org.lanyard.pki.responder;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpRefusal;

/** OCSP over HTTP: POST, and GET for caches (RFC 6960 appendix A, RFC 5019 sections 5 and 6). */
final class OcspEndpoint {
    static final String PATH = "/pki/ocsp";

    private static final String ASKS = "application/ocsp-request";
    private static final String ANSWERS = "application/ocsp-response";

    /** RFC 5019 section 5: a GET's request is of 255 octets at most when encoded. Ours, more generous. */
    private static final int LONGEST_PATH = 2048;

    private final OcspResponder responder;
    private final InstantSource clock;

    OcspEndpoint(OcspResponder responder, InstantSource clock) {
        this.responder = responder;
        this.clock = clock;
    }

    /** A request in the body. */
    void post(Exchange exchange) throws HttpRefusal {
        OcspResponder.Answer answer = responder.answer(exchange.body(ASKS, OcspRequest.LONGEST));
        exchange.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        exchange.bytes(200, ANSWERS, answer.der());
    }

    /** A request in the path. */
    void get(Exchange exchange) {
        String path = exchange.request().getHttpURI().getPath();
        OcspResponder.Answer answer = decoded(path.substring(PATH.length() + 1))
                .map(responder::answer)
                .orElseGet(() -> OcspResponder.Answer.of(OcspStatus.MALFORMED_REQUEST));
        if (answer.nextUpdate().isEmpty()) {
            exchange.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            exchange.bytes(200, ANSWERS, answer.der());
            return;
        }
        byte[] hash = ResponderKey.hash("SHA-256", answer.der());
        Cached cached = new Cached(
                Base64.getUrlEncoder().withoutPadding().encodeToString(hash),
                answer.thisUpdate().orElseThrow(),
                answer.nextUpdate().get());
        cached.into(exchange.response().getHeaders(), clock.instant());
        if (cached.isKnownTo(exchange.request().getHeaders())) {
            Answers.notModified(exchange);
        } else {
            exchange.bytes(200, ANSWERS, answer.der());
        }
    }

    private static Optional<byte[]> decoded(String encoded) {
        if (encoded.length() > LONGEST_PATH) {
            return Optional.empty();
        }
        try {
            // In a path a plus is a plus.
            String base64 = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.US_ASCII);
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
