package org.lanyard.session.notice;

import static org.lanyard.session.notice.Audience.FAMILY;
import static org.lanyard.session.notice.Audience.LEAD;
import static org.lanyard.session.notice.Audience.PERSON;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What people are told of: all there is, each with its audiences. */
public enum NoticeKind {
    KEY_ADDED(PERSON, LEAD),
    KEY_RENAMED(PERSON),
    KEY_REMOVED(PERSON, LEAD),
    KEY_SUSPENDED(PERSON, LEAD),
    KEY_RELEASED(PERSON, LEAD),
    SIGNED_OUT_ELSEWHERE(PERSON),
    INVITED(PERSON),
    /** The second code of an invitation; see {@link Notices#secondCode}. */
    SECOND_CODE(PERSON),
    RECOVERY_OPENED(PERSON, LEAD),
    RECOVERED(PERSON, LEAD, FAMILY),
    RECOVERY_CODES_MADE(PERSON),
    RECOVERY_CODE_USED(PERSON, LEAD),
    COOLING_OFF_OVER(PERSON),
    KEY_POLICY_CHANGED(PERSON),
    PUPIL_KEY_ADDED(PERSON, LEAD, FAMILY);

    private final Set<Audience> audiences;

    NoticeKind(Audience first, Audience... more) {
        this.audiences = Collections.unmodifiableSet(EnumSet.of(first, more));
    }

    /** In the order of {@link Audience}. */
    public Set<Audience> audiences() {
        return audiences;
    }

    /** The word of the command line and of the texts: {@code key-added}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
