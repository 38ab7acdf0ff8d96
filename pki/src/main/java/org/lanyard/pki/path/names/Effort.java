package org.lanyard.pki.path.names;

import org.lanyard.pki.path.parse.PathException;

/** Counts what names cost, so that constraints times names stays bounded. */
@FunctionalInterface
public interface Effort {
    /** For where the caller is bounded otherwise. */
    Effort UNCOUNTED = count -> {};

    /** @throws PathException BUDGET_SPENT */
    void comparisons(int count) throws PathException;
}
