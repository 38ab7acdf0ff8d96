package org.lanyard.pki.responder;

import java.util.Optional;
import org.lanyard.pki.PkiException;

/** Who signs OCSP answers for the authorities. Safe for use by many threads. */
@FunctionalInterface
public interface Responding {
    /**
     * The key for answers about an authority's certificates, valid now.
     *
     * @param authority its key identifier in lower-case hexadecimal
     * @return empty where nobody here may answer for it
     * @throws PkiException if somebody may, and cannot
     */
    Optional<ResponderKey> of(String authority) throws PkiException;
}
