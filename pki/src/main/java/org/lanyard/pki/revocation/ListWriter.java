package org.lanyard.pki.revocation;

import java.io.OutputStream;
import java.util.Arrays;
import org.lanyard.pki.store.Store;

/** Stores a list's bytes as rows of 256 KiB, each in a unit of its own, so that a long list keeps nobody waiting. */
final class ListWriter extends OutputStream {
    static final int PART = 256 * 1024;

    private final Store store;
    private final String issuer;
    private final long number;
    private final byte[] pending = new byte[PART];
    private int filled;
    private int parts;
    private long length;

    ListWriter(Store store, String issuer, long number) {
        this.store = store;
        this.issuer = issuer;
        this.number = number;
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        for (int done = 0; done < count; ) {
            int now = Math.min(count - done, PART - filled);
            System.arraycopy(bytes, from + done, pending, filled, now);
            filled += now;
            done += now;
            if (filled == PART) {
                flush();
            }
        }
        length += count;
    }

    @Override
    public void flush() {
        if (filled > 0) {
            byte[] part = Arrays.copyOf(pending, filled);
            int index = parts;
            store.transact(tx -> {
                PublishedLists.insertPart(tx, issuer, number, index, part);
                return null;
            });
            parts++;
            filled = 0;
        }
    }

    int parts() {
        return parts;
    }

    long length() {
        return length;
    }
}
