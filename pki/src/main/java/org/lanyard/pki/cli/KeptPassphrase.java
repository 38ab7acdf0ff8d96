package org.lanyard.pki.cli;

import java.util.Arrays;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.Passphrase;

/** A passphrase that a command needs twice but asks for once; zeroed when closed. */
public final class KeptPassphrase implements AutoCloseable {
    private final Passphrase source;
    private char[] typed = null;

    public KeptPassphrase(Passphrase source) {
        this.source = source;
    }

    /** The same, as often as it is wanted. */
    public Passphrase passphrase() {
        return new Passphrase.FromPrompt("kept", question -> typed == null ? null : typed.clone());
    }

    /** Reads it from where it comes from. */
    public KeptPassphrase read() throws PkiException {
        typed = source.read();
        return this;
    }

    @Override
    public void close() {
        if (typed != null) {
            Arrays.fill(typed, '\0');
        }
    }
}
