package org.lanyard.pki.ca;

import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.SigningKey;

/**
 * The keys of the issuing authorities that work on this machine. A key is opened when it is first asked for, and kept:
 * a store with hundreds of authorities costs no more at start than one with one. Safe for use by many threads.
 */
public interface IssuingKeys {

    /**
     * The key of an issuing authority, with the chain issuing, root. It may live in a token: it signs, and has no
     * encoding.
     *
     * @param authorityId the authority's subject key identifier in lower-case hexadecimal
     * @return empty where the key is not kept here
     * @throws PkiException if it is kept here and cannot be opened
     */
    Optional<SigningKey> of(String authorityId) throws PkiException;
}
