package org.lanyard.session.roster;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lanyard.session.people.PersonRole;

/**
 * Reads a whole bundle once and says all that is wrong with it. Writes nothing. Keeps ids alone, no names, so its memory
 * grows with the number of people and classes and not with what is told about them.
 */
final class BundleCheck {
    private static final int FEW = 3;
    private static final int ONE_IN = 20;
    private static final LocalDate OLDEST = LocalDate.of(1900, 1, 1);

    private final RosterBundle bundle;
    private final Findings findings;
    private final KnownBefore before;
    private final LocalDate today;

    private final Map<RosterFile, Set<String>> ids = new HashMap<>();
    private final Map<RosterFile, byte[]> digests = new HashMap<>();
    private final Set<String> schools = new HashSet<>();
    private final Map<String, String> schoolOfClass = new HashMap<>();
    private final Map<String, Long> usersWithoutRole = new LinkedHashMap<>();
    private final Map<String, String> roles = new HashMap<>();
    private Manifest manifest;
    private long lines;

    BundleCheck(RosterBundle bundle, Findings findings, KnownBefore before, LocalDate today) {
        this.bundle = bundle;
        this.findings = findings;
        this.before = before;
        this.today = today;
    }

    /** Empty handed if there are findings. */
    CheckedBundle check() throws IOException {
        manifest = Manifest.read(bundle, findings);
        if (findings.any()) {
            return null;
        }
        schools.addAll(before.schools());
        for (RosterFile file : RosterFile.values()) {
            if (manifest.mode(file) != FileMode.ABSENT) {
                Set<String> seen = new HashSet<>();
                ids.put(file, seen);
                digests.put(
                        file,
                        CsvRows.read(bundle, file.fileName(), header -> headerFits(file, header), findings, row -> {
                            lines++;
                            row(file, row, seen);
                        }));
            }
        }
        agents();
        usersWithoutRole.forEach(
                (user, line) -> findings.add("users.csv", line, RosterReason.ROLE_MISSING, "sourcedId"));
        return findings.any() ? null : new CheckedBundle(bundle, manifest, digests, roles, lines, tooManyGone());
    }

    /** The columns of the specification in its order, then none but extensions ("metadata.…"). */
    static boolean headerFits(RosterFile file, List<String> header) {
        List<String> expected = file.header();
        List<String> found = header;
        int optional = header.indexOf(RosterFile.OPTIONAL_COLUMN);
        if (file == RosterFile.USERS && optional == file.header().indexOf("preferredGivenName")) {
            found = new ArrayList<>(header);
            found.remove(optional);
        }
        return found.size() >= expected.size()
                && found.subList(0, expected.size()).equals(expected)
                && found.subList(expected.size(), found.size()).stream().allMatch(name -> name.startsWith("metadata."))
                && new HashSet<>(header).size() == header.size();
    }

    private void row(RosterFile file, RosterRow row, Set<String> seen) {
        FieldChecks check = new FieldChecks(findings, row);
        check.everyRow(manifest.mode(file));
        if (!seen.add(row.id()) && !row.id().isEmpty()) {
            check.add(RosterReason.DUPLICATE_ID, "sourcedId");
        }
        if (row.toBeDeleted()) {
            return;
        }
        switch (file) {
            case ORGS -> org(row, check);
            case ACADEMIC_SESSIONS -> academicSession(row, check);
            case COURSES -> course(row, check);
            case CLASSES -> schoolClass(row, check);
            case USERS -> user(row, check);
            case ROLES -> role(row, check);
            case DEMOGRAPHICS -> demographics(row, check);
            case ENROLLMENTS -> enrolment(row, check);
        }
    }

    private void org(RosterRow row, FieldChecks check) {
        check.required("name");
        check.oneOf("type", Vocabulary.ORG_TYPE, true);
        if (row.text("type").equals(Vocabulary.SCHOOL)) {
            schools.add(row.id());
        }
    }

    private void academicSession(RosterRow row, FieldChecks check) {
        check.required("title");
        check.oneOf("type", Vocabulary.SESSION_TYPE, true);
        check.required("startDate");
        check.required("endDate");
        check.period("startDate", "endDate");
        check.required("schoolYear");
    }

    private void course(RosterRow row, FieldChecks check) {
        check.required("title");
        reference(row, check, "orgSourcedId", RosterFile.ORGS);
        optionalReference(row, check, "schoolYearSourcedId", RosterFile.ACADEMIC_SESSIONS);
    }

    private void schoolClass(RosterRow row, FieldChecks check) {
        check.required("title");
        check.oneOf("classType", Vocabulary.CLASS_TYPE, true);
        reference(row, check, "courseSourcedId", RosterFile.COURSES);
        school(row, check, "schoolSourcedId");
        check.required("termSourcedIds");
        for (String term : row.list("termSourcedIds")) {
            known(term, check, "termSourcedIds", RosterFile.ACADEMIC_SESSIONS);
        }
        schoolOfClass.put(row.id(), row.text("schoolSourcedId"));
    }

