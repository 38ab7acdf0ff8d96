package org.lanyard.pki.path.outside;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** The network. */
public interface Fetch {
    /**
     * Posts an OCSP request.
     *
     * @return the body of an answer with status 200
     * @throws IOException where there is none within the time
     */
    byte[] post(URI responder, byte[] request, Duration within) throws IOException;

    /**
     * Gets a revocation list.
     *
     * @throws IOException where there is none within the time
     */
    byte[] get(URI list, Duration within) throws IOException;
}
