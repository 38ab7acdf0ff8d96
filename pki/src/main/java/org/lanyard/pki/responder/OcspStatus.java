package org.lanyard.pki.responder;

import static org.lanyard.pki.der.DerWriter.enumerated;
import static org.lanyard.pki.der.DerWriter.sequence;

/** What an answer says of the question (RFC 6960 section 4.2.1, OCSPResponseStatus). */
enum OcspStatus {
    SUCCESSFUL(0),
    MALFORMED_REQUEST(1),
    INTERNAL_ERROR(2),
    TRY_LATER(3),
    UNAUTHORIZED(6);

    private final int code;
    private final byte[] alone;

    OcspStatus(int code) {
        this.code = code;
        this.alone = sequence(enumerated(code));
    }

    int code() {
        return code;
    }

    /** The whole answer where there is nothing but the status; not signed. */
    byte[] alone() {
        return alone.clone();
    }
}
