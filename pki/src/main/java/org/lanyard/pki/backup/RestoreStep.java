package org.lanyard.pki.backup;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;

/** What a module changes when an old day comes back, in one transaction with the others' steps. */
@FunctionalInterface
public interface RestoreStep {
    /**
     * @param at the present time
     * @param actor who restores, an opaque id
     * @return a sentence for the operator
     */
    String apply(Handle tx, Instant at, String actor) throws PkiException;
}
