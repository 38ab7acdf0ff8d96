package org.lanyard.webauthn.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lanyard.pki.store.Store;
import org.lanyard.webauthn.ceremony.AuthenticationResponse;
import org.lanyard.webauthn.ceremony.CeremonyState;
import org.lanyard.webauthn.credential.CredentialId;
import org.lanyard.webauthn.credential.CredentialStore;
import org.lanyard.webauthn.report.Reports;

/**
 * Has the door told of a counter that went back (W3C WebAuthn Level 3 §6.1.1): a copy of the key may be in use.
 *
 * <p>A response that is posted twice shows the same counter twice, and is nothing of the kind: both would be refused, the
 * second must not cost a family its key. So it counts only where the challenge was made after the counter was last counted:
 * then no earlier response can have been meant.
 *
 * @param life of a ceremony
 * @param then what to do once there is something to tell
 */
record CounterWatch(Store store, CredentialStore credentials, Duration life, Runnable then, InstantSource clock) {

    /** @param response whose signature and user were verified before its counter was */
    void wentBack(CeremonyState ceremony, AuthenticationResponse response) {
        CredentialId id = new CredentialId(response.credentialId());
        Instant made = ceremony.expiresAt().minus(life);
        Optional<Instant> counted = credentials.lastUsed(id);
        if (counted.isEmpty() || !made.isAfter(counted.get())) {
            return;
        }
        credentials.find(id).ifPresent(credential -> {
            store.transact(
                    tx -> Reports.counter(tx, id.toString(), credential.handle().toString(), clock.instant()));
            then.run();
        });
    }
}
