package org.lanyard.dist.people;

import java.util.Map;
import java.util.Optional;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.guardianship.Act;
import org.lanyard.session.notice.ContactLanguage;
import org.lanyard.session.notice.MailAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard people contact set}. */
@Command(name = "set", description = "Say where somebody is written to. No roster changes it from then on.")
final class ContactSetCommand extends ReasonedCommand {
    @Option(names = "--mail", required = true, paramLabel = "ADDRESS", description = "Such as megan@example.org.")
    private String mail;

    @Option(names = "--language", paramLabel = "en|cy", description = "In which language; in both without it.")
    private String language;

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        Whom whom = whom(office);
        MailAddress address = MailAddress.of(mail.strip())
                .orElseThrow(() -> new OfficeException(
                        "this is not an address that mail is sent to",
                        "One address alone, such as megan@example.org."));
        Optional<ContactLanguage> spoken = spoken();
        Act act = act(office);
        confirm(whom.named() + " is written to at " + address.text()
                + " from now on. Nobody is told at the old address.");
        office.store().transact(tx -> {
            office.desk().contacts().set(tx, whom.id(), address, spoken, act);
            return 1;
        });
        if (json()) {
            printJson(Map.of("person", whom.id().toString(), "set", true));
        } else {
            out().println("Done. What waited for an address is sent next.");
        }
        return ExitCode.OK;
    }

    private Optional<ContactLanguage> spoken() throws OfficeException {
        if (language == null) {
            return Optional.empty();
        }
        return Optional.of(ContactLanguage.of(language)
                .orElseThrow(() -> new OfficeException("there is no language " + language, "en or cy.")));
    }
}
