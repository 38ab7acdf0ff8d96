package org.lanyard.webauthn.attestation;

import java.util.Optional;
import org.lanyard.pki.assertion.ModelStatus;

/**
 * What FIDO's status reports on a model come to.
 *
 * @param bad why its keys are not to be relied on
 * @param certified whether FIDO has certified it, and nothing worse came after
 * @param level of the certification, such as {@code L2}; only where certified
 */
record ModelVerdict(Optional<ModelStatus> bad, boolean certified, Optional<String> level) {
    static final ModelVerdict NOT_CERTIFIED = new ModelVerdict(Optional.empty(), false, Optional.empty());

    static ModelVerdict bad(ModelStatus status) {
        return new ModelVerdict(Optional.of(status), false, Optional.empty());
    }

    static ModelVerdict certified(Optional<String> level) {
        return new ModelVerdict(Optional.empty(), true, level);
    }

    /** The same, of a certification that ended. */
    ModelVerdict notCertified() {
        return new ModelVerdict(bad, false, Optional.empty());
    }
}
