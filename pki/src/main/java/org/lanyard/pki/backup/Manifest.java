package org.lanyard.pki.backup;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a backup says of itself, its first entry.
 *
 * @param format the layout of the archive
 * @param program the version of the program that made it
 * @param madeAt when its moment was, epoch milliseconds
 * @param migrations SHA-256 of each migration file that its schema was made of, by module and name
 * @param files paths of the files in it, relative to the folder they came from
 * @param tables the tables in the order in which they can be put back
 */
public record Manifest(
        int format,
        String program,
        long madeAt,
        Map<String, Map<String, String>> migrations,
        List<String> files,
        List<Table> tables) {
    /** The one layout so far. */
    static final int FORMAT = 1;

    public Manifest {
        Objects.requireNonNull(program, "program");
        migrations = Map.copyOf(migrations);
        files = List.copyOf(files);
        tables = List.copyOf(tables);
    }

    /**
     * One table.
     *
     * @param columns their names, in the order of the values
     * @param kinds what is in each
     */
    public record Table(String name, List<String> columns, List<String> kinds) {
        public Table {
            Objects.requireNonNull(name, "name");
            columns = List.copyOf(columns);
            kinds = List.copyOf(kinds);
        }
    }
}
