package org.lanyard.pki.store;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The migration files of one module, found on the class path without Flyway's scan. */
final class MigrationFiles {
    private MigrationFiles() {}

    static String folder(String name) {
        return "db/" + name;
    }

    /** The files by name, in the order of their names. */
    static Map<String, byte[]> of(String name) {
        Map<String, byte[]> files = new TreeMap<>();
        try {
            for (URL place :
                    Collections.list(MigrationFiles.class.getClassLoader().getResources(folder(name)))) {
                read(place, files);
            }
        } catch (IOException | URISyntaxException e) {
            throw new StoreException(
                    StoreReason.MIGRATION,
                    "migrations unreadable at " + folder(name),
                    "The installation is damaged.",
                    e);
        }
        if (files.isEmpty()) {
            throw new StoreException(
                    StoreReason.MIGRATION, "no migrations at " + folder(name), "The installation is incomplete.", null);
        }
        return files;
    }

    /** SHA-256 over names and contents, in hexadecimal. */
    static String checksum(String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Map.Entry<String, byte[]> file : of(name).entrySet()) {
                digest.update((file.getKey() + ":" + file.getValue().length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(file.getValue());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void read(URL place, Map<String, byte[]> files) throws IOException, URISyntaxException {
        if (place.getProtocol().equals("file")) {
            try (Stream<Path> found = Files.list(Path.of(place.toURI()))) {
                for (Path file :
                        found.filter(f -> f.toString().endsWith(".sql")).toList()) {
                    files.put(file.getFileName().toString(), Files.readAllBytes(file));
                }
            }
            return;
        }
        URLConnection connection = place.openConnection();
        if (!(connection instanceof JarURLConnection jar)) {
            throw new IOException("neither a folder nor a jar: " + place.getProtocol());
        }
        String prefix = jar.getEntryName() + (jar.getEntryName().endsWith("/") ? "" : "/");
        // The cached JarFile belongs to the class loader: it is not ours to close.
        for (var entry : Collections.list(jar.getJarFile().entries())) {
            if (entry.getName().startsWith(prefix) && entry.getName().endsWith(".sql")) {
                try (InputStream in = jar.getJarFile().getInputStream(entry)) {
                    files.put(new File(entry.getName()).getName(), in.readAllBytes());
                }
            }
        }
    }

    /** Takes a folder of files away again; null is nothing. */
    static void delete(Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            found.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            // A leftover in the folder for temporary files harms nobody.
            return;
        }
    }
}
