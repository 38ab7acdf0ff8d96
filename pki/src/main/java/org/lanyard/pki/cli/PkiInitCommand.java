package org.lanyard.pki.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authorities;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.ca.AuthoritySettings;
import org.lanyard.pki.ca.NewKeys;
import org.lanyard.pki.ca.RootOffice;
import org.lanyard.pki.ceremony.Ceremony;
import org.lanyard.pki.keystore.KeyToken;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code lanyard pki init}: makes the root, the issuing authority, and what the records need. */
@Command(
        name = "init",
        description = {
            "Make an authority: a root key (P-384) to be kept off this machine, and an issuing key (P-256) that the"
                    + " service works with. Nothing that is there already is overwritten."
        })
public final class PkiInitCommand extends PkiSubcommand {
    @Mixin
    private AuthorityOptions authority;

    @Option(
            names = "--root-passphrase-file",
            paramLabel = "FILE",
            description = "A file whose first line is the passphrase of the root key; best not the issuing key's.")
    private Path rootPassphraseFile;

    @Option(
            names = "--root-passphrase-env",
            paramLabel = "NAME",
            description = "An environment variable that holds it. Without either you are asked.")
    private String rootPassphraseVariable;

    @Option(
            names = "--token-library",
            paramLabel = "FILE",
            description = "Make the issuing key in a PKCS#11 token, which it never leaves: its maker's library …")
    private Path tokenLibrary;

    @Option(names = "--token-label", paramLabel = "LABEL", description = "… and what the token is called.")
    private String tokenLabel;

    @Override
    void run() throws PkiException, IOException {
        PkiSurroundings here = surroundings();
        Path folder = authority.folder(store());
        Passphrase forRoot = AuthorityOptions.passphrase(
                spec(), rootPassphraseFile, rootPassphraseVariable, "New passphrase for the root key", here, true);
        Optional<AuthoritySettings.Token> token = token();
        Passphrase forIssuing = token.isPresent() ? authority.pin(here) : authority.passphrase(here, true);
        // The issuing key is opened again below; whoever types is asked once for each, the root's first.
        try (KeptPassphrase keptRoot = new KeptPassphrase(forRoot).read();
                KeptPassphrase kept = new KeptPassphrase(forIssuing).read();
                UnfinishedInit unfinished = UnfinishedInit.begin(folder)) {
            NewKeys place = place(token, kept.passphrase());
            AuthorityDirectory directory = AuthorityDirectory.init(
                    folder, keptRoot.passphrase(), place, authority.arc(), here.clock(), here.random());
            if (token.isPresent()) {
                directory.rememberToken(token.get());
            }
            MasterKey master = MasterKey.openOrCreate(store().masterKeyFile(), here.random());
            try (Store records = store().openOrCreate("pki")) {
                Authorities authorities = new Authorities(
                        records,
                        directory,
                        directory.keys(kept.passphrase(), kept.passphrase()),
                        authority.rules(store()),
                        here.clock(),
                        here.random(),
                        new AuditLog(master, here.random()));
                unfinished.comesIntoStore();
                authorities.register(authority.label(), place);
                // While its key is at hand: the root's first list, and what it certified.
                new Ceremony(
                                records,
                                RootOffice.open(
                                        directory,
                                        directory.rootKeyFile(),
                                        keptRoot.passphrase(),
                                        authority.arc(),
                                        here.random()),
                                here.clock(),
                                new AuditLog(master, here.random()),
                                Sittings.of(spec(), actor(), "a new authority"))
                        .publish();
                unfinished.done();
                tell(directory, authorities.of(authority.label()));
            }
        }
    }

    private Optional<AuthoritySettings.Token> token() {
        if ((tokenLibrary == null) != (tokenLabel == null)) {
            throw new ParameterException(
                    spec().commandLine(), "--token-library and --token-label go together, or neither is given.");
        }
        try {
            return Optional.ofNullable(tokenLibrary)
                    .map(library -> new AuthoritySettings.Token(library.toAbsolutePath(), tokenLabel));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), "--token-label: " + e.getMessage());
        }
    }

    private static NewKeys place(Optional<AuthoritySettings.Token> token, Passphrase passphrase) throws PkiException {
        return token.isPresent()
                ? new NewKeys.InToken(
                        KeyToken.open(token.get().library(), token.get().label(), passphrase))
                : new NewKeys.InFiles(passphrase);
    }

    private void tell(AuthorityDirectory directory, Authority opened) throws PkiException {
        PrintWriter out = out();
        out.println("Root:     " + line(opened.root()));
        out.println("Issuing:  " + line(opened.certificate()));
        out.println("Id:       " + opened.id());
        out.println();
        out.println("Now move " + directory.rootKeyFile() + " to a safe place off this machine, with a copy");
        out.println("elsewhere: the service works without it, and whoever has it can issue in your name.");
    }

    private static String line(X509Certificate certificate) throws PkiException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return certificate.getSubjectX500Principal().getName() + ", until "
                    + certificate.getNotAfter().toInstant() + ", SHA-256 "
                    + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "", e);
        }
    }
}
