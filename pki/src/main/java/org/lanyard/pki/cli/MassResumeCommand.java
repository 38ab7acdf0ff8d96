package org.lanyard.pki.cli;

import java.util.List;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.mass.MassJob;
import org.lanyard.pki.mass.MassJobs;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lanyard pki mass resume}: a job that broke off goes on where it was. */
@Command(name = "resume", description = "Go on with a job that broke off; without an id, with all that did.")
final class MassResumeCommand extends PkiSubcommand {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "The job's id.")
    private String id;

    @Override
    void run() throws PkiException {
        AuditLog audit = new AuditLog(store().masterKey(), surroundings().random());
        try (Store records = openFollowed()) {
            List<MassJob> jobs = records.read(handle -> MassJobs.list(handle, 1000)).stream()
                    .filter(job ->
                            id == null ? job.finishedAt().isEmpty() : job.id().equals(id))
                    .toList();
            if (id != null && jobs.isEmpty()) {
                throw new PkiException(PkiReason.MASS_JOB_UNKNOWN, id);
            }
            for (MassJob job : jobs) {
                MassJob done = massRun(records, audit).work(job.id(), actor(), MassProgress.on(out(), job));
                out().println("Job " + job.id() + " done: " + done.changed() + " "
                        + job.order().action().past() + ".");
            }
            if (jobs.isEmpty()) {
                out().println("No job waits.");
            }
        }
    }
}
