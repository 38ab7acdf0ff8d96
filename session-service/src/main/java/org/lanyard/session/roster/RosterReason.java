package org.lanyard.session.roster;

/** Why a bundle is refused. Each finding carries file, line and column beside it. */
public enum RosterReason {
    /** There is no manifest.csv. */
    MANIFEST_MISSING,
    /** The manifest's versions are not 1.0 and OneRoster 1.2, or are absent. */
    MANIFEST_VERSION,
    /** A property that OneRoster 1.2 does not know, or the same one twice. */
    MANIFEST_PROPERTY,
    /** A file's mode is none of bulk, delta, absent. */
    MANIFEST_MODE,
    /** The manifest declares a file that the bundle lacks. */
    FILE_MISSING,
    /** The bundle holds a file that the manifest does not declare, or declares absent. */
    FILE_NOT_DECLARED,
    /** The bundle holds a file that OneRoster 1.2 does not know. */
    FILE_UNKNOWN,
    /** The file could not be read. */
    FILE_UNREADABLE,
    /** The file, or a field or line in it, is larger than is believable. */
    FILE_TOO_LARGE,
    /** The header is not that of OneRoster 1.2. */
    HEADER,
    /** Not UTF-8. */
    ENCODING,
    /** Not CSV (RFC 4180): a quote that never closes, say. */
    SYNTAX,
    /** A line with more or fewer fields than the header; a truncated file ends with one. */
    COLUMN_COUNT,
    /** A required field is empty. */
    FIELD_MISSING,
    /** A field is longer than 255 characters, or a list than 4,000. */
    FIELD_TOO_LONG,
    /** A control character, or one that turns the direction of writing. */
    CHARACTER,
    /** A value outside its enumeration. */
    VALUE,
    /** Not a day as ISO 8601 writes it, or one that is not in the calendar. */
    DATE,
    /** An end before its beginning. */
    DATE_ORDER,
    /** Status or dateLastModified missing in a delta, or tobedeleted in a bulk file. */
    STATUS,
    /** The same sourcedId twice in a file. */
    DUPLICATE_ID,
    /** A sourcedId that nothing in the bundle, or known from this source, has. */
    REFERENCE,
    /** An organisation that is referred to as a school and is none. */
    NOT_A_SCHOOL,
    /** An enrolment whose school is not that of its class. */
    SCHOOL_MISMATCH,
    /** A user whom no role says what they are. */
    ROLE_MISSING,
    /** A bulk bundle without more than 5 % of the people that this source had: rather truncated than true. */
    TOO_MANY_GONE,
    /** More than 5 % of a school's active cards would be suspended, and nobody named the number. */
    TOO_MANY_CARDS,
    /** Another number of cards would be suspended than was named: what was agreed to is not what is there. */
    ANOTHER_NUMBER_OF_CARDS,
    /** The bundle changed between being checked and being written. */
    CHANGED_WHILE_READ
}
