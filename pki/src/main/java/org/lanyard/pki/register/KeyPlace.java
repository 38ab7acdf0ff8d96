package org.lanyard.pki.register;

/** Where an issuing authority's key is kept. */
public enum KeyPlace {
    /** In a PKCS#12 file of the authority's folder. */
    FILE,
    /** In a PKCS#11 token, which it never leaves. */
    TOKEN
}
