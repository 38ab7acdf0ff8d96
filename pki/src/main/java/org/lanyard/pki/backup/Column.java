package org.lanyard.pki.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;

/**
 * A column of a table in a backup.
 *
 * @param name as the schema calls it
 * @param kind what is in it, whatever the engine calls that
 */
record Column(String name, Kind kind) {

    /** What a column can hold: all there is in the schema. */
    enum Kind {
        TEXT,
        INTEGER,
        BYTES;

        /** The kind of a type that one of the engines names. */
        static Kind ofType(String type) {
            return switch (type.toLowerCase(Locale.ROOT)) {
                case "text", "varchar" -> TEXT;
                case "bigint", "integer", "int8", "int4", "bigserial" -> INTEGER;
                case "blob", "bytea" -> BYTES;
                default -> throw new IllegalStateException("a column of type " + type + " has no place in a backup");
            };
        }
    }

    /** Writes the value of a row's column, counted from 1. */
    void write(ResultSet row, int at, JsonGenerator json) throws SQLException, IOException {
        switch (kind) {
            case TEXT -> json.writeString(row.getString(at));
            case INTEGER -> {
                long number = row.getLong(at);
                if (row.wasNull()) {
                    json.writeNull();
                } else {
                    json.writeNumber(number);
                }
            }
            case BYTES -> {
                byte[] bytes = row.getBytes(at);
                if (bytes == null) {
                    json.writeNull();
                } else {
                    json.writeBinary(bytes);
                }
            }
        }
    }

    /**
     * Binds a value to a statement.
     *
     * @throws IOException if the value is not of this kind
     */
    void bind(PreparedStatement statement, int at, JsonNode value) throws SQLException, IOException {
        switch (kind) {
            case TEXT -> {
                if (!value.isTextual() && !value.isNull()) {
                    throw new IOException(name + " is not text");
                }
                statement.setString(at, value.isNull() ? null : value.textValue());
            }
            case INTEGER -> {
                if (value.isNull()) {
                    statement.setNull(at, Types.BIGINT);
                } else if (value.isIntegralNumber() && value.canConvertToLong()) {
                    statement.setLong(at, value.longValue());
                } else {
                    throw new IOException(name + " is not a number");
                }
            }
            case BYTES -> {
                if (!value.isTextual() && !value.isNull()) {
                    throw new IOException(name + " is not bytes");
                }
                statement.setBytes(at, value.isNull() ? null : value.binaryValue());
            }
        }
    }
}
