package org.lanyard.vectors;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A part of the real world that a test needs: a browser, a card daemon, a file that is not in this repository.
 *
 * <p>On a developer's machine a test without its real part is skipped and says what to install. Where the
 * environment variable {@code CI} is {@code true} it fails, because a pipeline that quietly skips proves nothing.
 */
public final class RealPart {
    private RealPart() {}

    /**
     * Lets the calling test go on only if its real part is here.
     *
     * @param what the part, by the name that a sysadmin knows, such as {@code "pcscd"}
     * @param present whether it was found
     * @param howToInstall one sentence or command that puts it there
     * @throws org.opentest4j.TestAbortedException if it is absent, which skips the test
     * @throws AssertionError if it is absent and {@code CI=true}
     */
    public static void require(String what, boolean present, String howToInstall) {
        require(what, present, howToInstall, "true".equals(System.getenv("CI")));
    }

    static void require(String what, boolean present, String howToInstall, boolean ci) {
        if (present) {
            return;
        }
        String message = what + " is missing on this machine. " + howToInstall;
        if (ci) {
            Assertions.fail(message);
        }
        Assumptions.abort(message);
    }
}
