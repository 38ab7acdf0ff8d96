package org.lanyard.pki.path;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.lanyard.pki.PkiException;

/** The issuing authorities whose certificates are taken. Safe for use by many threads. */
public interface TrustedIssuers {

    /**
     * The authority that a leaf names as its issuer, by name and key identifier. That it really signed is for the
     * validator to check.
     *
     * @return empty where no listed authority fits
     * @throws PkiException CERTIFICATE_MALFORMED if the leaf's identifiers cannot be parsed; STORE_FAILED
     */
    Optional<X509Certificate> issuerOf(X509Certificate leaf) throws PkiException;

    /**
     * A number that changes with the list, so that nothing judged under an older list is believed. Cheap: it is read at
     * each sign-in.
     */
    long generation();
}
