package org.lanyard.session.door;

import org.lanyard.pki.PkiException;
import org.lanyard.pki.path.VerifiedLeaf;
import org.lanyard.pki.path.outside.Standing;

/** Asks whether a card of an outside authority is revoked; it may take a while, so never inside a transaction. */
@FunctionalInterface
public interface CardStandings {
    /** @throws PkiException CERTIFICATE_REVOKED, CERTIFICATE_STATUS_UNKNOWN */
    Standing of(VerifiedLeaf leaf) throws PkiException;
}
