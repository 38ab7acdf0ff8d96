package org.lanyard.session.invitation;

import java.time.Duration;
import java.time.Instant;

/**
 * How often the second code of one invitation may be wrong. The first {@link #FREE} slips cost nothing; each further one makes the
 * invitation rest for twice as long as the one before, a quarter of an hour at most; with the {@link #MOST}th it is spent, and the
 * office makes a new one. Whoever does not know the first code cannot use up any of this, so no stranger locks a family out.
 *
 * <p>The bound: somebody who holds the letter and guesses as often as they may is right with {@link #BOUND}, one in ten million,
 * however many browsers they use, for a try is counted on the locked row before its answer is known. A new invitation has a new
 * letter, which they would have to get hold of too.
 */
final class InvitationTries {
    static final int MOST = 10;
    static final int FREE = 3;
    static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    /** What all guesses at one invitation together may be right with. */
    static final double BOUND = (double) MOST / SecondCode.COUNT;

    private InvitationTries() {}

    static boolean spent(int wrong) {
        return wrong >= MOST;
    }

    /** Until when no second code is looked at, after the {@code wrong}th wrong one came now. */
    static Instant pausedUntil(int wrong, Instant now) {
        if (wrong < FREE) {
            return now;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(wrong - FREE, MOST));
        return now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }
}
