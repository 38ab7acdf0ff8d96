package org.lanyard.pki.mass;

import java.util.Locale;
import java.util.Objects;
import org.lanyard.pki.audit.Why;
import org.lanyard.pki.revocation.RevocationReason;

/**
 * What is to be done to which certificates, and why.
 *
 * @param reason CERTIFICATE_HOLD for suspending and releasing, and no other
 * @param why a sentence, without names of persons
 */
public record MassOrder(MassAction action, MassScope scope, RevocationReason reason, String why) {
    public MassOrder {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(scope, "scope");
        boolean hold = reason == RevocationReason.CERTIFICATE_HOLD;
        if (hold == (action == MassAction.REVOKE)) {
            throw new IllegalArgumentException("Suspending and releasing go with certificate-hold, revoking does not");
        }
        Why.checked(why);
    }

    /** One line that says all of it: what is shown to whoever approves, and hashed. */
    public String summary() {
        return action.name().toLowerCase(Locale.ROOT) + " (" + reason.label() + "): " + scope + "; why: " + why;
    }
}
