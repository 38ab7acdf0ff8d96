package org.lanyard.pki.path.outside;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanyard.pki.InputFiles;
import org.lanyard.pki.path.parse.ParsedCrl;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PemOrDer;
import org.lanyard.pki.path.revocation.CrlSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One authority's revocation lists, from files and addresses; read in the background, never by a sign-in. */
final class ListKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(ListKeeper.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final OutsideSettings settings;
    private final Fetch fetch;
    private final InstantSource clock;
    private final Map<String, List<ParsedCrl>> bySource = new LinkedHashMap<>();
    private volatile List<ParsedCrl> lists = List.of();
    private volatile CrlSet current = CrlSet.EMPTY;

    ListKeeper(OutsideSettings settings, Fetch fetch, InstantSource clock) {
        this.settings = settings;
        this.fetch = fetch;
        this.clock = clock;
    }

    /** Reads all of them anew. A source that fails keeps what it had: how old that may be is looked at when it is used. */
    synchronized void refresh() {
        for (Path file : settings.lists()) {
            read(file.toString(), () -> InputFiles.read(file));
        }
        for (URI address : settings.listUrls()) {
            read(address.toString(), () -> fetch.get(address, PATIENCE));
        }
        List<ParsedCrl> all = new ArrayList<>();
        bySource.values().forEach(all::addAll);
        if (!all.equals(lists)) {
            lists = List.copyOf(all);
            current = CrlSet.of(all);
        }
    }

    @FunctionalInterface
    private interface Source {
        byte[] bytes() throws IOException;
    }

    private void read(String name, Source source) {
        try {
            List<ParsedCrl> read = new ArrayList<>();
            for (byte[] der : PemOrDer.read(source.bytes(), "X509 CRL")) {
                read.add(ParsedCrl.of(der));
            }
            // A list that is older than what is here already is not taken: somebody may be replaying it.
            if (!isOlder(read, bySource.getOrDefault(name, List.of()))) {
                bySource.put(name, read);
            }
        } catch (IOException | PathException e) {
            LOG.warn("A revocation list of {} could not be read: {}: {}", settings.label(), name, e.getMessage());
        }
    }

    private static boolean isOlder(List<ParsedCrl> read, List<ParsedCrl> had) {
        return !read.isEmpty()
                && !had.isEmpty()
                && read.get(0).issuer().equals(had.get(0).issuer())
                && read.get(0).thisUpdate().isBefore(had.get(0).thisUpdate());
    }

    /** Those that are recent enough; their own nextUpdate is judged with them. */
    CrlSet recent() {
        Instant oldest = clock.instant().minus(settings.listAge());
        List<ParsedCrl> all = lists;
        if (all.stream().noneMatch(list -> list.thisUpdate().isBefore(oldest))) {
            return current;
        }
        return CrlSet.of(
                all.stream().filter(list -> !list.thisUpdate().isBefore(oldest)).toList());
    }
}
