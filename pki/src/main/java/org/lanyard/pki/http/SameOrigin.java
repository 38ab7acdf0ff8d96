package org.lanyard.pki.http;

import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;

/**
 * What a browser says about where a request comes from (Fetch §3.1, W3C Fetch Metadata): checked on everything that
 * changes state.
 */
public final class SameOrigin {
    private SameOrigin() {}

    /** Refuses unless {@code Origin} is {@code origin} itself and Sec-Fetch-Site, if sent, says same-origin. */
    public static void require(Exchange exchange, String origin) throws HttpRefusal {
        Optional<String> site = exchange.header("Sec-Fetch-Site");
        if (site.isPresent() && !site.get().equals("same-origin")) {
            throw new HttpRefusal(HttpReason.FOREIGN_ORIGIN, "Sec-Fetch-Site");
        }
        if (!exchange.header(HttpHeader.ORIGIN).equals(Optional.of(origin))) {
            throw new HttpRefusal(HttpReason.FOREIGN_ORIGIN, "Origin");
        }
    }

    /** Refuses unless {@code Host} is one of {@code hosts} ({@code host:port}): a rebound name ends here. */
    public static void requireHost(Exchange exchange, Set<String> hosts) throws HttpRefusal {
        if (!hosts.contains(exchange.header(HttpHeader.HOST).orElse(""))) {
            throw new HttpRefusal(HttpReason.FOREIGN_HOST);
        }
    }
}
