package org.lanyard.dist.people;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.notice.Contact;
import org.lanyard.session.notice.ContactLanguage;
import org.lanyard.session.notice.MailAddress;
import picocli.CommandLine.Command;

/** {@code lanyard people contact show}. */
@Command(name = "show", description = "Show where somebody is written to, and who said so.")
final class ContactShowCommand extends OnePersonCommand {
    @Override
    protected ExitCode run(Office office) throws OfficeException {
        Whom whom = whom(office);
        Optional<Contact> contact =
                office.store().read(h -> office.desk().contacts().of(h, whom.id()));
        if (json()) {
            printJson(told(whom, contact));
        } else {
            out().println(whom.named() + ": " + words(contact));
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> told(Whom whom, Optional<Contact> contact) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("person", whom.id().toString());
        told.put(
                "mail", contact.flatMap(Contact::address).map(MailAddress::text).orElse(null));
        told.put(
                "language",
                contact.flatMap(Contact::language).map(ContactLanguage::code).orElse(null));
        told.put("source", contact.map(Contact::source).orElse(null));
        return told;
    }

    private String words(Optional<Contact> contact) {
        if (contact.isEmpty()) {
            return "no address is known";
        }
        String since = ", by " + contact.get().source() + " since "
                + local(contact.get().changedAt());
        return contact.get()
                        .address()
                        .map(address -> address.text() + ", in "
                                + contact.get()
                                        .language()
                                        .map(ContactLanguage::code)
                                        .orElse("both languages"))
                        .orElse("taken out")
                + since;
    }
}
