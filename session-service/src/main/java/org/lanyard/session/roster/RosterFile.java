package org.lanyard.session.roster;

import java.util.List;

/**
 * The files of a bundle that are read, each with its header (1EdTech OneRoster 1.2 CSV binding §4). The order is the one
 * in which they are read: what a file refers to comes before it, except for a user's agents.
 */
enum RosterFile {
    ORGS("orgs", "name,type,identifier,parentSourcedId"),
    ACADEMIC_SESSIONS("academicSessions", "title,type,startDate,endDate,parentSourcedId,schoolYear"),
    COURSES("courses", "schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes"),
    CLASSES(
            "classes",
            "title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,"
                    + "subjectCodes,periods"),
    USERS(
            "users",
            "enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,"
                    + "grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,"
                    + "primaryOrgSourcedId,pronouns"),
    ROLES("roles", "userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId"),
    DEMOGRAPHICS(
            "demographics",
            "birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,"
                    + "nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,"
                    + "hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,"
                    + "publicSchoolResidenceStatus"),
    ENROLLMENTS("enrollments", "classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate");

    static final String MANIFEST = "manifest.csv";
    static final List<String> MANIFEST_HEADER = List.of("propertyName", "value");
    /** A column that 1.2.1 put into users.csv; some write it, some do not. */
    static final String OPTIONAL_COLUMN = "resourceSourcedIds";

    /** What a bundle may hold besides: never opened (userProfiles holds passwords), only held to the manifest. */
    static final List<String> NOT_READ = List.of(
            "categories",
            "classResources",
            "courseResources",
            "lineItemLearningObjectiveIds",
            "lineItems",
            "lineItemScoreScales",
            "resources",
            "resultLearningObjectiveIds",
            "results",
            "resultScoreScales",
            "scoreScales",
            "userProfiles",
            "userResources");

    private final String stem;
    private final List<String> header;

    RosterFile(String stem, String columns) {
        this.stem = stem;
        this.header = List.of(("sourcedId,status,dateLastModified," + columns).split(","));
    }

    /** The name in the manifest, "orgs". */
    String stem() {
        return stem;
    }

    /** The name in the bundle, "orgs.csv". */
    String fileName() {
        return stem + ".csv";
    }

    List<String> header() {
        return header;
    }
}
