package org.lanyard.pki.backup;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tables of a schema, as the database itself tells of them: a new one is in the next backup without a word said. */
final class Tables {
    /** The schema's own books, which the migrations write. */
    private static final Set<String> NOT_OURS = Set.of("schema_history", "schema_mark");

    private Tables() {}

    /** All tables with their columns, each after those that it refers to. */
    static Map<String, List<Column>> of(Connection connection) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        Set<String> names = names(connection, meta);
        Map<String, Set<String>> refersTo = new HashMap<>();
        Map<String, List<Column>> columns = new TreeMap<>();
        for (String name : names) {
            Set<String> referred = new TreeSet<>();
            try (ResultSet keys = meta.getImportedKeys(null, connection.getSchema(), name)) {
                while (keys.next()) {
                    referred.add(keys.getString("PKTABLE_NAME"));
                }
            }
            referred.remove(name);
            refersTo.put(name, referred);
            columns.put(name, columns(connection, meta, name));
        }
        return inOrder(columns, refersTo);
    }

    private static Set<String> names(Connection connection, DatabaseMetaData meta) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (ResultSet tables = meta.getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME");
                if (!NOT_OURS.contains(name) && !name.startsWith("sqlite_")) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static List<Column> columns(Connection connection, DatabaseMetaData meta, String table)
            throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (ResultSet found = meta.getColumns(null, connection.getSchema(), table, "%")) {
            while (found.next()) {
                // The driver takes the table's name for a pattern.
                if (found.getString("TABLE_NAME").equals(table)) {
                    columns.add(new Column(
                            found.getString("COLUMN_NAME"), Column.Kind.ofType(found.getString("TYPE_NAME"))));
                }
            }
        }
        return columns;
    }

    private static Map<String, List<Column>> inOrder(
            Map<String, List<Column>> columns, Map<String, Set<String>> refersTo) {
        Map<String, List<Column>> ordered = new LinkedHashMap<>();
        while (ordered.size() < columns.size()) {
            int before = ordered.size();
            columns.forEach((name, those) -> {
                if (ordered.keySet().containsAll(refersTo.get(name))) {
                    ordered.putIfAbsent(name, those);
                }
            });
            if (ordered.size() == before) {
                throw new IllegalStateException("tables refer to each other in a circle");
            }
        }
        return ordered;
    }
}
