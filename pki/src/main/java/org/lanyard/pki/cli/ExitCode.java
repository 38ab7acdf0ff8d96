package org.lanyard.pki.cli;

import org.lanyard.pki.PkiReason;

/** What a command tells the shell. */
public enum ExitCode {
    /** Done, and all is well. */
    OK(0),
    /** Done, and something is wrong with what was looked at; or refused with a reason. */
    FAILED(1),
    /** The arguments make no sense (picocli's own code for it). */
    USAGE(2),
    /** A certificate was judged, and is not valid. */
    NOT_VALID(3),
    /** The store, a key or the configuration cannot be used (sysexits.h, EX_CONFIG). */
    CONFIGURATION(78);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** What a reason is to the shell. */
    public static ExitCode of(PkiReason reason) {
        return PkiSubcommand.exitCode(reason);
    }

    public int number() {
        return number;
    }
}
