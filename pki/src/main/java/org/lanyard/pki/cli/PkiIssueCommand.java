package org.lanyard.pki.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.pki.InputFiles;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.CertificateRequest;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.ca.KeyFileIssuance;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code lanyard pki issue}: one certificate, for a request or a public key. */
@Command(
        name = "issue",
        description = {
            "Issue one certificate and print it in PEM. The name comes from these options, never from the request:"
                    + " a request proves that its sender has the key, not who they are."
        })
public final class PkiIssueCommand extends PkiSubcommand {
    @Mixin
    private AuthorityOptions authority;

    @Option(
            names = "--profile",
            required = true,
            paramLabel = "PROFILE",
            description = "One of: ${COMPLETION-CANDIDATES}.",
            converter = ProfileConverter.class,
            completionCandidates = ProfileConverter.Labels.class)
    private Profile profile;

    @ArgGroup(multiplicity = "1")
    private Key key;

    @ArgGroup(multiplicity = "1")
    private Name name;

    @Option(names = "--days", paramLabel = "N", description = "How long it is valid (default: the profile's).")
    private Integer days;

    @Option(
            names = "--batch",
            paramLabel = "LABEL",
            description = "What you call the delivery that a card came with, so that all of it can be found again.")
    private String batch;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the certificate to this new file instead of printing it.")
    private Path file;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private static final class Key {
        @Option(
                names = "--csr",
                paramLabel = "FILE",
                description = "A PKCS#10 request, PEM or DER; its signature is checked.")
        private Path request;

        @Option(
                names = "--public-key",
                paramLabel = "FILE",
                description = "A public key, PEM or DER, which you answer for: nothing proves who has its other half.")
        private Path publicKey;

        @ArgGroup(exclusive = false)
        private NewKey made;
    }

    private static final class NewKey {
        @Option(
                names = "--new-key",
                required = true,
                paramLabel = "FILE",
                description = "Make a P-256 key here and keep it, with its certificates, in this new PKCS#12 file:"
                        + " what a service of this machine needs.")
        private Path file;

        @Option(
                names = "--new-key-passphrase-file",
                paramLabel = "FILE",
                description = "A file whose first line is that file's passphrase. Without it you are asked.")
        private Path passphraseFile;
    }

    private static final class Name {
        @Option(names = "--card", paramLabel = "UUID", description = "The card's id.")
        private UUID card;

        @Option(names = "--uri", paramLabel = "URI", description = "The kiosk's or service's URI.")
        private URI uri;

        @Option(names = "--host", paramLabel = "NAME", description = "A server's host name; may be repeated.")
        private List<String> hosts;
    }

    @Override
    void run() throws PkiException, IOException {
        SubjectName subject = subject();
        Optional<PublicKey> theirs = key.made == null ? Optional.of(publicKey()) : Optional.empty();
        try (NewFile output = file == null ? null : NewFile.open(file);
                Store records = store().open("pki")) {
            Authority opened = authority.open(store(), records, store().masterKey(), surroundings());
            Optional<Duration> validity = Optional.ofNullable(days).map(Duration::ofDays);
            X509Certificate certificate = theirs.isPresent()
                    ? opened.issue(
                            new IssuanceRequest(profile, theirs.get(), subject, validity, Optional.ofNullable(batch)),
                            actor())
                    : new KeyFileIssuance(opened, surroundings().random())
                            .create(key.made.file, passphraseOfNewKey(), profile, subject, validity, actor());
            tell(records, certificate, output);
        }
    }

    private void tell(Store records, X509Certificate certificate, NewFile output) throws PkiException {
        String pem = CertificateReader.pem(certificate);
        if (output != null) {
            output.write(pem);
        }
        boolean kept = output != null || key.made != null;
        if (json) {
            Instant now = surroundings().clock().instant();
            ObjectNode told = CertificateRows.node(records, CertificateId.of(certificate), now);
            out().println(kept ? told : told.put("certificate", pem));
            return;
        }
        if (!kept) {
            out().print(pem);
            return;
        }
        out().println("Issued " + certificate.getSerialNumber().toString(16) + ", until "
                + certificate.getNotAfter().toInstant());
    }

    private Passphrase passphraseOfNewKey() {
        return AuthorityOptions.passphrase(
                spec(),
                key.made.passphraseFile,
                null,
                "New passphrase for " + key.made.file.getFileName(),
                surroundings(),
                true);
    }

    private PublicKey publicKey() throws PkiException, IOException {
        return key.request != null
                ? CertificateRequest.provenKey(InputFiles.read(key.request))
                : CertificateRequest.unprovenKey(InputFiles.read(key.publicKey));
    }

    private SubjectName subject() throws PkiException {
        SubjectName subject;
        try {
            if (name.card != null) {
                subject = new SubjectName.Card(name.card);
            } else if (name.uri != null) {
                subject = new SubjectName.Service(name.uri);
            } else {
                subject = new SubjectName.Hosts(name.hosts);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), e.getMessage());
        }
        if (!profile.takes(subject)) {
            throw new PkiException(PkiReason.SUBJECT_NOT_FOR_PROFILE, profile.label() + " and " + subject.text());
        }
        return subject;
    }
}
