package org.lanyard.dist.cli;

import java.util.concurrent.Callable;
import org.lanyard.pki.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** What the launcher, the shell script {@code lanyard}, does by itself: here so that {@code --help} lists everything. */
abstract class Launched implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Unmatched
    private String[] arguments;

    /** Only without the launcher one comes here. */
    @Override
    public final Integer call() {
        spec.commandLine()
                .getErr()
                .println(spec.name() + ": this is done by the launcher, from a clone of the sources.");
        spec.commandLine().getErr().println("Hint: ./lanyard " + spec.name());
        return ExitCode.USAGE.number();
    }

    @Command(name = "build", description = "Build the program, if a source is newer than what was built last.")
    static final class BuildCommand extends Launched {}

    @Command(name = "test", description = "Run all tests; --long runs the campaigns for as long as it is told.")
    static final class TestCommand extends Launched {}

    @Command(name = "vectors", description = "Make the test vectors anew, and check them.")
    static final class VectorsCommand extends Launched {}
}
