package org.lanyard.pki.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/**
 * A TOML file as a record.
 *
 * <pre>{@code
 * record Http(int port, Duration idleTimeout) {}
 * record Config(Http http, List<URI> audiences) {}
 *
 * Config config = Toml.read(Path.of("lanyard.toml"), new Config(new Http(8080, Duration.ofSeconds(30)), List.of()));
 * }</pre>
 *
 * reads {@code [http]}, {@code port = 8443}, {@code idle-timeout = "1m"}. A component {@code idleTimeout} is the key
 * {@code idle-timeout}; a nested record is a table; a key that is absent keeps the value of the defaults. Values may be
 * strings, booleans, whole and real numbers, {@link java.time.Duration} ({@code "250ms"}, {@code "15s"}, {@code "10m"},
 * {@code "8h"}, {@code "30d"}), {@link Path} (relative to the file's folder), {@link java.net.URI}, enums (in lower case
 * with hyphens), {@code Optional}, {@code List}, {@code Set} and {@code Map<String, …>} of these, and records. A record
 * inside a list or a map takes its defaults from a static method {@code defaults()} of its own; without one, each of its
 * keys but the {@code Optional} ones must be there.
 */
public final class Toml {
    private static final int LIMIT = 1 << 20;
    private static final TomlMapper MAPPER = new TomlMapper();

    private Toml() {}

    /**
     * Reads a file.
     *
     * @param defaults the value of each key that the file leaves out
     * @throws PkiException CONFIGURATION_UNREADABLE, or CONFIGURATION_INVALID with every problem on a line of its own
     */
    public static <T extends Record> T read(Path file, T defaults) throws PkiException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LIMIT + 1);
        } catch (IOException e) {
            throw new PkiException(PkiReason.CONFIGURATION_UNREADABLE, file.toString(), e);
        }
        if (bytes.length > LIMIT) {
            throw new PkiException(PkiReason.CONFIGURATION_INVALID, file + " is longer than " + LIMIT + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return parse(text, file, defaults);
        } catch (CharacterCodingException e) {
            throw new PkiException(PkiReason.CONFIGURATION_INVALID, file + " is not UTF-8", e);
        }
    }

    /** As {@link #read}, but the defaults where there is no file. */
    public static <T extends Record> T readOrDefaults(Path file, T defaults) throws PkiException {
        return Files.exists(file) ? read(file, defaults) : defaults;
    }

    /**
     * Reads text.
     *
     * @param file what to call it in messages, and what relative paths are relative to
     * @throws PkiException CONFIGURATION_INVALID
     */
    public static <T extends Record> T parse(String text, Path file, T defaults) throws PkiException {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(text);
        } catch (JacksonException e) {
            String where = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            throw new PkiException(
                    PkiReason.CONFIGURATION_INVALID, file + where + ": not TOML: " + e.getOriginalMessage(), e);
        } catch (RuntimeException e) {
            throw new PkiException(PkiReason.CONFIGURATION_INVALID, file + ": not TOML", e);
        }
        List<String> problems = new ArrayList<>();
        Path folder = file.toAbsolutePath().getParent();
        ObjectNode table = tree instanceof ObjectNode object ? object : MAPPER.createObjectNode();
        Object read = new RecordReader(new Conversions(folder), problems, defaults).read(table, defaults);
        if (!problems.isEmpty()) {
            throw new PkiException(PkiReason.CONFIGURATION_INVALID, file + "\n  " + String.join("\n  ", problems));
        }
        @SuppressWarnings("unchecked")
        T record = (T) read;
        return record;
    }
}
