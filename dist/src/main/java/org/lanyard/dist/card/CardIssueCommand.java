package org.lanyard.dist.card;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.lanyard.dist.office.BatchFile;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.cli.ExitCode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard card issue}. */
@Command(
        name = "issue",
        description = {
            "Write a card for somebody, or for everybody in a list, and let it in.",
            "Interrupted at any moment, run it again: it goes on from there. Who has a card is left alone."
        })
final class CardIssueCommand extends IssuingCommand {
    @ArgGroup(multiplicity = "1")
    private For whom;

    private static final class For {
        @Option(names = "--person", paramLabel = "WHO", description = "Full name, roster's id, or our id.")
        private String person;

        @Option(
                names = "--batch",
                paramLabel = "FILE",
                description = "A CSV file with a column \"person\": full names, or ids.")
        private Path batch;
    }

    @Override
    protected ExitCode run(Office office) throws OfficeException, PkiException, IOException {
        List<Issuing.Job> jobs = whom.person != null
                ? List.of(new Issuing.Job(whom(office, whom.person), false, label()))
                : BatchFile.read(whom.batch, text -> whom(office, text)).stream()
                        .map(person -> new Issuing.Job(person, false, label()))
                        .toList();
        return issue(office, jobs);
    }
}
