package org.lanyard.pki.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The migration files that a schema is made of, by module and name. A backup names those of its day, so that it can be put
 * back into that very schema before the newer files are run over it.
 */
public final class MigrationSet {
    private final Map<String, Map<String, byte[]>> modules;

    private MigrationSet(Map<String, Map<String, byte[]>> modules) {
        this.modules = modules;
    }

    /**
     * All the files of some modules.
     *
     * @param names as {@link Store#open} takes them
     */
    public static MigrationSet of(String... names) {
        Map<String, Map<String, byte[]>> modules = new TreeMap<>();
        for (String name : names) {
            modules.put(name, MigrationFiles.of(name));
        }
        return new MigrationSet(modules);
    }

    /** SHA-256 of each file in hexadecimal, by module and name. */
    public Map<String, Map<String, String>> fingerprints() {
        Map<String, Map<String, String>> all = new TreeMap<>();
        modules.forEach((module, files) -> {
            Map<String, String> prints = new TreeMap<>();
            files.forEach((name, content) -> prints.put(name, print(content)));
            all.put(module, prints);
        });
        return all;
    }

    /** Just the files of these fingerprints; empty if one of them is not here, or is another. */
    public Optional<MigrationSet> only(Map<String, Map<String, String>> wanted) {
        Map<String, Map<String, String>> here = fingerprints();
        Map<String, Map<String, byte[]>> chosen = new TreeMap<>();
        for (Map.Entry<String, Map<String, String>> module : wanted.entrySet()) {
            Map<String, String> known = here.getOrDefault(module.getKey(), Map.of());
            if (!known.entrySet().containsAll(module.getValue().entrySet())) {
                return Optional.empty();
            }
            Map<String, byte[]> files = new TreeMap<>(modules.get(module.getKey()));
            files.keySet().retainAll(module.getValue().keySet());
            chosen.put(module.getKey(), files);
        }
        return Optional.of(new MigrationSet(chosen));
    }

    /** Writes the files below a folder, a folder a module. */
    void write(Path folder) throws IOException {
        for (Map.Entry<String, Map<String, byte[]>> module : modules.entrySet()) {
            Path place = Files.createDirectories(folder.resolve(module.getKey()));
            for (Map.Entry<String, byte[]> file : module.getValue().entrySet()) {
                Files.write(place.resolve(file.getKey()), file.getValue());
            }
        }
    }

    private static String print(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
