package org.lanyard.pki.audit;

import java.util.Objects;

/**
 * Something that is wrong with the trail.
 *
 * @param kind what
 * @param place the first place in the chain that it concerns (counted from 1); 0 where there is none
 * @param row the first row's id that it concerns; 0 where there is none
 * @param count how many places, rows or lines are concerned
 * @param sentence in plain words
 */
public record AuditFinding(Kind kind, long place, long row, long count, String sentence) {
    public AuditFinding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sentence, "sentence");
    }

    /** All that can be wrong. */
    public enum Kind {
        /** A row differs from what was sealed. */
        ROW_CHANGED,
        /** A sealed row is gone. */
        ROW_MISSING,
        /** Places of the chain are in no block. */
        BLOCK_MISSING,
        /** A block's bytes are not a block. */
        BLOCK_DAMAGED,
        /** Blocks stand beyond the signed head: an older head was put back. */
        BEYOND_HEAD,
        /** The store has a chain, or its head file has heads, but there is no head. */
        HEAD_MISSING,
        /** The head's signature is not the sealer's. */
        HEAD_SIGNATURE_WRONG,
        /** The chain does not lead to the signed head: it was computed anew after a change. */
        HEAD_CONTRADICTS_CHAIN,
        /** The sealer's key in the store is not the one that belongs to the master key. */
        KEY_FORGED,
        /** The head file has a signed head that the store's chain does not reach: its tail was cut off. */
        HEAD_FILE_AHEAD,
        /** A signed head in the file differs from the chain at that place: the chain was computed anew. */
        HEAD_FILE_CONTRADICTS_CHAIN,
        /** A head in the file is not signed by the sealer. */
        HEAD_FILE_SIGNATURE_WRONG,
        /** A line of the head file is neither a head nor a key. */
        HEAD_FILE_MALFORMED
    }
}
