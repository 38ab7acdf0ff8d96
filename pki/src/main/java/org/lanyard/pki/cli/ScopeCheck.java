package org.lanyard.pki.cli;

import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.mass.MassJobs;
import org.lanyard.pki.mass.MassScope;
import org.lanyard.pki.store.Store;

/** Stops a label that is misspelt: "Done: 0 revoked" would pass for an answer in the worst hour. */
final class ScopeCheck {
    private ScopeCheck() {}

    /**
     * Lets a scope through that at least one certificate fits, whatever its status.
     *
     * @throws PkiException MASS_SCOPE_EMPTY
     */
    static void pass(Store records, MassScope scope) throws PkiException {
        if (!records.read(handle -> MassJobs.fitsAny(handle, scope))) {
            throw new PkiException(PkiReason.MASS_SCOPE_EMPTY, scope.toString());
        }
    }
}
