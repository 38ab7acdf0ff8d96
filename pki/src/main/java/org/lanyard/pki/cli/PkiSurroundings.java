package org.lanyard.pki.cli;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.lanyard.pki.keystore.Passphrase;

/**
 * What the commands take from the machine around them.
 *
 * @param clock the time
 * @param random serial numbers, keys, names
 * @param environment the variables that a passphrase may stand in
 * @param terminal asks without echo; answers null where there is no terminal
 * @param user who sits there
 */
public record PkiSurroundings(
        InstantSource clock,
        SecureRandom random,
        Map<String, String> environment,
        Function<String, char[]> terminal,
        String user) {
    public PkiSurroundings {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(random, "random");
        environment = Map.copyOf(environment);
        Objects.requireNonNull(terminal, "terminal");
        Objects.requireNonNull(user, "user");
    }

    /** Those of this process. */
    public static PkiSurroundings ofThisProcess() {
        return new PkiSurroundings(
                InstantSource.system(),
                new SecureRandom(),
                System.getenv(),
                Passphrase::askOnConsole,
                userOfThisProcess());
    }

    /** As the operating system knows it: a property can be set by whoever wants to be a second person. */
    private static String userOfThisProcess() {
        return ProcessHandle.current().info().user().orElseGet(() -> System.getProperty("user.name", "unknown"));
    }

    @Override
    public String toString() {
        // Never the environment: a passphrase may stand in it.
        return "PkiSurroundings[" + user + "]";
    }
}
