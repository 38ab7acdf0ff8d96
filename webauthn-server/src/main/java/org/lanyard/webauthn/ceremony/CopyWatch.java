package org.lanyard.webauthn.ceremony;

import org.lanyard.webauthn.credential.StoredCredential;

/** Is told where two authenticators seem to have one private key (W3C WebAuthn Level 3 §7.2 step 23). */
@FunctionalInterface
public interface CopyWatch {
    /**
     * Its signature was good, its counter was not above the last one that counted, and it was made after that one: a
     * response that was sent twice, or overtaken on its way, is never the cause.
     */
    void suspected(StoredCredential credential);
}
