package org.lanyard.dist.roster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.guardianship.GuardianshipOffice;
import org.lanyard.session.login.EndReason;
import org.lanyard.session.roster.RosterBundle;
import org.lanyard.session.roster.RosterCards;
import org.lanyard.session.roster.RosterImporter;
import org.lanyard.session.roster.RosterOrder;
import org.lanyard.session.roster.RosterReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code lanyard roster import}. */
@Command(
        name = "import",
        description = {
            "Import a OneRoster 1.2 CSV bundle, a folder or a zip file: all of it, or nothing.",
            "Cards follow: those of people who left are suspended, those that the roster suspended are released when"
                    + " their holders are back, and who moved to another class or school keeps theirs.",
            "Where more than 5 %% of a school's active cards (and more than one) would be suspended, or more than"
                    + " 5 %% of the people are gone, nothing is changed until you name the number of cards."
        })
final class RosterImportCommand extends OfficeCommand {
    private static final String FIRST_SOURCE = "roster";
    private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    @Parameters(paramLabel = "FILE|FOLDER", description = "The bundle.")
    private Path path;

    @Option(names = "--dry-run", description = "Change nothing, and tell what would be.")
    private boolean dryRun;

    @Option(
            names = "--suspend-cards",
            paramLabel = "N",
            description = "The second yes: exactly so many cards are to be suspended. Another number is refused.")
    private Long suspendCards;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Which system the bundle comes from, the same each time: its ids mean something only within"
                    + " it. If left out: the one that all came from so far.")
    private String source;

    @Override
    protected ExitCode run(Office office) throws OfficeException, IOException {
        ZoneId zone = surroundings().zone();
        RosterOrder order = order(office);
        RosterReport report;
        try (RosterBundle bundle = new ToldReading(open(), err(), System::nanoTime)) {
            report = importer(office, zone).run(order, bundle);
        }
        if (json()) {
            printJson(RosterTold.json(report, order));
        } else {
            RosterTold.changes(report, order).forEach(out()::println);
            office.store()
                    .read(h -> RosterTold.cards(h, report, order, office.now(), zone))
                    .forEach(out()::println);
        }
        if (!report.accepted()) {
            out().flush();
            RosterTold.findings(report).forEach(err()::println);
            throw RosterTold.refusal(report, order);
        }
        return ExitCode.OK;
    }

    private RosterImporter importer(Office office, ZoneId zone) {
        return new RosterImporter(
                office.store(),
                new GuardianshipOffice(office.audit(), surroundings().here().random()),
                (tx, person, at, actor) ->
                        office.desk().ending().ofPerson(tx, person, EndReason.PERSON_ENDED, at, actor),
                new RosterCards(office.store().engine(), office.desk().cards(), office.audit()),
                office.desk().contacts(),
                surroundings().here().random(),
                surroundings().here().clock(),
                zone);
    }

    private RosterOrder order(Office office) throws OfficeException {
        if (suspendCards != null && suspendCards < 0) {
            throw new ParameterException(spec().commandLine(), "--suspend-cards is a number of cards");
        }
        if (source != null && !SOURCE.matcher(source).matches()) {
            throw new ParameterException(
                    spec().commandLine(), "--source is a short name of letters, digits, dots and hyphens");
        }
        OptionalLong suspending = suspendCards == null ? OptionalLong.empty() : OptionalLong.of(suspendCards);
        return new RosterOrder(source(office), dryRun, suspending, actor());
    }

    /** Under another name than before everybody would be somebody new, beside themselves. */
    private String source(Office office) throws OfficeException {
        List<String> known = office.store()
                .read(h -> Sql.list(h, "SELECT source FROM roster_source ORDER BY source", row -> row.getString(1)));
        if (source == null && known.size() > 1) {
            throw new OfficeException(
                    "rosters came from several systems so far: " + String.join(", ", known),
                    "Say of which this one is: --source NAME.");
        }
        if (source != null && !known.isEmpty() && !known.contains(source)) {
            err().println("No roster came from " + source + " so far, but from " + String.join(", ", known)
                    + ": everybody in this one is somebody new.");
        }
        return source != null ? source : known.isEmpty() ? FIRST_SOURCE : known.get(0);
    }

    private RosterBundle open() throws OfficeException, IOException {
        if (Files.isDirectory(path)) {
            return RosterBundle.directory(path);
        } else if (!Files.exists(path)) {
            throw new OfficeException("there is no " + path, "Give the folder or the zip file with manifest.csv.");
        }
        try {
            return RosterBundle.zip(path);
        } catch (ZipException e) {
            throw new OfficeException(path + " is no zip file", "Give the folder or the zip file with manifest.csv.");
        }
    }
}
