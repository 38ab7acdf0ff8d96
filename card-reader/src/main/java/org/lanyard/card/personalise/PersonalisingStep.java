package org.lanyard.card.personalise;

/** How far a run is, for a progress bar. */
public enum PersonalisingStep {
    /** Is the card blank or ours, and do we have its management key and PUK? */
    CHECK,
    /** The former contents are taken off. */
    CLEAR,
    /** The card makes its keys. */
    KEYS,
    /** The authority certifies them. */
    CERTIFICATES,
    /** Everything is written, and read back. */
    WRITE,
    /** PUK and PIN. */
    REFERENCE_DATA,
    /** The management key that is the card's own. */
    MANAGEMENT_KEY,
    /** Both keys sign. */
    PROOF
}
