package org.lanyard.dist.kiosk;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.cli.PkiSurroundings;
import org.lanyard.pki.cli.StoreOptions;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreException;
import org.lanyard.session.http.Desk;
import org.lanyard.session.http.SessionService;
import org.lanyard.session.login.EndedWithCertificate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What the subcommands of {@code lanyard kiosks} share. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class KiosksSubcommand implements Callable<Integer> {
    @ParentCommand
    private KiosksCommand parent;

    @Mixin
    private StoreOptions store;

    @Spec
    private CommandSpec spec;

    /** What the office works with: the records, and who writes what was done. */
    record Bench(Store store, AuditLog audit, CertificateRegistry certificates, Desk desk) {}

    /** Does it. Throws {@link NotThereException} for what is not there. */
    abstract void run(Bench bench) throws PkiException, IOException;

    @Override
    public final Integer call() {
        CryptoProviders.install();
        try (Store records = store.open(SessionService.MIGRATIONS)) {
            AuditLog audit = new AuditLog(store.masterKey(), surroundings().random());
            CertificateRegistry certificates =
                    new CertificateRegistry(records.engine(), audit, new EndedWithCertificate(audit));
            Desk desk = Desk.of(
                    records.engine(), audit, certificates, surroundings().random());
            run(new Bench(records, audit, certificates, desk));
            out().flush();
            return ExitCode.OK.number();
        } catch (PkiException e) {
            return refuse(e.getMessage(), e.reason().hint(), ExitCode.CONFIGURATION);
        } catch (StoreException e) {
            return refuse(e.getMessage(), e.hint(), ExitCode.CONFIGURATION);
        } catch (NotThereException e) {
            return refuse(e.getMessage(), e.hint(), ExitCode.FAILED);
        } catch (IOException e) {
            return refuse("a file cannot be written: " + e.getMessage(), "Check its path and rights.", ExitCode.FAILED);
        }
    }

    private int refuse(String problem, String hint, ExitCode code) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(spec.qualifiedName() + ": " + problem);
        err.println("Hint: " + hint);
        err.flush();
        return code.number();
    }

    static NotThereException noKiosk(URI id) {
        return new NotThereException("no kiosk " + id, "`lanyard kiosks list` shows those that there are.");
    }

    final StoreOptions store() {
        return store;
    }

    final CommandSpec spec() {
        return spec;
    }

    final PkiSurroundings surroundings() {
        return parent.surroundings();
    }

    final Instant now() {
        return surroundings().clock().instant();
    }

    /** Who does it, as the audit trail names them. */
    final String actor() {
        return "cli:" + surroundings().user();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
