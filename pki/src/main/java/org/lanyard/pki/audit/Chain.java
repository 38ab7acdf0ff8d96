package org.lanyard.pki.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The chain's arithmetic: hash(n) = SHA-256(label ‖ hash(n-1) ‖ n ‖ canonical row n), where the canonical form of a row is each
 * column in the table's order, numbers as 8 bytes, texts (UTF-8) and bytes after their length in 4 bytes, NULL as the length
 * -1. Big-endian throughout. Before the first row stand 32 zero bytes.
 */
final class Chain {
    static final int HASH_BYTES = 32;
    private static final byte[] LABEL = "lanyard-audit-row-1".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest digest;

    Chain() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static byte[] start() {
        return new byte[HASH_BYTES];
    }

    byte[] next(byte[] previous, long place, StoredRow row) {
        digest.reset();
        digest.update(LABEL);
        digest.update(previous);
        number(place);
        number(row.id());
        number(row.at());
        text(row.kind());
        text(row.actor());
        text(row.subject());
        text(row.facts());
        bytes(row.personal());
        return digest.digest();
    }

    private void number(long value) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
    }

    private void text(String value) {
        bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] value) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, value == null ? -1 : value.length));
        if (value != null) {
            digest.update(value);
        }
    }
}
