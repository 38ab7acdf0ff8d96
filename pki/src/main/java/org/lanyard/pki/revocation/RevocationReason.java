package org.lanyard.pki.revocation;

import java.util.Arrays;
import java.util.Optional;

/** Why a certificate is revoked or on hold (RFC 5280 section 5.3.1), as far as it makes sense here. */
public enum RevocationReason {
    UNSPECIFIED(0, "unspecified"),
    KEY_COMPROMISE(1, "key-compromise"),
    /** Of an authority's certificate alone. */
    CA_COMPROMISE(2, "ca-compromise"),
    AFFILIATION_CHANGED(3, "affiliation-changed"),
    SUPERSEDED(4, "superseded"),
    CESSATION_OF_OPERATION(5, "cessation-of-operation"),
    /** Suspended: the one reason that can be taken back. */
    CERTIFICATE_HOLD(6, "certificate-hold"),
    PRIVILEGE_WITHDRAWN(9, "privilege-withdrawn");

    private final int code;
    private final String label;

    RevocationReason(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The value of CRLReason. */
    public int code() {
        return code;
    }

    /** The name on the command line. */
    public String label() {
        return label;
    }

    /** The reason of a label. */
    public static Optional<RevocationReason> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(reason -> reason.label.equals(label))
                .findFirst();
    }
}
