package org.lanyard.webauthn.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreException;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.attestation.Metadata;
import org.lanyard.webauthn.report.Reports;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands on FIDO's metadata have in common; they work beside the running service, on its store. */
abstract class MdsSubcommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The configuration of the service: of a node, or of the WebAuthn service alone.")
    private Path config;

    @Option(names = "--json", description = "One JSON object on a line, for a script.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() {
        CryptoProviders.install();
        WebAuthnCommand above = (WebAuthnCommand) spec.parent().parent().userObject();
        try {
            MetadataPlace.Found found = above.place().read(config);
            if (!found.metadata().isOn()) {
                return refuse("there is neither mds-file nor mds-url in " + config, "Name one, and mds-root with it.");
            }
            try (Store store = Store.open(found.store(), found.migrations().toArray(String[]::new))) {
                Metadata metadata = new Metadata(found.metadata(), store, above.clock());
                metadata.load();
                return run(metadata, store, above.clock()).number();
            }
        } catch (PkiException | IllegalArgumentException bad) {
            return refuse(bad.getMessage(), "the keys of " + config + " are told in the README");
        } catch (StoreException bad) {
            return refuse(bad.getMessage(), bad.hint());
        }
    }

    abstract ExitCode run(Metadata metadata, Store store, InstantSource clock);

    final void print(Metadata metadata, Store store, Instant now) {
        Metadata.State state = metadata.state();
        long waiting = store.<Long, RuntimeException>read(Reports::waiting);
        if (json) {
            out().println(new String(Json.bytes(json(state, waiting, now)), StandardCharsets.UTF_8));
        } else {
            text(state, waiting, now);
        }
        out().flush();
    }

    private void text(Metadata.State state, long waiting, Instant now) {
        out().println("Source:      " + state.place());
        if (state.number().isEmpty()) {
            out().println("Issue:       none yet: nothing is certified");
        } else {
            out().println("Issue:       no. " + state.number().get() + ", fetched "
                    + age(state.fetchedAt().orElseThrow(), now) + ", next update "
                    + state.nextUpdate().orElseThrow());
            out().println("Models:      " + state.models() + ", " + state.bad().size() + " withdrawn");
            state.bad().forEach((aaguid, status) -> out().println("             " + aaguid + " " + status));
            out().println("Certifies:   " + (state.current() ? "yes" : "no: its time is over, see mds-offline"));
        }
        state.triedAt()
                .ifPresent(at -> out().println("Last look:   " + age(at, now)
                        + state.failure().map(why -> ", failed: " + why).orElse("")));
        out().println("Reports:     " + (waiting == 0 ? "the door has taken all" : waiting + " wait for the door"));
    }

    private static ObjectNode json(Metadata.State state, long waiting, Instant now) {
        ObjectNode json = Json.object().put("source", state.place());
        state.number().ifPresent(number -> json.put("number", number));
        state.nextUpdate().ifPresent(day -> json.put("next_update", day.toString()));
        state.fetchedAt()
                .ifPresent(
                        at -> json.put("fetched_at", at.toString()).put("age_days", ChronoUnit.DAYS.between(at, now)));
        json.put("models", state.models());
        ObjectNode withdrawn = json.putObject("withdrawn");
        state.bad().forEach((aaguid, status) -> withdrawn.put(aaguid, status.name()));
        json.put("certifies", state.current());
        state.triedAt().ifPresent(at -> json.put("tried_at", at.toString()));
        state.failure().ifPresent(why -> json.put("failure", why));
        return json.put("reports_waiting", waiting);
    }

    private static String age(Instant at, Instant now) {
        long days = ChronoUnit.DAYS.between(at, now);
        return days < 1 ? "within a day" : days == 1 ? "a day ago" : days + " days ago";
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final ExitCode failed(WebAuthnException refused) {
        say(refused.getMessage(), hint(refused));
        return ExitCode.FAILED;
    }

    private static String hint(WebAuthnException refused) {
        return switch (refused.reason()) {
            case METADATA_UNAVAILABLE -> "Look at mds-url or mds-file, and whether this machine may reach it.";
            case METADATA_SIGNER -> "Look at mds-root: it has to vouch for who signs; see also this machine's clock.";
            case METADATA_REVOCATION_UNKNOWN ->
                "The signer's revocation lists have to be reached as well; or bring metadata and lists by hand: mds-file.";
            case METADATA_SIGNER_REVOKED, METADATA_SIGNATURE, METADATA_LEGAL_HEADER ->
                "This is not FIDO's metadata, or no longer to be believed. What was kept before stays.";
            case METADATA_WENT_BACK -> "An older issue than the one that is kept: fetch it anew.";
            default -> "What came is no metadata. What was kept before stays.";
        };
    }

    private int refuse(String problem, String hint) {
        say(problem, hint);
        return ExitCode.CONFIGURATION.number();
    }

    private void say(String problem, String hint) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(spec.qualifiedName() + ": " + problem);
        err.println("Hint: " + hint);
        err.flush();
    }
}
