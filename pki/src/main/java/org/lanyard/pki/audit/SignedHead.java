package org.lanyard.pki.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The chain up to one place, signed (ECDSA on P-256 with SHA-256, DER). In the head file it is one line: {@code head 1 PLACE
 * MILLIS HASH-IN-HEX SIGNATURE-IN-BASE64}.
 */
record SignedHead(long place, byte[] hash, long at, byte[] signature) {
    private static final byte[] LABEL = "lanyard-audit-head-1".getBytes(StandardCharsets.US_ASCII);
    private static final String WORD = "head";
    private static final String VERSION = "1";
    private static final int PARTS = 6;

    SignedHead {
        hash = hash.clone();
        signature = signature.clone();
    }

    @Override
    public byte[] hash() {
        return hash.clone();
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    /** What is signed: label ‖ place (8) ‖ milliseconds (8) ‖ hash (32). */
    static byte[] statement(long place, byte[] hash, long at) {
        return ByteBuffer.allocate(LABEL.length + 2 * Long.BYTES + hash.length)
                .put(LABEL)
                .putLong(place)
                .putLong(at)
                .put(hash)
                .array();
    }

    byte[] statement() {
        return statement(place, hash, at);
    }

    boolean says(byte[] other) {
        return Arrays.equals(hash, other);
    }

    String line() {
        return String.join(
                " ",
                WORD,
                VERSION,
                Long.toString(place),
                Long.toString(at),
                HexFormat.of().formatHex(hash),
                Base64.getEncoder().encodeToString(signature));
    }

    /** Empty for anything that {@link #line} would not write. */
    static Optional<SignedHead> parse(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != PARTS || !parts[0].equals(WORD) || !parts[1].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            SignedHead head = new SignedHead(
                    Long.parseLong(parts[2]),
                    HexFormat.of().parseHex(parts[4]),
                    Long.parseLong(parts[3]),
                    Base64.getDecoder().decode(parts[5]));
            return head.hash.length == Chain.HASH_BYTES && head.line().equals(line)
                    ? Optional.of(head)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
