package org.lanyard.pki.testing;

import java.util.Arrays;

/** Lets a fuzzer edit something good instead of having to invent it. */
public final class FuzzedEdits {
    private FuzzedEdits() {}

    /**
     * The good bytes, changed as the fuzzer's say: three of them are one edit, two for the place and one for the value
     * there. A single byte left over at the end cuts so many bytes off.
     */
    public static byte[] apply(byte[] good, byte[] edits) {
        byte[] changed = good.clone();
        int at = 0;
        for (; at + 2 < edits.length; at += 3) {
            int place = ((edits[at] & 0xff) << 8 | edits[at + 1] & 0xff) % changed.length;
            changed[place] = edits[at + 2];
        }
        int cut = at + 1 == edits.length ? Math.min(edits[at] & 0xff, changed.length) : 0;
        return Arrays.copyOf(changed, changed.length - cut);
    }
}
