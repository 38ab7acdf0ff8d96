package org.lanyard.dist.policy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.policy.KeyPolicy;
import org.lanyard.session.policy.PolicyCheck;
import org.lanyard.session.policy.PolicyEffect;
import org.lanyard.session.policy.PolicyScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lanyard policy check}. */
@Command(
        name = "check",
        description = {
            "Say whom a policy would lock out: people who have keys, and none that it lets in. Nothing is changed.",
            "Without a file: whom the policies in force lock out or leave short of keys now."
        })
final class PolicyCheckCommand extends OfficeCommand {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The policy, as policy set would read it.")
    private Path file;

    @Override
    protected ExitCode run(Office office) throws OfficeException, PkiException {
        Instant now = office.now();
        Optional<PolicyFile> read = file == null ? Optional.empty() : Optional.of(PolicyFile.read(file));
        Optional<KeyPolicy> policy = read.isPresent() ? Optional.of(read.get().policy()) : Optional.empty();
        PolicyTold told = office.store().<PolicyTold, OfficeException>read(h -> {
            List<PolicyEffect> effects;
            if (read.isPresent()) {
                PolicyScope scope = read.get().scope(h);
                effects = PolicyCheck.dryRun(h, scope, policy);
            } else {
                effects = PolicyCheck.now(h);
            }
            return PolicyTold.of(h, effects, now, surroundings().zone());
        });
        if (json()) {
            told.effects().forEach(effect -> printJson(PolicyWords.json(effect)));
        } else {
            told.print(out()::println);
        }
        return ExitCode.OK;
    }
}
