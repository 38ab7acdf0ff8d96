package org.lanyard.card.piv;

import java.util.Optional;

/** The card's asymmetric keys (SP 800-73-5 part 1, tables 3 and 4). */
public enum KeyReference {
    /** 9A, PIV Authentication: the card's contacts alone, and only after the PIN. */
    PIV_AUTHENTICATION(0x9A, 0x5FC105),
    /** 9E, Card Authentication: any interface, no PIN. */
    CARD_AUTHENTICATION(0x9E, 0x5FC101),
    /** 9C, Digital Signature: on contacts, the PIN right before each signature. */
    DIGITAL_SIGNATURE(0x9C, 0x5FC10A),
    /** 9D, Key Management: on contacts, after the PIN. */
    KEY_MANAGEMENT(0x9D, 0x5FC10B),
    /** 82 to 95, retired Key Management keys: as 9D. */
    RETIRED_1(0x82, 0x5FC10D),
    RETIRED_2(0x83, 0x5FC10E),
    RETIRED_3(0x84, 0x5FC10F),
    RETIRED_4(0x85, 0x5FC110),
    RETIRED_5(0x86, 0x5FC111),
    RETIRED_6(0x87, 0x5FC112),
    RETIRED_7(0x88, 0x5FC113),
    RETIRED_8(0x89, 0x5FC114),
    RETIRED_9(0x8A, 0x5FC115),
    RETIRED_10(0x8B, 0x5FC116),
    RETIRED_11(0x8C, 0x5FC117),
    RETIRED_12(0x8D, 0x5FC118),
    RETIRED_13(0x8E, 0x5FC119),
    RETIRED_14(0x8F, 0x5FC11A),
    RETIRED_15(0x90, 0x5FC11B),
    RETIRED_16(0x91, 0x5FC11C),
    RETIRED_17(0x92, 0x5FC11D),
    RETIRED_18(0x93, 0x5FC11E),
    RETIRED_19(0x94, 0x5FC11F),
    RETIRED_20(0x95, 0x5FC120);

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

    /** The key with this reference byte. */
    public static Optional<KeyReference> of(int value) {
        for (KeyReference each : values()) {
            if (each.value == value) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
