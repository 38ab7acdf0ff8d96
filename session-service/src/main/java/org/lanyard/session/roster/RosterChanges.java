package org.lanyard.session.roster;

/**
 * What an import changed. All zero for a bundle that says nothing new.
 *
 * @param peopleGone people who became inactive
 * @param links roles and enrolments that came, changed or went
 * @param proposals guardianships proposed
 * @param addresses for mail, that were new
 */
public record RosterChanges(
        long peopleAdded,
        long peopleChanged,
        long peopleGone,
        long schools,
        long classes,
        long links,
        long proposals,
        long addresses) {
    static final RosterChanges NONE = new RosterChanges(0, 0, 0, 0, 0, 0, 0, 0);

    public boolean none() {
        return equals(NONE);
    }
}
