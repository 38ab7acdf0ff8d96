package org.lanyard.session.roster;

import java.util.Objects;

/**
 * One thing that is wrong.
 *
 * @param file "users.csv"
 * @param line counted from 1, the header's; 0 where the file as a whole is meant
 * @param column the header's name, or what else it is about; never a value, which may be a child's name
 */
public record RosterFinding(String file, long line, RosterReason reason, String column) {
    public RosterFinding {
        Objects.requireNonNull(file);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(column);
    }

    @Override
    public String toString() {
        return file + ":" + line + " " + reason + (column.isEmpty() ? "" : " (" + column + ")");
    }
}
