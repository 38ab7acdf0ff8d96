package org.lanyard.dist.kiosk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.est.Enrolment;
import org.lanyard.pki.est.EnrolmentToken;
import org.lanyard.pki.est.EnrolmentTokens;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.kiosk.Kiosks;
import org.lanyard.session.people.RandomIds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code lanyard kiosks add}: registers a kiosk, and prints the one-time code with which it gets its key by itself. */
@Command(
        name = "add",
        description = "Register a kiosk for a school, and print a one-time code with which it gets its key by itself.")
final class KiosksAddCommand extends KiosksSubcommand {
    private static final int MOST_HOURS = 30 * 24;
    private static final String DEFAULT_ORIGIN = "http://127.0.0.1:8081";

    @Option(
            names = "--school",
            required = true,
            paramLabel = "NAME",
            description = "The school that it serves, by its name or id; may be repeated.")
    private List<String> schools;

    @Option(
            names = "--name",
            required = true,
            paramLabel = "TEXT",
            description = "What the school calls the place: pupils read it on their page.")
    private String name;

    @Option(
            names = "--room",
            paramLabel = "TEXT",
            description = "The room that it stands in, where lesson passes are issued for rooms.")
    private String room;

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            defaultValue = DEFAULT_ORIGIN,
            description = "Of its screen, as its browser writes it (default: ${DEFAULT-VALUE}).")
    private String origin;

    @Option(
            names = "--id",
            paramLabel = "URI",
            description = "Its id, where it is to have a certain one, or is registered anew (default: a random one).")
    private URI id;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "24",
            description = "For how long the code may be used, 1 to 720 (default: ${DEFAULT-VALUE}).")
    private int hours;

    @Option(
            names = "--authority",
            paramLabel = "LABEL",
            defaultValue = AuthorityRow.MAIN,
            description = "Which of several issuing authorities (default: ${DEFAULT-VALUE}).")
    private String label;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Make a folder with all that the kiosk needs: kiosk.toml, root.crt, code.")
    private Path folder;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "For the folder: the service, as in its service.issuer.")
    private URI issuer;

    @Option(
            names = "--enrol-at",
            paramLabel = "URL",
            description = "For the folder: where the service enrols, https://HOST:PORT/.well-known/est.")
    private URI enrolAt;

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    @Override
    void run(Bench bench) throws PkiException, IOException {
        check();
        URI kiosk = id != null
                ? id
                : URI.create("urn:lanyard:kiosk:" + new RandomIds(surroundings().random()).uuid());
        Enrolment allowed = Enrolment.of(label, Profile.KIOSK, new SubjectName.Service(kiosk));
        Instant at = now();
        Instant until = at.plus(Duration.ofHours(hours));
        Optional<Path> root = folder == null ? Optional.empty() : Optional.of(root());
        EnrolmentToken token = bench.store().transact(tx -> {
            Kiosks kiosks = bench.desk().kiosks();
            kiosks.register(tx, kiosk, origin, schools(tx), at, actor());
            kiosks.name(tx, kiosk, name, at, actor());
            if (room != null) {
                kiosks.room(tx, kiosk, room, at, actor());
            }
            if (AuthorityRegister.active(tx, label).isEmpty()) {
                throw new NotThereException(
                        "no issuing authority " + label, "`lanyard pki authority list` shows them.");
            }
            return new EnrolmentTokens(bench.audit(), surroundings().random())
                    .create(tx, allowed, at, Duration.ofHours(hours), actor());
        });
        tell(kiosk, token, until);
        if (root.isPresent()) {
            KioskFolder.make(folder, new KioskFolder.Contents(kiosk, issuer, enrolAt, port(), root.get()))
                    .code(token.reveal());
        }
    }

    private void check() {
        if (hours < 1 || hours > MOST_HOURS) {
            throw new ParameterException(spec().commandLine(), "--hours is 1 to " + MOST_HOURS);
        }
        if (folder != null && Files.exists(folder)) {
            throw new ParameterException(spec().commandLine(), folder + " is there already");
        }
        if (folder != null && (issuer == null || enrolAt == null)) {
            throw new ParameterException(spec().commandLine(), "--folder needs --issuer and --enrol-at");
        }
    }

    private int port() {
        int port = URI.create(origin).getPort();
        return port < 0 ? 80 : port;
    }

    /** What the kiosk trusts when it enrols. */
    private Path root() throws PkiException {
        Path root =
                store().data() == null ? Path.of("root.crt") : store().data().resolve("authority/root.crt");
        if (!Files.exists(root)) {
            throw new PkiException(PkiReason.AUTHORITY_MISSING, "no root certificate at " + root);
        }
        return root;
    }

    private Set<UUID> schools(Handle tx) {
        Set<UUID> found = new LinkedHashSet<>();
        for (String wanted : schools) {
            List<UUID> named = Sql.list(
                    tx,
                    "SELECT id FROM school WHERE (id = ? OR LOWER(name) = LOWER(?)) AND status = 'active'",
                    row -> UUID.fromString(row.getString(1)),
                    wanted,
                    wanted);
            if (named.size() != 1) {
                throw new NotThereException(
                        (named.isEmpty() ? "no school " : "more than one school ") + wanted,
                        "Write its name as the roster does, or its id.");
            }
            found.add(named.get(0));
        }
        return found;
    }

    private void tell(URI kiosk, EnrolmentToken token, Instant until) {
        if (json) {
            out().println(JsonNodeFactory.instance
                    .objectNode()
                    .put("id", kiosk.toString())
                    .put("code", token.reveal())
                    .put("expires", until.toString()));
            return;
        }
        out().println("Kiosk:  " + kiosk);
        out().println("Code:   " + token.reveal());
        out().println();
        out().println("The code works once, until " + until + ", and is not shown again.");
        if (folder != null) {
            out().println("All that the kiosk needs is in " + folder + ": start it there with");
            out().println("  lanyard kiosk --config kiosk.toml");
        }
    }
}
