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

    /**
     * Refuses unless the request comes from a page of {@code origin}. Sec-Fetch-Site, where sent, has to say so;
     * {@code Origin} has to be {@code origin}, or {@code null} beside a Sec-Fetch-Site: that is what a form's POST from a
     * page without referrer carries (Fetch §3.1, "append a request Origin header").
     */
    public static void require(Exchange exchange, String origin) throws HttpRefusal {
        Optional<String> site = exchange.header("Sec-Fetch-Site");
        if (site.isPresent() && !site.get().equals("same-origin")) {
            throw new HttpRefusal(HttpReason.FOREIGN_ORIGIN, "Sec-Fetch-Site");
        }
        String told = exchange.header(HttpHeader.ORIGIN).orElse("");
        if (!told.equals(origin) && !(site.isPresent() && told.equals("null"))) {
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
