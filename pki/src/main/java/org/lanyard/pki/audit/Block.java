package org.lanyard.pki.audit;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A run of the chain as one row of {@code audit_seal}.
 *
 * @param place of its first row
 * @param links for each row its id and hash, in the order of the chain; ids rise within a block
 */
record Block(long place, List<Link> links) {
    private static final int LINK_BYTES = Long.BYTES + Chain.HASH_BYTES;

    /** One row's part of the chain. */
    record Link(long row, byte[] hash) {}

    /** @return null if the bytes are not a block: somebody changed them */
    static Block parseOrNull(long place, byte[] bytes) {
        if (bytes.length == 0 || bytes.length % LINK_BYTES != 0) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Link[] links = new Link[bytes.length / LINK_BYTES];
        for (int i = 0; i < links.length; i++) {
            long row = in.getLong();
            byte[] hash = new byte[Chain.HASH_BYTES];
            in.get(hash);
            if (i > 0 && row <= links[i - 1].row()) {
                return null;
            }
            links[i] = new Link(row, hash);
        }
        return new Block(place, List.of(links));
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(links.size() * LINK_BYTES);
        links.forEach(link -> out.putLong(link.row()).put(link.hash()));
        return out.array();
    }

    long low() {
        return links.get(0).row();
    }

    long high() {
        return links.get(links.size() - 1).row();
    }
}
