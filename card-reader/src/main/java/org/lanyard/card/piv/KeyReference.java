package org.lanyard.card.piv;

/** The two keys that prove who the card is (SP 800-73-5 part 1, tables 3 and 4). */
public enum KeyReference {
    /** 9A, PIV Authentication: the card's contacts alone, and only after the PIN. */
    PIV_AUTHENTICATION(0x9A, 0x5FC105),
    /** 9E, Card Authentication: any interface, no PIN. */
    CARD_AUTHENTICATION(0x9E, 0x5FC101);

    private final int value;
    private final int certificateTag;

    KeyReference(int value, int certificateTag) {
        this.value = value;
        this.certificateTag = certificateTag;
    }

    /** The key reference byte, P2 of GENERAL AUTHENTICATE. */
    public int value() {
        return value;
    }

    /** The BER-TLV tag of the data object that holds the certificate. */
    public int certificateTag() {
        return certificateTag;
    }
}
