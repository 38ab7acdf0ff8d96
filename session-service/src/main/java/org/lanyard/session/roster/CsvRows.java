package org.lanyard.session.roster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Streams one CSV file (RFC 4180, UTF-8, with or without a byte order mark), a row at a time. */
final class CsvRows {
    /** Longer than any list of a class's terms or a user's agents; what a field may hold is checked more narrowly. */
    private static final int MOST_CHARS = 64 * 1024;

    private static final int MOST_COLUMNS = 200;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final CsvFactory CSV = CsvFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MOST_CHARS).build())
            .build();

    private CsvRows() {}

    /** What happens with each row. */
    @FunctionalInterface
    interface RowConsumer {
        void accept(RosterRow row) throws IOException;
    }

    /** Whether a header will do. */
    @FunctionalInterface
    interface HeaderRule {
        boolean accepts(List<String> header);
    }

    /**
     * Reads the file to its end, or to the first thing that makes the rest of it meaningless.
     *
     * @return SHA-256 of the file's bytes, if it was read to the end
     */
    static byte[] read(RosterBundle bundle, String name, HeaderRule rule, Findings findings, RowConsumer consumer)
            throws IOException {
        MessageDigest digest = sha256();
        Position position = new Position();
        try (InputStream in = new DigestInputStream(bundle.open(name), digest);
                Reader reader = new BufferedReader(new InputStreamReader(
                        in,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
            skipByteOrderMark(reader);
            try (CsvParser parser = CSV.createParser(reader)) {
                parser.setSchema(CsvSchema.emptySchema());
                rows(parser, name, rule, findings, consumer, position);
            }
        } catch (StreamConstraintsException e) {
            findings.add(name, position.next, RosterReason.FILE_TOO_LARGE, "");
        } catch (JsonProcessingException e) {
            findings.add(name, position.next, RosterReason.SYNTAX, "");
        } catch (CharacterCodingException e) {
            findings.add(name, position.next, RosterReason.ENCODING, "");
        }
        return digest.digest();
    }

    private static void rows(
            CsvParser parser, String name, HeaderRule rule, Findings findings, RowConsumer consumer, Position position)
            throws IOException {
        List<String> header = row(parser, position);
        if (header == null || !rule.accepts(header)) {
            findings.add(name, 1, RosterReason.HEADER, "");
            drain(parser);
            return;
        }
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            columns.put(header.get(i), i);
        }
        for (List<String> values; (values = row(parser, position)) != null; ) {
            if (values.size() != header.size()) {
                findings.add(name, position.line, RosterReason.COLUMN_COUNT, "");
            } else {
                consumer.accept(new RosterRow(name, position.line, columns, values));
            }
        }
    }

    /** The next row; null at the end. */
    private static List<String> row(CsvParser parser, Position position) throws IOException {
        position.line = position.next;
        if (parser.nextToken() == null) {
            return null;
        }
        List<String> values = new ArrayList<>();
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            if (values.size() == MOST_COLUMNS) {
                throw new StreamConstraintsException("too many columns");
            }
            values.add(parser.getText());
        }
        position.next = parser.currentLocation().getLineNr();
        return values;
    }

    private static void drain(CsvParser parser) throws IOException {
        while (parser.nextToken() != null) {
            // The rest of a file with a wrong header says nothing.
        }
    }

    private static void skipByteOrderMark(Reader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The line in which the row at hand begins, and the one in which the next does. */
    private static final class Position {
        private long line = 1;
        private long next = 1;
    }
}
