package org.lanyard.session.roster;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a file.
 *
 * <p>The accessors are for files that were checked: a value that the check would have refused is an {@link IOException},
 * because then the file is not the one that was checked.
 *
 * @param line counted from 1, the header's; where a field has line breaks, the line in which the row begins
 * @param columns name to position
 */
record RosterRow(String file, long line, Map<String, Integer> columns, List<String> values) {

    /** The value without white space around it; empty for a column that this file does not have. */
    String text(String column) {
        Integer position = columns.get(column);
        return position == null ? "" : values.get(position).strip();
    }

    String id() {
        return text("sourcedId");
    }

    boolean toBeDeleted() {
        return text("status").equals("tobedeleted");
    }

    /** The values of a field that holds a list: separated by commas, white space around them not counted. */
    List<String> list(String column) {
        List<String> list = new ArrayList<>();
        String text = text(column);
        if (!text.isEmpty()) {
            for (String value : text.split(",", -1)) {
                list.add(value.strip());
            }
        }
        return list;
    }

    Optional<LocalDate> date(String column) throws IOException {
        try {
            return text(column).isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text(column)));
        } catch (DateTimeException malformed) {
            throw new IOException("not the date that was checked", malformed);
        }
    }

    /** Days since 1970-01-01, or null. */
    Long day(String column) throws IOException {
        return date(column).map(LocalDate::toEpochDay).orElse(null);
    }
}
