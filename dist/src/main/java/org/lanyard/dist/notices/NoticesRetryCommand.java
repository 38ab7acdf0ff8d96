package org.lanyard.dist.notices;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.notice.NoticeBook;
import org.lanyard.session.notice.NoticeRow;
import org.lanyard.session.notice.NoticeStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard notices retry}. */
@Command(name = "retry", description = "Send notices now that wait, or that were given up and are known still.")
final class NoticesRetryCommand extends OfficeCommand {
    private static final int MOST = 1000;

    @Parameters(arity = "0..*", paramLabel = "NOTICE", description = "Their ids, as notices list shows them.")
    private List<UUID> notices = new ArrayList<>();

    @Option(names = "--given-up", description = "All that were given up.")
    private boolean givenUp;

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        if (notices.isEmpty() && !givenUp) {
            throw new OfficeException("no notice is named", "Give an id of lanyard notices list, or --given-up.");
        }
        NoticeBook book = new NoticeBook(office.audit());
        int retried = office.store().<Integer, OfficeException>transact(tx -> {
            int count = 0;
            for (UUID notice : notices) {
                if (!book.retry(tx, notice, office.now(), actor())) {
                    throw new OfficeException(
                            "there is no such notice, or it was sent, or what it said is wiped: " + notice,
                            "See: lanyard notices list.");
                }
                count++;
            }
            if (givenUp) {
                for (NoticeRow row : NoticeBook.list(tx, Optional.of(NoticeStatus.GIVEN_UP), MOST)) {
                    count += book.retry(tx, row.id(), office.now(), actor()) ? 1 : 0;
                }
            }
            return count;
        });
        if (json()) {
            printJson(Map.of("retried", retried));
        } else {
            out().println(retried == 1 ? "1 notice is sent next." : retried + " notices are sent next.");
        }
        return ExitCode.OK;
    }
}
