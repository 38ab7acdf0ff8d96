package org.lanyard.pki.path.revocation;

import java.time.Instant;
import java.util.Optional;
import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.ValidPath;

/** OCSP answers, from wherever they come. */
@FunctionalInterface
public interface OcspSource {
    /** Who knows nothing. */
    OcspSource NONE = (path, position, inputs, budget) -> Optional.empty();

    /**
     * Until when a certificate of a path is known not to be revoked.
     *
     * @return empty where there is no answer about it
     * @throws PathException REVOKED; else why the answer cannot be relied on
     */
    Optional<Instant> judge(ValidPath path, int position, PathInputs inputs, Budget budget) throws PathException;
}
