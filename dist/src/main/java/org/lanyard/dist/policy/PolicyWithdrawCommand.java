package org.lanyard.dist.policy;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.session.RefusedException;
import org.lanyard.session.policy.Policies;
import org.lanyard.session.policy.PolicyScope;
import org.lanyard.session.policy.PolicyVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard policy withdraw}. */
@Command(
        name = "withdraw",
        description = "Take the policy in force back: the one before it stands again, or the default.")
final class PolicyWithdrawCommand extends ChangingCommand {
    @Parameters(paramLabel = "WHOM", description = "The role or duty, as policy show names it.")
    private String whom;

    @Option(names = "--school", paramLabel = "SCHOOL", description = "Its policy at one school: name or id.")
    private String school;

    @Override
    Change change(Handle h) throws OfficeException {
        PolicyScope scope = PolicyFile.scope(h, whom, Optional.ofNullable(school));
        return new Change(scope, Policies.before(h, scope).map(PolicyVersion::policy));
    }

    @Override
    long apply(Office office, Handle tx, Change change, Instant now) throws RefusedException {
        return office.desk()
                .policies()
                .withdraw(tx, change.scope(), now, actor(), why())
                .map(PolicyVersion::version)
                .orElse(0L);
    }
}
