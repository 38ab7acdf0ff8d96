package org.lanyard.dist.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.people.Duty;
import org.lanyard.session.people.PersonRole;
import org.lanyard.session.policy.KeyPolicy;
import org.lanyard.session.policy.Policies;
import org.lanyard.session.policy.PolicyDefaults;
import org.lanyard.session.policy.PolicyScope;
import org.lanyard.session.policy.PolicyVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard policy show}. */
@Command(
        name = "show",
        description = {
            "Show which keys are let in for whom: the policies in force, and the defaults where none was set.",
            "All that apply to a person hold together."
        })
final class PolicyShowCommand extends OfficeCommand {
    @Parameters(arity = "0..1", paramLabel = "WHOM", description = "One role or duty alone, with all its versions.")
    private String whom;

    @Option(names = "--school", paramLabel = "SCHOOL", description = "Its policy at one school: name or id.")
    private String school;

    private record Line(PolicyScope scope, String named, KeyPolicy policy, Optional<PolicyVersion> version) {}

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        List<Line> lines = office.store().<List<Line>, OfficeException>read(h -> {
            List<Line> found = new ArrayList<>();
            List<PolicyVersion> set;
            if (whom != null) {
                PolicyScope scope = PolicyFile.scope(h, whom, Optional.ofNullable(school));
                set = Policies.of(h, scope);
                if (scope.school().isEmpty() && set.stream().noneMatch(PolicyVersion::inForce)) {
                    found.add(standard(whom));
                }
            } else {
                set = Policies.all(h).stream().filter(PolicyVersion::inForce).toList();
                List<String> everywhere = set.stream()
                        .filter(one -> one.scope().school().isEmpty())
                        .map(one -> one.scope().whom())
                        .toList();
                words().filter(word -> !everywhere.contains(word)).forEach(word -> found.add(standard(word)));
            }
            set.forEach(one -> found.add(
                    new Line(one.scope(), PolicyWords.scope(h, one.scope()), one.policy(), Optional.of(one))));
            return found;
        });
        lines.forEach(this::tell);
        return ExitCode.OK;
    }

    private static Line standard(String whom) {
        return new Line(PolicyScope.everywhere(whom), whom + " everywhere", PolicyDefaults.of(whom), Optional.empty());
    }

    private static Stream<String> words() {
        return Stream.concat(
                Arrays.stream(PersonRole.values()).map(PersonRole::code),
                Arrays.stream(Duty.values()).map(Duty::code));
    }

    private void tell(Line line) {
        if (json()) {
            Map<String, Object> told = PolicyWords.json(line.scope(), line.policy());
            told.put("version", line.version().map(PolicyVersion::version).orElse(0L));
            told.put("in_force", line.version().map(PolicyVersion::inForce).orElse(true));
            line.version().ifPresent(one -> {
                told.put("set", one.at().toString());
                told.put("by", one.by());
                told.put("why", one.why());
                one.withdrawn().ifPresent(taken -> {
                    told.put("withdrawn", taken.at().toString());
                    told.put("withdrawn_why", taken.why());
                });
            });
            printJson(told);
            return;
        }
        String state = line.version()
                .map(one -> "version " + one.version()
                        + (one.inForce() ? "" : one.withdrawn().isPresent() ? ", withdrawn" : ", replaced") + ", "
                        + local(one.at()) + " by " + one.by() + ": " + one.why())
                .orElse("default");
        out().println(line.named() + " (" + state + ")");
        out().println("  " + PolicyWords.policy(line.policy()));
    }
}
