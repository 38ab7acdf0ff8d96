package org.lanyard.pki.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What the subcommands of {@code lanyard pki} share: where things are, how errors look, what the shell is told. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class PkiSubcommand implements Callable<Integer> {
    @ParentCommand
    private PkiCommand parent;

    @Mixin
    private StoreOptions store;

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() {
        CryptoProviders.install();
        try {
            run();
            spec.commandLine().getOut().flush();
            return ExitCode.OK.number();
        } catch (PkiException e) {
            return refuse(e.getMessage(), e.reason().hint(), exitCode(e.reason()));
        } catch (StoreException e) {
            return refuse(e.getMessage(), e.hint(), ExitCode.CONFIGURATION);
        } catch (IOException e) {
            return refuse(
                    "a file cannot be used: " + e.getMessage(), "Check its path and its rights.", ExitCode.FAILED);
        }
    }

    abstract void run() throws PkiException, IOException;

    final StoreOptions store() {
        return store;
    }

    final PkiSurroundings surroundings() {
        return parent.surroundings();
    }

    final PkiCommand.Followed followed() {
        return parent.followed();
    }

    final CommandSpec spec() {
        return spec;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Who does it, as the records and the audit trail name them. */
    final String actor() {
        return "cli:" + surroundings().user();
    }

    private int refuse(String problem, String hint, ExitCode code) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(spec.qualifiedName() + ": " + problem);
        if (!hint.isEmpty()) {
            err.println("Hint: " + hint);
        }
        err.flush();
        return code.number();
    }

    /** Every reason has a code; a new reason does not compile until it has one. */
    static ExitCode exitCode(PkiReason reason) {
        return switch (reason) {
            case KEY_FILE_UNREADABLE,
                    KEY_FILE_UNWRITABLE,
                    PASSPHRASE_MISSING,
                    PASSPHRASE_EXPOSED,
                    PASSPHRASE_WRONG,
                    PASSPHRASES_DIFFER,
                    WRAPPED_SECRET_ALTERED,
                    AUTHORITY_MISSING,
                    AUTHORITY_BROKEN,
                    STORE_FAILED,
                    CONFIGURATION_UNREADABLE,
                    CONFIGURATION_INVALID -> ExitCode.CONFIGURATION;
            case KEY_FILE_EXISTS,
                    CERTIFICATE_MALFORMED,
                    ISSUER_NOT_TRUSTED,
                    ISSUER_NOT_VALID,
                    SIGNATURE_ALGORITHM_NOT_ALLOWED,
                    SIGNATURE_INVALID,
                    CERTIFICATE_NOT_YET_VALID,
                    CERTIFICATE_EXPIRED,
                    CRITICAL_EXTENSION_UNKNOWN,
                    LEAF_IS_AUTHORITY,
                    LEAF_HAS_NAME_CONSTRAINTS,
                    KEY_USAGE_NOT_FOR_SIGNATURES,
                    KEY_NOT_ALLOWED,
                    POLICY_NOT_OURS,
                    POLICY_AMBIGUOUS,
                    EXTENDED_KEY_USAGE_NOT_FOR_PROFILE,
                    NAME_NOT_FOR_PROFILE,
                    KEY_IDENTIFIER_MISSING,
                    REQUEST_MALFORMED,
                    PROOF_OF_POSSESSION_FAILED,
                    SUBJECT_NOT_FOR_PROFILE,
                    VALIDITY_NOT_ALLOWED,
                    LINT_FAILED,
                    LINT_TOKEN_SPENT,
                    SIGNING_FAILED,
                    AUTHORITY_UNKNOWN,
                    AUTHORITY_LABEL_TAKEN,
                    AUTHORITY_NOT_ACTIVE,
                    CERTIFICATE_UNKNOWN,
                    CERTIFICATE_AMBIGUOUS,
                    CERTIFICATE_NOT_HELD,
                    CERTIFICATE_REVOKED_MEANWHILE,
                    LIST_BASE_MISSING,
                    LIST_MALFORMED,
                    LIST_NUMBER_NOT_HIGHER,
                    LIST_CONTENDED,
                    STATUS_REQUEST_MALFORMED,
                    ENROLMENT_REFUSED,
                    ENROLMENT_NAME_DIFFERS -> ExitCode.FAILED;
        };
    }
}
