package org.lanyard.pki.cli;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.revocation.RevocationFollower;
import picocli.CommandLine.Command;

/** {@code lanyard pki}: the authority and its certificates. */
@Command(
        name = "pki",
        description = "The certificate authority: make it, issue, look up and revoke.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PkiInitCommand.class,
            PkiIssueCommand.class,
            PkiListCommand.class,
            PkiShowCommand.class,
            PkiSuspendCommand.class,
            PkiReleaseCommand.class,
            PkiRevokeCommand.class,
            PkiRenewCommand.class,
            PkiMassCommand.class,
            PkiApproveCommand.class,
            PkiCompromiseCommand.class,
            PkiCrlCommand.class,
            PkiTokenCommand.class,
            PkiProfilesCommand.class,
            PkiAuthorityCommand.class,
            PkiCeremonyCommand.class,
            PkiVerifyCommand.class
        })
public final class PkiCommand {
    private final PkiSurroundings surroundings;
    private final Followed followed;

    /**
     * Who is told of a revocation, in its transaction.
     *
     * @param migrations what the store has to know for that, beside the certificates
     * @param follower made with the trail that it writes to
     */
    public record Followed(List<String> migrations, Function<AuditLog, RevocationFollower> follower) {
        /** Where the store keeps nothing but certificates. */
        public static final Followed BY_NOBODY = new Followed(List.of(), audit -> RevocationFollower.NOBODY);

        public Followed {
            migrations = List.copyOf(migrations);
            Objects.requireNonNull(follower, "follower");
        }
    }

    /** With a clock and a terminal of the caller's. */
    public PkiCommand(PkiSurroundings surroundings, Followed followed) {
        this.surroundings = Objects.requireNonNull(surroundings, "surroundings");
        this.followed = Objects.requireNonNull(followed, "followed");
    }

    Followed followed() {
        return followed;
    }

    PkiSurroundings surroundings() {
        return surroundings;
    }
}
