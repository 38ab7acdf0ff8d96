package org.lanyard.session.policy;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.lanyard.pki.assertion.ModelStatus;

/**
 * What a policy looks at in a key.
 *
 * @param synced whether it may be on several devices (backup eligible)
 * @param aaguid its model, a UUID in lower case; a mere claim unless {@code trusted}
 * @param trusted its attestation led to a listed root
 * @param certified its model was certified when it was added
 * @param statuses what was reported of its model since
 */
public record KeyTraits(boolean synced, String aaguid, boolean trusted, boolean certified, Set<ModelStatus> statuses) {
    /** What an authenticator that tells no model has in its place. */
    public static final String NO_MODEL = new UUID(0, 0).toString();

    public KeyTraits {
        Objects.requireNonNull(aaguid);
        statuses = Set.copyOf(statuses);
    }
}
