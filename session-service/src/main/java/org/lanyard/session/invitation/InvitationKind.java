package org.lanyard.session.invitation;

import java.time.Duration;

/** What an invitation is for. Each says how long it is good, and whether a second code comes by another way. */
public enum InvitationKind {
    /** Goes through the post, where others may open it: a second code, told or mailed, has to come with it. */
    LETTER(Duration.ofDays(14), true),

    /** Made at the office while its person stands there. */
    IN_PERSON(Duration.ofMinutes(30), false),

    /** As {@link #IN_PERSON}, for somebody who has lost every key. */
    RECOVERY(Duration.ofMinutes(30), false),

    /** A pupil's own passkey, made at the office or at a kiosk. */
    PUPIL(Duration.ofMinutes(30), false);

    private final Duration lifetime;
    private final boolean secondCode;

    InvitationKind(Duration lifetime, boolean secondCode) {
        this.lifetime = lifetime;
        this.secondCode = secondCode;
    }

    public Duration lifetime() {
        return lifetime;
    }

    public boolean needsSecondCode() {
        return secondCode;
    }
}
