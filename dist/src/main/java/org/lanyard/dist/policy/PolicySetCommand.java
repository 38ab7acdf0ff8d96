package org.lanyard.dist.policy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.PkiException;
import org.lanyard.session.RefusedException;
import org.lanyard.session.policy.KeyPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lanyard policy set}. */
@Command(
        name = "set",
        description = {
            "Put a policy in force for a role or a duty, at a school or everywhere, instead of the one before.",
            "It holds from the next sign-in on; whoever it locks out is named first, and told."
        })
final class PolicySetCommand extends ChangingCommand {
    @Parameters(paramLabel = "FILE", description = "The policy: whom, school, attestation, allowed-models, …")
    private Path file;

    private PolicyFile read;
    private KeyPolicy policy;

    @Override
    void prepare() throws OfficeException, PkiException {
        read = PolicyFile.read(file);
        policy = read.policy();
    }

    @Override
    Change change(Handle h) throws OfficeException {
        return new Change(read.scope(h), Optional.of(policy));
    }

    @Override
    long apply(Office office, Handle tx, Change change, Instant now) throws RefusedException {
        return office.desk().policies().set(tx, change.scope(), policy, now, actor(), why());
    }
}
