package org.lanyard.pki.http;

/** Why a request was refused before anything read its meaning, each with the HTTP status it is answered with. */
public enum HttpReason {
    CONTENT_TYPE(415),
    BODY_TOO_LARGE(413),
    BODY_BROKEN_OFF(400),
    BAD_UTF8(400),
    BAD_ENCODING(400),
    DUPLICATE_PARAMETER(400),
    TOO_MANY_PARAMETERS(400),
    MISSING_PARAMETER(400),
    UNKNOWN_PARAMETER(400),
    BAD_JSON(400),
    BAD_COOKIE(400),
    BAD_HEADER(400),
    FOREIGN_ORIGIN(403),
    FOREIGN_HOST(421),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    FAILED(500);

    private final int status;

    HttpReason(int status) {
        this.status = status;
    }

    /** The HTTP status (RFC 9110 §15) that the person or program outside sees. */
    public int status() {
        return status;
    }
}
