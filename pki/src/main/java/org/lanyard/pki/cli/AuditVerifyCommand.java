package org.lanyard.pki.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lanyard.pki.InputFiles;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditReport;
import org.lanyard.pki.audit.AuditVerifier;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanyard audit verify}: reads the whole trail and says what is wrong with it. */
@Command(
        name = "verify",
        description = {
            "Read the whole audit trail, beside the running service if there is one, and name the first row that",
            "was changed or taken out, the rows that are not sealed yet, and a tail that was cut off."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the trail is whole", "1:something is wrong with it", "78:it cannot be read"})
public final class AuditVerifyCommand implements Callable<Integer> {
    @Mixin
    private StoreOptions options;

    @Option(
            names = "--heads",
            paramLabel = "FILE",
            description = "The signed heads, best a copy that was kept elsewhere (default: audit-heads in --data).")
    private Path heads;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The sealer's public key (PEM), kept from an earlier look; then no master key is needed.")
    private Path key;

    @Option(names = "--json", description = "Print the report as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (Store store = options.open("pki")) {
            AuditReport report = verifier(store).verify();
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? AuditReports.json(report) : AuditReports.text(report));
            out.flush();
            return (report.whole() ? ExitCode.OK : ExitCode.FAILED).number();
        } catch (StoreException e) {
            return refuse(e.getMessage(), e.hint());
        } catch (PkiException e) {
            return refuse(e.getMessage(), e.reason().hint());
        } catch (IOException | UncheckedIOException e) {
            return refuse("a file cannot be read: " + e.getMessage(), "Check --heads and --key.");
        }
    }

    private AuditVerifier verifier(Store store) throws PkiException, IOException {
        Optional<Path> file = Optional.ofNullable(heads)
                .or(() -> Optional.ofNullable(options.data())
                        .map(folder -> folder.resolve(StoreOptions.AUDIT_HEADS_FILE))
                        .filter(Files::exists));
        if (heads != null && !Files.exists(heads)) {
            throw new IOException("there is no file " + heads);
        }
        return key == null
                ? AuditVerifier.with(options.masterKey(), store, file)
                : AuditVerifier.with(publicKey(key), store, file);
    }

    private static PublicKey publicKey(Path file) throws PkiException, IOException {
        String text = new String(InputFiles.read(file), StandardCharsets.US_ASCII);
        try {
            String body =
                    text.replaceAll("-----(?:BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
            return KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new PkiException(PkiReason.KEY_FILE_UNREADABLE, file + " is not a public key", e);
        }
    }

    private int refuse(String problem, String hint) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("audit verify: " + problem);
        if (!hint.isEmpty()) {
            err.println("Hint: " + hint);
        }
        err.flush();
        return ExitCode.CONFIGURATION.number();
    }
}
