package org.lanyard.dist.office;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.lanyard.card.apdu.CardException;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.cli.StoreOptions;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.store.StoreException;
import org.lanyard.session.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command of the office: where the store is, how it asks, and how errors look. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
public abstract class OfficeCommand implements Callable<Integer> {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    @Mixin
    private StoreOptions store;

    @Option(names = "--json", description = "One JSON object on a line, for a script.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() {
        CryptoProviders.install();
        try (Office office = Office.open(store, surroundings().here())) {
            ExitCode code = run(office);
            out().flush();
            return code.number();
        } catch (OfficeException e) {
            return refuse(e.getMessage(), e.hint(), ExitCode.FAILED);
        } catch (RefusedException e) {
            return refuse(e.getMessage(), OfficeHints.of(e.reason()), ExitCode.FAILED);
        } catch (CardException e) {
            return refuse(e.getMessage(), OfficeHints.of(e.fault()), ExitCode.FAILED);
        } catch (PkiException e) {
            return refuse(e.getMessage(), e.reason().hint(), ExitCode.of(e.reason()));
        } catch (StoreException e) {
            return refuse(e.getMessage(), e.hint(), ExitCode.CONFIGURATION);
        } catch (IOException e) {
            return refuse(
                    "a file cannot be used: " + e.getMessage(), "Check its path and its rights.", ExitCode.FAILED);
        }
    }

    protected abstract ExitCode run(Office office)
            throws OfficeException, RefusedException, CardException, PkiException, IOException;

    /** The machine around it. */
    public Surroundings surroundings() {
        Object above = spec.parent().userObject();
        return ((Surrounded) above).surroundings();
    }

    protected final StoreOptions storeOptions() {
        return store;
    }

    protected final CommandSpec spec() {
        return spec;
    }

    protected final boolean json() {
        return json;
    }

    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    protected final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Who does it, as the audit trail names them. */
    protected final String actor() {
        return "cli:" + surroundings().here().user();
    }

    /** A time as people here write it. */
    protected final String local(Instant at) {
        return LOCAL.format(at.atZone(surroundings().zone()).truncatedTo(ChronoUnit.MINUTES));
    }

    /** One JSON object on a line. */
    protected final void printJson(Object value) {
        out().println(new String(Json.bytes(Json.mapper().valueToTree(value)), StandardCharsets.UTF_8));
    }

    /**
     * Shows whom it is about, and goes on only after a yes.
     *
     * @param yes whether it was said beforehand
     */
    protected final void confirm(String what, boolean yes) throws OfficeException {
        if (!json) {
            out().println(what);
            out().flush();
        }
        if (yes) {
            return;
        }
        String answer = surroundings()
                .ask()
                .apply("Go on? [y/N] ")
                .orElseThrow(() -> new OfficeException("nobody can be asked here", "Give --yes."));
        if (!answer.trim().toLowerCase(Locale.ROOT).equals("y")) {
            throw new OfficeException("nothing was changed", "");
        }
    }

    private int refuse(String problem, String hint, ExitCode code) {
        out().flush();
        err().println(spec.qualifiedName() + ": " + problem);
        if (!hint.isEmpty()) {
            err().println("Hint: " + hint);
        }
        err().flush();
        return code.number();
    }
}
