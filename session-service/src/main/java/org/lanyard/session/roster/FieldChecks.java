package org.lanyard.session.roster;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the fields of one row, each finding with its column. */
final class FieldChecks {
    private static final int MOST_CHARS = 255;
    private static final int MOST_LIST_CHARS = 4_000;
    private static final Set<String> LISTS =
            Set.of("agentSourcedIds", "userIds", "termSourcedIds", "subjects", "subjectCodes", "grades", "periods");
    /** The day of ISO 8601 as OneRoster has it: no week dates, no years of five digits. */
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");

    private final Findings findings;
    private final RosterRow row;

    FieldChecks(Findings findings, RosterRow row) {
        this.findings = findings;
        this.row = row;
    }

    /** What holds for every row: its characters, lengths, its id, and the status that goes with the file's mode. */
    void everyRow(FileMode mode) {
        row.columns()
                .forEach((column, position) -> characters(column, row.values().get(position)));
        required("sourcedId");
        String status = row.text("status");
        boolean delta = mode == FileMode.DELTA;
        if (status.isEmpty() ? delta : !Vocabulary.STATUS.contains(status) || !delta && row.toBeDeleted()) {
            add(RosterReason.STATUS, "status");
        }
        String modified = row.text("dateLastModified");
        if (modified.isEmpty()) {
            if (delta) {
                add(RosterReason.STATUS, "dateLastModified");
            }
        } else if (!INSTANT.matcher(modified).matches()
                && !DAY.matcher(modified).matches()) {
            add(RosterReason.DATE, "dateLastModified");
        }
    }

    /** @return whether it is there */
    boolean required(String column) {
        if (row.text(column).isEmpty()) {
            add(RosterReason.FIELD_MISSING, column);
            return false;
        }
        return true;
    }

    void oneOf(String column, Set<String> list, boolean extensible) {
        if (required(column) && !Vocabulary.holds(list, row.text(column), extensible)) {
            add(RosterReason.VALUE, column);
        }
    }

    void optionalOneOf(String column, Set<String> list) {
        if (!row.text(column).isEmpty() && !list.contains(row.text(column))) {
            add(RosterReason.VALUE, column);
        }
    }

    /** @return the day, if there is one and it is one */
    Optional<LocalDate> day(String column) {
        String text = row.text(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (DAY.matcher(text).matches()) {
                return Optional.of(LocalDate.parse(text));
            }
        } catch (DateTimeException notInTheCalendar) {
            // Told below, as is what does not look like a day.
        }
        add(RosterReason.DATE, column);
        return Optional.empty();
    }

    /** Two days of which the second, where both are given, is not before the first. */
    void period(String begin, String end) {
        Optional<LocalDate> from = day(begin);
        Optional<LocalDate> until = day(end);
        if (from.isPresent() && until.filter(last -> last.isBefore(from.get())).isPresent()) {
            add(RosterReason.DATE_ORDER, end);
        }
    }

    void add(RosterReason reason, String column) {
        findings.add(row.file(), row.line(), reason, column);
    }

    private void characters(String column, String value) {
        if (value.length() > (LISTS.contains(column) ? MOST_LIST_CHARS : MOST_CHARS)) {
            add(RosterReason.FIELD_TOO_LONG, column);
        } else if (value.codePoints().anyMatch(FieldChecks::forbidden)) {
            add(RosterReason.CHARACTER, column);
        }
    }

    /**
     * Control characters, which no name has and which would break a log line or PostgreSQL; surrogates alone; and the
     * marks that turn the direction of what follows them on a page (Unicode UAX #9 §2).
     */
    private static boolean forbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> character >= 0x202A && character <= 0x202E || character >= 0x2066 && character <= 0x2069;
        };
    }
}
