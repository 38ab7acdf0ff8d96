package org.lanyard.pki.register;

/** What an issuing authority may still do. */
public enum AuthorityStatus {
    /** Issues. */
    ACTIVE,
    /** Rolled over: what it issued stays valid and its lists go on, but it issues no more. */
    RETIRING,
    /** Nothing that it signed is taken any more. */
    WITHDRAWN
}
