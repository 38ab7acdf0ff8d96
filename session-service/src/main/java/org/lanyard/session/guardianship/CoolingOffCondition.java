package org.lanyard.session.guardianship;

/**
 * Cooling-off after a recovery, as SQL: it closes the children to a guardian, so it stands beside what opens them. What else
 * follows from it is the business of the {@code recovery} room.
 */
public final class CoolingOffCondition {
    /** For a row of {@code cooling_off} with the alias {@code k}: a key that was registered since is active. */
    public static final String NEW_KEY_ACTIVE = "EXISTS (SELECT 1 FROM credential n WHERE n.person_id = k.person_id"
            + " AND n.status = 'active' AND n.confirmed_at >= k.since_at)";

    private CoolingOffCondition() {}

    /**
     * The condition that a person is not in cooling-off.
     *
     * @param person SQL that names whom, such as a column
     * @param now SQL that names the moment, such as a parameter
     */
    static String notFor(String person, String now) {
        return "NOT EXISTS (SELECT 1 FROM cooling_off k WHERE k.person_id = " + person + " AND k.until_at > " + now
                + " AND " + NEW_KEY_ACTIVE + ")";
    }
}
