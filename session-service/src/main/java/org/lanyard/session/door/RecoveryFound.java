package org.lanyard.session.door;

import java.util.Optional;
import org.lanyard.session.people.PersonRole;
import org.lanyard.session.recovery.RecoveryCodes.Grant;

/**
 * What the transaction found of a one-time code, all of it locked.
 *
 * @param triesLeft whether the sheet that it names may still be tried
 * @param holder empty where there is no such code
 * @param inPersonOnly whether their family is dealt with face to face only
 */
record RecoveryFound(boolean triesLeft, Optional<Grant> grant, Optional<Holder> holder, boolean inPersonOnly) {
    /** @param charged whether they have any duty */
    record Holder(PersonRole role, boolean active, boolean charged) {}
}
