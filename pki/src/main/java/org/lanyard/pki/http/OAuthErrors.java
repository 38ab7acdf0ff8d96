package org.lanyard.pki.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refusals as OAuth's JSON (RFC 6749 §5.2): {@code error}, one dull {@code error_description}, {@code support_code}. The
 * reason goes to the log alone, beside the same code; never a value of the request.
 */
public final class OAuthErrors implements ErrorAnswer {
    /** The one sentence, whatever the reason was. */
    public static final String DULL = "The request was refused.";

    private static final Logger LOG = LoggerFactory.getLogger(OAuthErrors.class);

    private final SecureRandom random;

    public OAuthErrors(SecureRandom random) {
        this.random = random;
    }

    /** Answers whatever this room refuses; anything else is a fault of ours: 500, and the stack in the log. */
    @Override
    public void answer(Exchange exchange, Exception failure) {
        if (failure instanceof HttpRefusal refusal) {
            refuse(exchange, refusal);
        } else {
            SupportCode code = SupportCode.random(random);
            LOG.error("failed support_code={} path={}", code, exchange.path(), failure);
            write(exchange, 500, "server_error", code, extra -> {});
        }
    }

    /** Answers a refusal of this room as {@code invalid_request}. */
    public SupportCode refuse(Exchange exchange, HttpRefusal refusal) {
        return refuse(exchange, refusal.reason().status(), "invalid_request", refusal.reason(), extra -> {});
    }

    /**
     * Answers with {@code status} and {@code error}, logs {@code reason} beside the support code, and lets
     * {@code extra} add members to the body.
     */
    public SupportCode refuse(Exchange exchange, int status, String error, Enum<?> reason, Consumer<ObjectNode> extra) {
        return refuse(exchange, status, error, reason, "", extra);
    }

    /** The same, with more of the reason for the log ({@code detail}: never a value of the request). */
    public SupportCode refuse(
            Exchange exchange, int status, String error, Enum<?> reason, String detail, Consumer<ObjectNode> extra) {
        SupportCode code = SupportCode.random(random);
        LOG.info("refused reason={} detail={} support_code={} path={}", reason, detail, code, exchange.path());
        write(exchange, status, error, code, extra);
        return code;
    }

    private static void write(
            Exchange exchange, int status, String error, SupportCode code, Consumer<ObjectNode> extra) {
        ObjectNode body = Json.object();
        body.put("error", error).put("error_description", DULL).put("support_code", code.value());
        extra.accept(body);
        exchange.json(status, body);
    }
}
