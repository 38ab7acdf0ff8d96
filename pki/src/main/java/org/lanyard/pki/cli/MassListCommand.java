package org.lanyard.pki.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.mass.MassJob;
import org.lanyard.pki.mass.MassJobs;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard pki mass list}: the newest jobs. */
@Command(name = "list", description = "List the newest jobs, finished or not.")
final class MassListCommand extends PkiSubcommand {
    private static final int MOST = 100;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Override
    void run() throws PkiException {
        try (Store records = store().open("pki")) {
            for (MassJob job : records.read(handle -> MassJobs.list(handle, MOST))) {
                if (json) {
                    printJson(json(job));
                } else {
                    out().println(job.id() + "  " + (job.finishedAt().isPresent() ? "done" : "under way") + "  "
                            + job.changed() + " of " + job.total() + "  " + CertificateRows.seconds(job.createdAt())
                            + " by " + job.createdBy() + ": " + job.order().summary());
                }
            }
        }
    }

    private static Map<String, Object> json(MassJob job) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", job.id());
        fields.put("action", AuthorityListCommand.lower(job.order().action()));
        fields.put("reason", job.order().reason().label());
        fields.put("why", job.order().why());
        fields.put("scope", job.order().scope().toString());
        fields.put("total", job.total());
        fields.put("changed", job.changed());
        fields.put("created_at", CertificateRows.seconds(job.createdAt()));
        fields.put("created_by", job.createdBy());
        job.approvedBy().ifPresent(by -> fields.put("approved_by", by));
        job.finishedAt().ifPresent(at -> fields.put("finished_at", CertificateRows.seconds(at)));
        return fields;
    }
}
