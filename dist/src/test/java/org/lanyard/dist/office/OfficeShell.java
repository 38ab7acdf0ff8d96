package org.lanyard.dist.office;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lanyard.dist.card.CardCommand;
import org.lanyard.dist.duty.DutiesCommand;
import org.lanyard.dist.invite.InviteCommand;
import org.lanyard.dist.key.KeysCommand;
import org.lanyard.dist.notices.NoticesCommand;
import org.lanyard.dist.pass.PassCommand;
import org.lanyard.dist.people.PeopleCommand;
import org.lanyard.dist.policy.PolicyCommand;
import org.lanyard.dist.pupils.PupilsCommand;
import org.lanyard.dist.recovery.RecoveryCommand;
import org.lanyard.dist.roster.RosterCommand;
import org.lanyard.dist.serve.Node;
import org.lanyard.pki.cli.PkiCommand;
import org.lanyard.pki.cli.PkiSurroundings;
import org.lanyard.pki.cli.StoreOptions;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;
import org.lanyard.pki.testing.Transcript;
import org.lanyard.session.http.SessionService;
import org.lanyard.session.login.EndedWithCertificate;
import picocli.CommandLine;

/**
 * A school's office: its folder with an authority, a school with a class, a teacher, a kiosk, and the commands, run here. "DIR"
 * is the folder; what {@link #answers} holds is typed at the next questions.
 */
public final class OfficeShell implements Transcript.Shell {
    public static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    public final Path folder;
    public final Deque<String> answers = new ArrayDeque<>();
    public UUID school;
    public URI kiosk = URI.create("urn:lanyard:kiosk:library");

    public OfficeShell(Path folder) throws IOException {
        CryptoProviders.install();
        this.folder = folder;
        for (String name : List.of("root", "issuing")) {
            Path file = folder.resolve(name + ".pass");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, name + " of a school\n", StandardCharsets.UTF_8);
        }
        run("lanyard pki init --data DIR/data --root-passphrase-file DIR/root.pass --passphrase-file DIR/issuing.pass");
        fill();
    }

    /** The store, for looking into. */
    public Store store() {
        return Store.open(StoreConfig.sqlite(folder.resolve("data").resolve(StoreOptions.STORE_FILE)), Node.MIGRATIONS);
    }

    private void fill() {
        try (Store store = store()) {
            store.transact(tx -> {
                school = UUID.randomUUID();
                Sql.update(tx, "INSERT INTO school (id, name, status) VALUES (?, 'Ysgol Gwaun', 'active')", school);
                UUID lesson = UUID.randomUUID();
                Sql.update(tx, "INSERT INTO school_class (id, school_id, name) VALUES (?, ?, '3P')", lesson, school);
                for (String name : List.of("Cadi Prydderch", "Siôn Ŵyn", "Alys Rees")) {
                    Sql.update(
                            tx,
                            "INSERT INTO enrolment (source, sourced_id, person_id, class_id, school_id, role, seen_in)"
                                    + " VALUES ('test', ?, ?, ?, ?, 'student', '1')",
                            name,
                            person(tx, "pupil", name),
                            lesson,
                            school);
                }
                person(tx, "staff", "Rhian Evans");
                Sql.update(
                        tx,
                        "INSERT INTO kiosk (client_id, origin, status) VALUES (?, 'http://127.0.0.1:8090', 'active')",
                        kiosk.toString());
                Sql.update(
                        tx, "INSERT INTO kiosk_school (client_id, school_id) VALUES (?, ?)", kiosk.toString(), school);
                return null;
            });
        }
    }

    /** Somebody more of the school. */
    public UUID person(org.jdbi.v3.core.Handle tx, String role, String name) {
        UUID id = UUID.randomUUID();
        int blank = name.indexOf(' ');
        Sql.update(
                tx,
                "INSERT INTO person (id, role, given_name, family_name, status, handle)"
                        + " VALUES (?, ?, ?, ?, 'active', ?)",
                id,
                role,
                name.substring(0, blank),
                name.substring(blank + 1),
                id.toString().replace("-", "") + "-----------");
        Sql.update(tx, "INSERT INTO person_school (person_id, school_id) VALUES (?, ?)", id, school);
        return id;
    }

    private Surroundings surroundings() {
        PkiSurroundings here = new PkiSurroundings(() -> NOW, new SecureRandom(), Map.of(), question -> null, "ada");
        return new Surroundings(here, question -> Optional.ofNullable(answers.poll()), ZoneId.of("Europe/London"));
    }

    /** Runs a command that shall go well, and answers what it printed. */
    public List<String> run(String command) {
        List<String> printed = run(new Transcript.Step(command, List.of()));
        if (!printed.get(printed.size() - 1).equals("[exit 0]")) {
            throw new AssertionError(command + "\n" + String.join("\n", printed));
        }
        return printed.subList(0, printed.size() - 1);
    }

    @Override
    public List<String> run(Transcript.Step step) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(step.command());
        while (word.find()) {
            words.add((word.group(1) != null ? word.group(1) : word.group(2)).replace("DIR", folder.toString()));
        }
        if (words.get(0).equals("#answer")) {
            answers.add(words.get(1));
            return List.of("[exit 0]");
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings around = surroundings();
        int code = new CommandLine(new Root())
                .addSubcommand(new CardCommand(around))
                .addSubcommand(new PassCommand(around))
                .addSubcommand(new InviteCommand(around))
                .addSubcommand(new PolicyCommand(around))
                .addSubcommand(new DutiesCommand(around))
                .addSubcommand(new KeysCommand(around))
                .addSubcommand(new RosterCommand(around))
                .addSubcommand(PeopleCommand.line(new PeopleCommand(around)))
                .addSubcommand(new NoticesCommand(around))
                .addSubcommand(new RecoveryCommand(around))
                .addSubcommand(new PupilsCommand(around))
                .addSubcommand(new PkiCommand(
                        around.here(),
                        new PkiCommand.Followed(List.of(SessionService.MIGRATIONS), EndedWithCertificate::new)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words.subList(1, words.size()).toArray(new String[0]));
        List<String> printed = new ArrayList<>(lines(out.toString()));
        lines(err.toString()).forEach(line -> printed.add("! " + line));
        printed.add("[exit " + code + "]");
        return printed;
    }

    private List<String> lines(String text) {
        return text.replace(folder.toString(), "DIR").lines().toList();
    }

    /** The day that it is for the commands. */
    public static LocalDate today() {
        return LocalDate.ofInstant(NOW, ZoneId.of("Europe/London"));
    }

    @CommandLine.Command(name = "lanyard")
    private static final class Root {}
}
