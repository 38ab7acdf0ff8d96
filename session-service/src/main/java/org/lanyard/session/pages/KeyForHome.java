package org.lanyard.session.pages;

import java.time.Instant;
import java.time.InstantSource;
import org.lanyard.pki.store.Store;
import org.lanyard.session.login.SignedIn;
import org.lanyard.session.pupil.PupilAge;

/** Whether a pupil's page leads to the page of keys: with a key of their own, or at a kiosk, where one can be begun. */
final class KeyForHome {
    private final Store store;
    private final PupilAge ages;
    private final InstantSource clock;

    KeyForHome(Store store, InstantSource clock) {
        this.store = store;
        this.ages = new PupilAge(store.engine());
        this.clock = clock;
    }

    /** Away from a kiosk with a key; at one with card and PIN, just now, and old enough for the school. */
    boolean offeredTo(SignedIn session) {
        if (session.kiosk().isEmpty()) {
            return session.credential().isPresent();
        }
        Instant now = clock.instant();
        return session.freshAt(now) && store.transact(tx -> ages.mayHaveKeys(tx, session.person(), now));
    }
}
