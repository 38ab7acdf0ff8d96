package org.lanyard.dist.bench;

import java.time.Duration;

/**
 * How long bytes take on the line between a reader and a real card. An estimate: what the card computes meanwhile, and what the
 * reader's USB adds, is not in it.
 *
 * @param bitsPerSecond of the line
 * @param bitsPerByte as they are sent, with start, parity and guard
 * @param blockBytes what a block adds: prologue and epilogue
 * @param block the most bytes of an APDU in one block
 * @param turn between a block and the other side's
 */
record LineRate(String name, int bitsPerSecond, int bitsPerByte, int blockBytes, int block, Duration turn) {
    /** ISO/IEC 7816-3: T=1, 11 etu a byte, NAD PCB LEN and LRC, blocks of 254, 22 etu between them; 4 MHz, F/D = 512/16. */
    static final LineRate CONTACT = new LineRate("contact_125k", 125_000, 11, 4, 254, Duration.ofNanos(176_000));

    /** ISO/IEC 14443: type A at its lowest rate, 9 bits a byte, PCB and CRC, frames of 256, the longest usual frame delay. */
    static final LineRate CONTACTLESS = new LineRate("contactless_106k", 106_000, 9, 3, 253, Duration.ofNanos(302_000));

    /**
     * Of so many APDUs.
     *
     * @param to bytes to the card, of all of them
     * @param from bytes from the card
     */
    double millis(int apdus, long to, long from) {
        long blocks = blocks(apdus, to) + blocks(apdus, from);
        // A part of a chain is answered by a block without bytes of an APDU.
        long empty = blocks - 2L * apdus;
        double bits = (double) bitsPerByte * (to + from + blockBytes * (blocks + empty));
        return bits * 1e3 / bitsPerSecond + (blocks + empty) * turn.toNanos() / 1e6;
    }

    /** As if all APDUs were of one length: at least one block each. */
    private long blocks(int apdus, long bytes) {
        return Math.max(apdus, (bytes + block - 1) / block);
    }
}