    private void user(RosterRow row, FieldChecks check) {
        // A username is required by the letter; parents have none in most schools' systems, and nothing here uses it.
        check.oneOf("enabledUser", Vocabulary.BOOLEAN, false);
        check.required("givenName");
        check.required("familyName");
        optionalReference(row, check, "primaryOrgSourcedId", RosterFile.ORGS);
        boolean hasRoleAlready = manifest.mode(RosterFile.ROLES) != FileMode.BULK
                && before.users().contains(row.id());
        if (!hasRoleAlready) {
            usersWithoutRole.putIfAbsent(row.id(), row.line());
        }
    }

    private void role(RosterRow row, FieldChecks check) {
        reference(row, check, "userSourcedId", RosterFile.USERS);
        check.oneOf("roleType", Vocabulary.ROLE_TYPE, false);
        check.oneOf("role", Vocabulary.ROLE, true);
        reference(row, check, "orgSourcedId", RosterFile.ORGS);
        check.period("beginDate", "endDate");
        String user = row.text("userSourcedId");
        usersWithoutRole.remove(user);
        roles.merge(user, row.text("role"), BundleCheck::stronger);
    }

    /** A pupil is a pupil whatever else; staff come before parents: a teacher's page is a teacher's. */
    private static String stronger(String one, String other) {
        PersonRole first = Vocabulary.personRole(one);
        PersonRole second = Vocabulary.personRole(other);
        if (first == second || first == PersonRole.PUPIL) {
            return one;
        }
        return second == PersonRole.PUPIL || second == PersonRole.STAFF ? other : one;
    }

    private void demographics(RosterRow row, FieldChecks check) {
        known(row.id(), check, "sourcedId", RosterFile.USERS);
        check.day("birthDate")
                .filter(born -> born.isBefore(OLDEST) || born.isAfter(today))
                .ifPresent(unlikely -> check.add(RosterReason.DATE, "birthDate"));
    }

    private void enrolment(RosterRow row, FieldChecks check) {
        reference(row, check, "classSourcedId", RosterFile.CLASSES);
        school(row, check, "schoolSourcedId");
        reference(row, check, "userSourcedId", RosterFile.USERS);
        check.oneOf("role", Vocabulary.ENROLMENT_ROLE, true);
        check.optionalOneOf("primary", Vocabulary.BOOLEAN);
        check.period("beginDate", "endDate");
        String school = schoolOfClass.get(row.text("classSourcedId"));
        if (school != null && !school.equals(row.text("schoolSourcedId"))) {
            check.add(RosterReason.SCHOOL_MISMATCH, "schoolSourcedId");
        }
    }

    private void school(RosterRow row, FieldChecks check, String column) {
        if (reference(row, check, column, RosterFile.ORGS) && !schools.contains(row.text(column))) {
            check.add(RosterReason.NOT_A_SCHOOL, column);
        }
    }

    private boolean reference(RosterRow row, FieldChecks check, String column, RosterFile target) {
        return check.required(column) && known(row.text(column), check, column, target);
    }

    private void optionalReference(RosterRow row, FieldChecks check, String column, RosterFile target) {
        if (!row.text(column).isEmpty()) {
            known(row.text(column), check, column, target);
        }
    }

    private boolean known(String id, FieldChecks check, String column, RosterFile target) {
        if (refersToSomething(id, target)) {
            return true;
        }
        check.add(RosterReason.REFERENCE, column);
        return false;
    }

    private boolean refersToSomething(String id, RosterFile target) {
        if (ids.getOrDefault(target, Set.of()).contains(id)) {
            return true;
        }
        if (manifest.mode(target) == FileMode.BULK) {
            return false;
        }
        return switch (target) {
            case ORGS -> before.orgs().contains(id);
            case CLASSES -> before.classes().contains(id);
            case USERS -> before.users().contains(id);
            // Terms and courses are not kept, so what an earlier bundle said of them is not known.
            default -> true;
        };
    }

    /** Users name users further down, and organisations their parents: these wait for the end of their file. */
    private void agents() throws IOException {
        later(RosterFile.USERS, "agentSourcedIds");
        later(RosterFile.ORGS, "parentSourcedId");
        later(RosterFile.ACADEMIC_SESSIONS, "parentSourcedId");
    }

    private void later(RosterFile file, String column) throws IOException {
        if (manifest.mode(file) == FileMode.ABSENT || findings.any()) {
            return;
        }
        CsvRows.read(bundle, file.fileName(), header -> true, findings, row -> {
            if (!row.toBeDeleted()) {
                FieldChecks check = new FieldChecks(findings, row);
                row.list(column).forEach(id -> known(id, check, column, file));
            }
        });
    }

    private boolean tooManyGone() {
        if (manifest.mode(RosterFile.USERS) != FileMode.BULK) {
            return false;
        }
        Set<String> here = ids.get(RosterFile.USERS);
        long gone = before.active().stream().filter(id -> !here.contains(id)).count();
        return gone > FEW && gone * ONE_IN > before.active().size();
    }
}
