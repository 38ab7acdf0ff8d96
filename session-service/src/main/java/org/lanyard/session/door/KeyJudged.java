package org.lanyard.session.door;

import java.util.Set;
import org.lanyard.pki.assertion.ModelStatus;
import org.lanyard.session.credential.PinnedCredential;
import org.lanyard.session.people.PersonRole;
import org.lanyard.session.policy.KeyPolicy;
import org.lanyard.session.policy.KeyTraits;
import org.lanyard.session.policy.Standing;

/**
 * A key beside what the policies of its owner say together.
 *
 * @param oldEnough whether its owner may have keys at all: a pupil by age and school
 */
record KeyJudged(PersonRole role, boolean oldEnough, KeyPolicy policy, KeyTraits key) {
    static KeyJudged of(Standing standing, boolean oldEnough, PinnedCredential credential) {
        return new KeyJudged(standing.role(), oldEnough, standing.policy(), traits(credential, standing.statuses()));
    }

    static KeyTraits traits(PinnedCredential credential, Set<ModelStatus> statuses) {
        return new KeyTraits(
                credential.backupEligible(),
                credential.facts().aaguid(),
                credential.facts().trusted(),
                credential.facts().certified(),
                statuses);
    }
}
