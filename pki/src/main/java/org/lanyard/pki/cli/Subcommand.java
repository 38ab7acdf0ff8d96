package org.lanyard.pki.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What commands on a store share: where things are, how errors look, what the shell is told. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class Subcommand implements Callable<Integer> {
    @Mixin
    private StoreOptions store;

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() {
        CryptoProviders.install();
        try {
            run();
            spec.commandLine().getOut().flush();
            return ExitCode.OK.number();
        } catch (PkiException e) {
            return refuse(e.getMessage(), e.reason().hint(), PkiSubcommand.exitCode(e.reason()));
        } catch (StoreException e) {
            return refuse(e.getMessage(), e.hint(), ExitCode.CONFIGURATION);
        } catch (IOException | UncheckedIOException e) {
            return refuse(
                    "a file cannot be used: " + e.getMessage(), "Check its path and its rights.", ExitCode.FAILED);
        }
    }

    abstract void run() throws PkiException, IOException;

    final StoreOptions store() {
        return store;
    }

    /** The machine around it. */
    abstract PkiSurroundings surroundings();

    final CommandSpec spec() {
        return spec;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Who does it, as the records and the audit trail name them. */
    final String actor() {
        return "cli:" + surroundings().user();
    }

    /** One JSON object on a line. */
    final void printJson(Object value) {
        out().println(new String(Json.bytes(Json.mapper().valueToTree(value)), StandardCharsets.UTF_8));
    }

    private int refuse(String problem, String hint, ExitCode code) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(spec.qualifiedName() + ": " + problem);
        if (!hint.isEmpty()) {
            err.println("Hint: " + hint);
        }
        err.flush();
        return code.number();
    }
}
