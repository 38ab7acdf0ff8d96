package org.lanyard.pki.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.est.Enrolment;
import org.lanyard.pki.est.EnrolmentToken;
import org.lanyard.pki.est.EnrolmentTokens;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code lanyard pki token}: lets one kiosk or server enrol by itself. */
@Command(
        name = "token",
        description = "Make a one-time token with which a kiosk or a server gets its first certificate over EST. It is"
                + " printed once; the store keeps only its hash.")
public final class PkiTokenCommand extends PkiSubcommand {
    private static final int MOST_HOURS = 30 * 24;

    @Option(
            names = "--profile",
            required = true,
            paramLabel = "PROFILE",
            description = "What for: kiosk, webauthn-service, tls-server or admin.",
            converter = ProfileConverter.class)
    private Profile profile;

    @ArgGroup(multiplicity = "1")
    private Name name;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "24",
            description = "For how long it may be used, 1 to 720 (default: ${DEFAULT-VALUE}).")
    private int hours;

    @Option(
            names = "--authority",
            paramLabel = "LABEL",
            defaultValue = AuthorityRow.MAIN,
            description = "Which of several issuing authorities (default: ${DEFAULT-VALUE}).")
    private String label;

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    private static final class Name {
        @Option(names = "--uri", paramLabel = "URI", description = "The kiosk's or service's URI.")
        private URI uri;

        @Option(names = "--host", paramLabel = "NAME", description = "A server's host name; may be repeated.")
        private List<String> hosts;
    }

    @Override
    void run() throws PkiException {
        if (hours < 1 || hours > MOST_HOURS) {
            throw new ParameterException(spec().commandLine(), "--hours is 1 to " + MOST_HOURS);
        }
        Enrolment allowed = Enrolment.of(label, profile, subject());
        MasterKey master = store().masterKey();
        Instant now = surroundings().clock().instant();
        try (Store records = store().open("pki")) {
            if (records.read(handle -> AuthorityRegister.active(handle, label)).isEmpty()) {
                throw new PkiException(PkiReason.AUTHORITY_UNKNOWN, label);
            }
            EnrolmentTokens tokens = new EnrolmentTokens(
                    new AuditLog(master, surroundings().random()),
                    surroundings().random());
            EnrolmentToken token =
                    records.transact(tx -> tokens.create(tx, allowed, now, Duration.ofHours(hours), actor()));
            tell(token, allowed, now.plus(Duration.ofHours(hours)));
        }
    }

    private void tell(EnrolmentToken token, Enrolment allowed, Instant until) {
        if (json) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("token", token.reveal())
                    .put("profile", allowed.profile().label())
                    .put("subject", allowed.name().text())
                    .put("expires", until.toString());
            out().println(node);
            return;
        }
        out().println(token.reveal());
        out().println();
        out().println("For one certificate " + allowed.profile().label() + ", "
                + allowed.name().text() + ", until " + until + ".");
        out().println("It is not shown again. Whoever has it gets that certificate.");
    }

    private SubjectName subject() {
        try {
            return name.uri != null ? new SubjectName.Service(name.uri) : new SubjectName.Hosts(name.hosts);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), e.getMessage());
        }
    }
}
