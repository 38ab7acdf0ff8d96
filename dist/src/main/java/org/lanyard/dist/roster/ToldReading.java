package org.lanyard.dist.roster;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import org.lanyard.session.roster.RosterBundle;

/** Tells every other second how much of a bundle was read: once to check it, and once more to write it. */
final class ToldReading implements RosterBundle {
    private static final long SECOND = 1_000_000_000L;

    private final RosterBundle bundle;
    private final PrintWriter out;
    private final LongSupplier nanos;
    private final long began;
    private long told;
    private long bytes;

    ToldReading(RosterBundle bundle, PrintWriter out, LongSupplier nanos) {
        this.bundle = bundle;
        this.out = out;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.told = began;
    }

    @Override
    public Set<String> names() throws IOException {
        return bundle.names();
    }

    @Override
    public InputStream open(String name) throws IOException {
        return new FilterInputStream(bundle.open(name)) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                tell(name, read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int read = super.read(into, from, length);
                tell(name, Math.max(0, read));
                return read;
            }
        };
    }

    private void tell(String name, int read) {
        bytes += read;
        long now = nanos.getAsLong();
        if (now - told >= 2 * SECOND) {
            told = now;
            out.printf(Locale.ROOT, "Reading %s: %,d kB in %,d s%n", name, bytes / 1_000, (now - began) / SECOND);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        bundle.close();
    }
}
