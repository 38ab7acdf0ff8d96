package org.lanyard.session.mail;

/** How the way to the server is protected. */
public enum MailTls {
    /** STARTTLS (RFC 3207), required: a server that does not offer it gets nothing. */
    STARTTLS,
    /** TLS from the first byte (RFC 8314 §3.3). */
    TLS,
    /** Not at all: for a server on this machine. */
    NONE
}
