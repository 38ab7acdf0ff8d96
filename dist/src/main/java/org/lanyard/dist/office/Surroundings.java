package org.lanyard.dist.office;

import java.io.Console;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.lanyard.pki.cli.PkiSurroundings;

/**
 * What the office's commands take from the machine around them.
 *
 * @param here clock, randomness, environment, who sits there
 * @param ask puts a question on the terminal; empty where there is none
 * @param zone where the schools are
 */
public record Surroundings(PkiSurroundings here, Function<String, Optional<String>> ask, ZoneId zone) {
    /** Those of this process. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(PkiSurroundings.ofThisProcess(), Surroundings::onConsole, ZoneId.systemDefault());
    }

    private static Optional<String> onConsole(String question) {
        Console console = System.console();
        return console == null ? Optional.empty() : Optional.ofNullable(console.readLine("%s", question));
    }
}
