package org.lanyard.card.piv;

import java.util.Optional;

/** The data objects of the PIV application that we read or write (SP 800-73-5 part 1, tables 3 and 7). */
public enum Container {
    CAPABILITIES(0x5FC107, 0xDB00),
    CHUID(0x5FC102, 0x3000),
    PIV_AUTHENTICATION_CERTIFICATE(0x5FC105, 0x0101),
    FINGERPRINTS(0x5FC103, 0x6010),
    SECURITY_OBJECT(0x5FC106, 0x9000),
    FACE(0x5FC108, 0x6030),
    CARD_AUTHENTICATION_CERTIFICATE(0x5FC101, 0x0500),
    SIGNATURE_CERTIFICATE(0x5FC10A, 0x0100),
    KEY_MANAGEMENT_CERTIFICATE(0x5FC10B, 0x0102),
    PRINTED_INFORMATION(0x5FC109, 0x3001),
    DISCOVERY(0x7E, 0x6050),
    KEY_HISTORY(0x5FC10C, 0x6060),
    IRIS(0x5FC121, 0x1015);

    private final int tag;
    private final int id;

    Container(int tag, int id) {
        this.tag = tag;
        this.id = id;
    }

    /** The BER-TLV tag that GET DATA and PUT DATA know it by. */
    public int tag() {
        return tag;
    }

    /** The container id of two bytes, by which the Security Object names it. */
    public int id() {
        return id;
    }

    /** The container with an id; empty if it is none of these. */
    public static Optional<Container> ofId(int id) {
        for (Container each : values()) {
            if (each.id == id) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
