package org.lanyard.dist.recovery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.recovery.RecoveryPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard recovery policy}. */
@Command(
        name = "policy",
        description = {
            "Show or set how long a guardian's page of children stays closed after a recovery.",
            "A day, unless the school says otherwise; the longest of all schools of their children counts."
        })
final class RecoveryPolicyCommand extends OfficeCommand {
    @Option(names = "--school", required = true, paramLabel = "SCHOOL", description = "Name or id.")
    private String school;

    @Option(names = "--hours", paramLabel = "N", description = "1 to 168.")
    private Integer hours;

    @Option(
            names = "--hours-with-documents",
            paramLabel = "N",
            description = "0 to 168: where the office has seen identity documents.")
    private Integer hoursWithDocuments;

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        UUID place = school(office);
        RecoveryPolicy policy = office.store().read(h -> RecoveryPolicy.of(h, place));
        if (hours != null || hoursWithDocuments != null) {
            policy = changed(policy);
            RecoveryPolicy set = policy;
            office.store().<Void, RuntimeException>transact(tx -> {
                set.set(tx, office.audit(), place, office.now(), actor());
                return null;
            });
        }
        if (json()) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("school", place.toString());
            told.put("hours", policy.hours());
            told.put("hours_with_documents", policy.hoursWithDocuments());
            printJson(told);
        } else {
            out().println("Closed for " + policy.hours() + " hours after a recovery, " + policy.hoursWithDocuments()
                    + " where the office has seen identity documents.");
        }
        return ExitCode.OK;
    }

    private RecoveryPolicy changed(RecoveryPolicy before) throws OfficeException {
        try {
            return new RecoveryPolicy(
                    hours == null ? before.hours() : hours,
                    hoursWithDocuments == null ? before.hoursWithDocuments() : hoursWithDocuments);
        } catch (IllegalArgumentException e) {
            throw new OfficeException(
                    "that is not allowed: " + e.getMessage(), "Without documents at least an hour passes.");
        }
    }

    private UUID school(Office office) throws OfficeException {
        return office
                .store()
                .read(h -> Sql.list(
                        h,
                        "SELECT id FROM school WHERE status = 'active' AND (name = ? OR id = ?)",
                        row -> UUID.fromString(row.getString(1)),
                        school,
                        school))
                .stream()
                .findFirst()
                .orElseThrow(
                        () -> new OfficeException("there is no school " + school, "Give its name as it is listed."));
    }
}
