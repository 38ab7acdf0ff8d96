package org.lanyard.pki.profile;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** The bits of key usage (RFC 5280 section 4.2.1.3), with their first octet's values. */
public enum KeyUse {
    DIGITAL_SIGNATURE("digital-signature", 0x80),
    CONTENT_COMMITMENT("content-commitment", 0x40),
    KEY_ENCIPHERMENT("key-encipherment", 0x20),
    DATA_ENCIPHERMENT("data-encipherment", 0x10),
    KEY_AGREEMENT("key-agreement", 0x08),
    KEY_CERT_SIGN("key-cert-sign", 0x04),
    CRL_SIGN("crl-sign", 0x02);

    private final String label;
    private final int bit;

    KeyUse(String label, int bit) {
        this.label = label;
        this.bit = bit;
    }

    /** The name in configuration. */
    public String label() {
        return label;
    }

    /** The use of a label. */
    public static Optional<KeyUse> ofLabel(String label) {
        return Arrays.stream(values()).filter(use -> use.label.equals(label)).findFirst();
    }

    /** The first octet of the bit string that says these. */
    public static int bits(Collection<KeyUse> uses) {
        return uses.stream().mapToInt(use -> use.bit).reduce(0, (a, b) -> a | b);
    }
}
