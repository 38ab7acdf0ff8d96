package org.lanyard.session.roster;

import java.util.Set;
import org.lanyard.session.people.PersonRole;

/** The closed lists of OneRoster 1.2 (CSV binding §4.13), and what a role there makes of a person here. */
final class Vocabulary {
    static final Set<String> STATUS = Set.of("active", "tobedeleted");
    static final Set<String> BOOLEAN = Set.of("true", "false");
    static final Set<String> ORG_TYPE = Set.of("department", "school", "district", "local", "state", "national");
    static final Set<String> SESSION_TYPE = Set.of("gradingPeriod", "semester", "schoolYear", "term");
    static final Set<String> CLASS_TYPE = Set.of("homeroom", "scheduled");
    static final Set<String> ROLE_TYPE = Set.of("primary", "secondary");
    static final Set<String> ROLE = Set.of(
            "aide",
            "counselor",
            "districtAdministrator",
            "guardian",
            "parent",
            "principal",
            "proctor",
            "relative",
            "siteAdministrator",
            "student",
            "systemAdministrator",
            "teacher");
    static final Set<String> ENROLMENT_ROLE = Set.of("administrator", "proctor", "student", "teacher");
    static final String SCHOOL = "school";
    static final String RELATIVE = "relative";
    static final String STUDENT = "student";
    static final String PRIMARY = "primary";
    private static final Set<String> GUARDIANS = Set.of("guardian", "parent", RELATIVE);
    private static final String EXTENSION = "ext:";

    private Vocabulary() {}

    /** Whether a word is of the list, or an extension ("ext:…") to it, which OneRoster allows for most. */
    static boolean holds(Set<String> list, String word, boolean extensible) {
        return list.contains(word) || extensible && word.startsWith(EXTENSION) && word.length() > EXTENSION.length();
    }

    static PersonRole personRole(String role) {
        if (role.equals(STUDENT)) {
            return PersonRole.PUPIL;
        }
        return GUARDIANS.contains(role) ? PersonRole.GUARDIAN : PersonRole.STAFF;
    }
}
