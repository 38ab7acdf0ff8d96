package org.lanyard.pki.http;

/** What answers one method on one path. What it throws is answered by the {@link Routes} that it hangs in. */
@FunctionalInterface
public interface Endpoint {
    void answer(Exchange exchange) throws Exception;
}
