package org.lanyard.session.recovery;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.session.RefusedException;
import org.lanyard.session.credential.HeldKey;
import org.lanyard.session.credential.KeyRing;
import org.lanyard.session.credential.SuspendedBy;
import org.lanyard.session.login.EndReason;
import org.lanyard.session.login.Ending;

/** What becomes of the keys that somebody had before they came back in. */
public final class KeysAfterRecovery {
    private static final String WHY = "lost: recovered at the office";

    private final KeyRing ring;
    private final Ending ending;

    public KeysAfterRecovery(KeyRing ring, Ending ending) {
        this.ring = ring;
        this.ending = ending;
    }

    /** Suspends every active key of a person but one, and ends all of their sessions. */
    void suspendAllBut(Handle tx, UUID person, String credential, Instant at, String actor) throws RefusedException {
        for (HeldKey key : KeyRing.list(tx, person)) {
            if (key.active() && !key.id().equals(credential)) {
                ring.suspend(tx, key.id(), SuspendedBy.OFFICE, at, actor, WHY);
            }
        }
        ending.ofPerson(tx, person, EndReason.PERSON_ENDED, at, actor);
    }
}
