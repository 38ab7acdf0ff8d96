package org.lanyard.pki.cli;

import java.util.ArrayList;
import java.util.List;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.mass.MassRun;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the subcommands of {@code lanyard pki} share. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class PkiSubcommand extends Subcommand {
    @Override
    final PkiSurroundings surroundings() {
        return pki().surroundings();
    }

    final PkiCommand.Followed followed() {
        return pki().followed();
    }

    /** The store with what follows a revocation. */
    final Store openFollowed() throws PkiException {
        List<String> migrations = new ArrayList<>(List.of("pki"));
        migrations.addAll(followed().migrations());
        return store().open(migrations.toArray(new String[0]));
    }

    /** Its records, with who is told of a revocation. */
    final CertificateRegistry registry(Store records, AuditLog audit) {
        return new CertificateRegistry(
                records.engine(), audit, followed().follower().apply(audit));
    }

    /** Its mass actions. */
    final MassRun massRun(Store records, AuditLog audit) {
        return new MassRun(
                records,
                registry(records, audit),
                audit,
                surroundings().clock(),
                surroundings().random());
    }

    /** The command above, however many there are in between. */
    private PkiCommand pki() {
        CommandLine above = spec().commandLine();
        while (!(above.getCommand() instanceof PkiCommand)) {
            above = above.getParent();
        }
        return above.getCommand();
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
                    TOKEN_UNUSABLE,
                    TOKEN_PIN_WRONG,
                    WRAPPED_SECRET_ALTERED,
                    AUTHORITY_MISSING,
                    AUTHORITY_BROKEN,
                    AUTHORITY_UNFINISHED,
                    STORE_FAILED,
                    BACKUP_FILE_UNUSABLE,
                    BACKUP_KEY_WRONG,
                    RESTORE_TARGET_IN_USE,
                    CONFIGURATION_UNREADABLE,
                    CONFIGURATION_INVALID,
                    PROFILE_UNSAFE -> ExitCode.CONFIGURATION;
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
                    CERTIFICATE_REVOKED,
                    CERTIFICATE_STATUS_UNKNOWN,
                    PATH_REFUSED,
                    REQUEST_MALFORMED,
                    PROOF_OF_POSSESSION_FAILED,
                    SUBJECT_NOT_FOR_PROFILE,
                    VALIDITY_NOT_ALLOWED,
                    LINT_FAILED,
                    LINT_TOKEN_SPENT,
                    SIGNING_FAILED,
                    ROOT_NOT_OURS,
                    TRANSCRIPT_INVALID,
                    AUTHORITY_UNKNOWN,
                    MASS_NOT_CONFIRMED,
                    MASS_SCOPE_EMPTY,
                    MASS_JOB_UNKNOWN,
                    APPROVAL_NEEDED,
                    APPROVAL_UNKNOWN,
                    APPROVAL_OWN,
                    AUTHORITY_LABEL_TAKEN,
                    AUTHORITY_NOT_ACTIVE,
                    AUTHORITY_NOT_RETIRED,
                    CERTIFICATE_UNKNOWN,
                    CERTIFICATE_AMBIGUOUS,
                    CERTIFICATE_NOT_HELD,
                    CERTIFICATE_NOT_RENEWABLE,
                    CERTIFICATE_REVOKED_MEANWHILE,
                    LIST_BASE_MISSING,
                    LIST_MISSING,
                    OUTPUT_EXISTS,
                    OUTPUT_UNWRITABLE,
                    LIST_MALFORMED,
                    LIST_NUMBER_NOT_HIGHER,
                    LIST_CONTENDED,
                    STATUS_REQUEST_MALFORMED,
                    ENROLMENT_REFUSED,
                    ENROLMENT_NAME_DIFFERS,
                    BACKUP_DAMAGED,
                    BACKUP_TOO_NEW -> ExitCode.FAILED;
        };
    }
}
