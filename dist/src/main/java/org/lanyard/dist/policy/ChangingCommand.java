package org.lanyard.dist.policy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.RefusedException;
import org.lanyard.session.notice.NoticeKind;
import org.lanyard.session.policy.KeyPolicy;
import org.lanyard.session.policy.PolicyCheck;
import org.lanyard.session.policy.PolicyEffect;
import org.lanyard.session.policy.PolicyScope;
import picocli.CommandLine.Option;

/** Changes what stands for a scope, after saying whom that locks out; those are told. */
abstract class ChangingCommand extends OfficeCommand {
    private static final int TOLD_AT_ONCE = 200;

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            description = "One sentence for whoever reads the record later; no names of persons.")
    private String why;

    @Option(names = "--dry-run", description = "Say whom it would lock out, and change nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /** What would stand for which scope; empty: the default. */
    record Change(PolicyScope scope, Optional<KeyPolicy> policy) {}

    private record Looked(Change change, String named, PolicyTold told) {}

    abstract Change change(Handle h) throws OfficeException;

    /** Does it, and answers which version stands then; 0 for the default. */
    abstract long apply(Office office, Handle tx, Change change, Instant now) throws RefusedException;

    /** Reads what it needs before the store is asked. */
    void prepare() throws OfficeException, PkiException {}

    final String why() {
        return why;
    }

    @Override
    protected final ExitCode run(Office office) throws OfficeException, RefusedException, PkiException {
        prepare();
        Instant now = office.now();
        Looked looked = office.store().<Looked, OfficeException>read(h -> {
            Change change = change(h);
            return new Looked(
                    change,
                    PolicyWords.scope(h, change.scope()),
                    PolicyTold.of(
                            h,
                            PolicyCheck.dryRun(h, change.scope(), change.policy()),
                            now,
                            surroundings().zone()));
        });
        if (dryRun) {
            tellDry(looked);
            return ExitCode.OK;
        }
        if (!json()) {
            looked.told().lines().forEach(out()::println);
        }
        confirm(
                looked.named() + ": "
                        + looked.change().policy().map(PolicyWords::policy).orElse("the default") + ". "
                        + looked.told().sum(),
                yes);
        long version = office.store().<Long, RefusedException>transact(tx -> apply(office, tx, looked.change(), now));
        tellThem(office, looked.told().effects(), now);
        if (json()) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("whom", looked.change().scope().whom());
            looked.change().scope().school().ifPresent(id -> told.put("school", id.toString()));
            told.put("version", version);
            told.put("affected", looked.told().effects().size());
            printJson(told);
        } else {
            out().println(version == 0 ? "Done: the default stands." : "Done: version " + version + " is in force.");
        }
        return ExitCode.OK;
    }

    private void tellDry(Looked looked) {
        if (json()) {
            looked.told().effects().forEach(effect -> printJson(PolicyWords.json(effect)));
        } else {
            looked.told().print(out()::println);
            out().println("Nothing was changed.");
        }
    }

    /** In steps: nobody's sign-in waits for a thousand letters. */
    private static void tellThem(Office office, List<PolicyEffect> effects, Instant now) {
        for (int from = 0; from < effects.size(); from += TOLD_AT_ONCE) {
            List<PolicyEffect> some = effects.subList(from, Math.min(from + TOLD_AT_ONCE, effects.size()));
            office.store().<Void, RuntimeException>transact(tx -> {
                some.forEach(effect -> office.desk()
                        .notices()
                        .tell(tx, NoticeKind.KEY_POLICY_CHANGED, effect.person(), Map.of(), now));
                return null;
            });
        }
    }
}
