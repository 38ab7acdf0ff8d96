package org.lanyard.pki.responder;

import org.eclipse.jetty.util.BufferUtil;
import org.lanyard.pki.http.Exchange;

/** Answers that have no body. */
final class Answers {
    private Answers() {}

    static void notModified(Exchange exchange) {
        exchange.response().setStatus(304);
        exchange.response().write(true, BufferUtil.EMPTY_BUFFER, exchange.callback());
    }
}
