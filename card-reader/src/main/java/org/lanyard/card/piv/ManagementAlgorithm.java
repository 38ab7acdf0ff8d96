package org.lanyard.card.piv;

/** What a management key, 9B, can be (SP 800-78-5, tables 6-1 and 6-2). */
public enum ManagementAlgorithm {
    /** Three-key Triple DES: no longer allowed, but what many cards are delivered with. Only to be replaced. */
    TRIPLE_DES(0x03, 24, 8, "DESede"),
    AES_128(0x08, 16, 16, "AES"),
    AES_192(0x0A, 24, 16, "AES"),
    AES_256(0x0C, 32, 16, "AES");

    private final int value;
    private final int keyBytes;
    private final int blockBytes;
    private final String cipher;

    ManagementAlgorithm(int value, int keyBytes, int blockBytes, String cipher) {
        this.value = value;
        this.keyBytes = keyBytes;
        this.blockBytes = blockBytes;
        this.cipher = cipher;
    }

    /** The algorithm identifier, P1 of GENERAL AUTHENTICATE. */
    public int value() {
        return value;
    }

    public int keyBytes() {
        return keyBytes;
    }

    /** How long a witness and a challenge are. */
    public int blockBytes() {
        return blockBytes;
    }

    /** JCA name of the cipher. */
    public String cipher() {
        return cipher;
    }

    /** Whether a card may be given a new key of this kind. */
    public boolean isForNewKeys() {
        return this != TRIPLE_DES;
    }
}
