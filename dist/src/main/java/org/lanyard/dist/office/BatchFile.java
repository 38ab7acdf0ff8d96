package org.lanyard.dist.office;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A list of people, a line each, checked as a whole before anything is done. */
public final class BatchFile {
    private static final String COLUMN = "person";
    private static final int MOST = 10_000;
    private static final int MOST_TOLD = 5;

    private BatchFile() {}

    /** Finds the one whom a text means. */
    @FunctionalInterface
    public interface Lookup {
        Whom of(String text) throws OfficeException;
    }

    /** The people of the file, in its order, each once. */
    public static List<Whom> read(Path file, Lookup lookup) throws OfficeException, IOException {
        Map<UUID, Whom> people = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        CsvMapper mapper = CsvMapper.builder()
                .enable(CsvParser.Feature.TRIM_SPACES)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .build();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                MappingIterator<Map<String, String>> rows = mapper.readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(reader)) {
            int line = 1;
            while (rows.hasNext()) {
                String text = rows.next().get(COLUMN);
                line++;
                if (text == null || text.isBlank()) {
                    throw new OfficeException("line " + line + " names nobody", "The file has a column \"person\".");
                }
                try {
                    Whom whom = lookup.of(text);
                    people.put(whom.id(), whom);
                } catch (OfficeException unknown) {
                    wrong.add("line " + line + ": " + unknown.getMessage());
                }
                if (people.size() > MOST) {
                    throw new OfficeException("more than 10,000 people", "Take them in several files.");
                }
            }
        } catch (RuntimeException notCsv) {
            throw new OfficeException("this is no CSV file: " + file, "Save it as CSV in UTF-8.");
        }
        if (!wrong.isEmpty()) {
            String told = String.join("; ", wrong.subList(0, Math.min(MOST_TOLD, wrong.size())));
            throw new OfficeException(wrong.size() + " lines are wrong: " + told, "Nothing was done. Correct them.");
        }
        if (people.isEmpty()) {
            throw new OfficeException("nobody is in the file", "The file has a column \"person\".");
        }
        return List.copyOf(people.values());
    }
}
