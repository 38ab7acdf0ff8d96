package org.lanyard.pki.path.revocation;

import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.parse.ParsedCrl;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.rules.ValidPath;

/** Finds paths to other keys than the issuer's own that may have signed a list. */
@FunctionalInterface
interface CrlSigners {

    /** Told each valid path, itself not revoked, to a certificate with the name of the list's issuer. */
    @FunctionalInterface
    interface Candidate {
        /** @throws PathException where this one did not sign it */
        void tried(ValidPath signer) throws PathException;
    }

    /**
     * Tries them.
     *
     * @param below the path of the certificate that the list is about
     * @throws PathException CRL_SIGNER_UNKNOWN, or why the last one was not taken
     */
    void find(ParsedCrl list, ValidPath below, Budget budget, Candidate candidate) throws PathException;
}
