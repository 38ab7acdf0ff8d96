package org.lanyard.session.roster;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Where a bundle's files come from. A file may be opened more than once. */
public interface RosterBundle extends Closeable {
    /** The names of all files, "users.csv"; a file in a folder within has the folder in its name, and is unknown. */
    Set<String> names() throws IOException;

    /** @throws IOException also if there is no such file */
    InputStream open(String name) throws IOException;

    @Override
    default void close() throws IOException {}

    static RosterBundle directory(Path directory) {
        return new RosterBundle() {
            @Override
            public Set<String> names() throws IOException {
                Set<String> names = new TreeSet<>();
                try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                    files.forEach(file -> names.add(file.getFileName().toString()));
                }
                return names;
            }

            @Override
            public InputStream open(String name) throws IOException {
                return Files.newInputStream(directory.resolve(name));
            }
        };
    }

    /** A zip file, the form in which bundles are exchanged. To be closed. */
    static RosterBundle zip(Path file) throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        return new RosterBundle() {
            @Override
            public Set<String> names() {
                Set<String> names = new TreeSet<>();
                for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                    names.add(all.nextElement().getName());
                }
                return names;
            }

            @Override
            public InputStream open(String name) throws IOException {
                ZipEntry entry = zip.getEntry(name);
                if (entry == null) {
                    throw new IOException("no such file in the bundle");
                }
                return zip.getInputStream(entry);
            }

            @Override
            public void close() throws IOException {
                zip.close();
            }
        };
    }

    /** A bundle on the class path, in the folder of a class: which of the files OneRoster names are there. */
    static RosterBundle resources(Class<?> beside, String folder) {
        return new RosterBundle() {
            @Override
            public Set<String> names() {
                Set<String> names = new TreeSet<>();
                for (String name : RosterNames.all()) {
                    if (beside.getResource(folder + "/" + name) != null) {
                        names.add(name);
                    }
                }
                return names;
            }

            @Override
            public InputStream open(String name) throws IOException {
                InputStream in = beside.getResourceAsStream(folder + "/" + name);
                if (in == null) {
                    throw new IOException("no such file in the bundle");
                }
                return in;
            }
        };
    }

    /** A bundle in memory, name to content. */
    static RosterBundle of(Map<String, byte[]> files) {
        Map<String, byte[]> kept = new TreeMap<>(files);
        return new RosterBundle() {
            @Override
            public Set<String> names() {
                return Set.copyOf(kept.keySet());
            }

            @Override
            public InputStream open(String name) throws IOException {
                byte[] content = kept.get(name);
                if (content == null) {
                    throw new IOException("no such file in the bundle");
                }
                return new ByteArrayInputStream(content);
            }
        };
    }
}
