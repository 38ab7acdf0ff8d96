package org.lanyard.card.tlv;

/**
 * What a reader of BER-TLV puts up with.
 *
 * @param mostBytes the longest value
 * @param mostElements the most elements on one level
 * @param longerLengthsAllowed whether a length may have more bytes than it needs: cards in the field write 82 00 xx
 */
public record TlvPolicy(int mostBytes, int mostElements, boolean longerLengthsAllowed) {
    /** Shortest lengths alone. */
    public static final TlvPolicy STRICT = new TlvPolicy(16 * 1024, 32, false);

    /** For what other issuers' cards hold. */
    public static final TlvPolicy FIELD = new TlvPolicy(16 * 1024, 32, true);

    public TlvPolicy {
        if (mostBytes < 0 || mostElements < 1) {
            throw new IllegalArgumentException("bounds are positive");
        }
    }
}
