package org.lanyard.pki.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lanyard.pki.InputFiles;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.path.PathQuestion;
import org.lanyard.pki.path.PathValidator;
import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.parse.PemOrDer;
import org.lanyard.pki.path.revocation.CrlSet;
import org.lanyard.pki.path.revocation.GivenAnswers;
import org.lanyard.pki.path.revocation.OcspJudge;
import org.lanyard.pki.path.revocation.RevocationCheck.Unrevoked;
import org.lanyard.pki.path.revocation.RevocationMode;
import org.lanyard.pki.path.rules.Algorithms;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.StricterRule;
import org.lanyard.pki.path.rules.TrustAnchor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lanyard pki verify}: judges a certificate of whatever authority, from files alone. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Say whether a certificate is valid (exit code 0), or exactly why not (3), by which certificate and clause.",
            "Nothing is fetched: what is not in a file is not known. The certificate's file may hold its chain too."
        })
public final class PkiVerifyCommand implements Callable<Integer> {
    @ParentCommand
    private PkiCommand parent;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CERT", description = "The certificate, PEM or DER; further ones in it are untrusted.")
    private Path file;

    @Mixin
    private VerifyFiles files;

    @Mixin
    private VerifyWishes wishes;

    @Option(
            names = "--require-revocation",
            description = "Refuse unless each certificate of the path is known not to be revoked.")
    private boolean requireRevocation;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--rules", help = true, description = "List the rules that --without can let go of.")
    private boolean rules;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (rules) {
            for (StricterRule rule : StricterRule.values()) {
                out.println("%-36s  %s".formatted(rule.label(), rule.clause()));
            }
            return ExitCode.OK.number();
        }
        CryptoProviders.install();
        try {
            Unrevoked answer = judge();
            out.println(json ? VerifyAnswers.json(answer) : VerifyAnswers.text(answer));
            return ExitCode.OK.number();
        } catch (PathException refusal) {
            out.println(json ? VerifyAnswers.json(refusal) : VerifyAnswers.text(refusal));
            return ExitCode.NOT_VALID.number();
        } catch (VerifyFiles.FileException | IOException e) {
            String problem = e instanceof IOException ? "a file cannot be used: " + e.getMessage() : e.getMessage();
            return refuse(problem, "Give certificates, lists or answers in PEM or DER.", ExitCode.FAILED);
        } catch (IllegalArgumentException e) {
            return refuse(e.getMessage(), "See: lanyard pki verify --help.", ExitCode.USAGE);
        }
    }

    private Unrevoked judge() throws PathException, IOException, VerifyFiles.FileException {
        PathInputs inputs = wishes.inputs(parent.surroundings().clock().instant());
        VerifyFiles.Certificates anchors = files.anchors();
        VerifyFiles.Certificates untrusted = files.untrusted();
        PathValidator validator = PathValidator.of(
                anchors.readable().stream().map(TrustAnchor::of).toList(),
                untrusted.readable(),
                Algorithms.STRONG,
                wishes.deepest());
        RevocationMode mode = files.tellOfRevocation() ? RevocationMode.WHERE_KNOWN : RevocationMode.OFF;
        PathQuestion question = PathQuestion.of(inputs)
                .with(
                        requireRevocation ? RevocationMode.REQUIRED : mode,
                        CrlSet.of(files.lists()),
                        new GivenAnswers(files.answers(), OcspJudge.DEFAULT));
        List<byte[]> chain = PemOrDer.read(InputFiles.read(file), "CERTIFICATE");
        ParsedCertificate leaf = parsed(chain.get(0), 0);
        List<ParsedCertificate> along = new ArrayList<>();
        for (int i = 1; i < chain.size(); i++) {
            along.add(parsed(chain.get(i), i));
        }
        try {
            return validator.validate(leaf, along, question, new Budget(question.limits()));
        } catch (PathException e) {
            // Where the only way leads through a certificate that cannot be read, that is the reason.
            throw e.reason() == PathReason.NO_PATH
                    ? untrusted.unreadable().or(anchors::unreadable).orElse(e)
                    : e;
        }
    }

    private static ParsedCertificate parsed(byte[] der, int position) throws PathException {
        try {
            return ParsedCertificate.of(der);
        } catch (PathException e) {
            throw e.at(position, "unread");
        }
    }

    private int refuse(String problem, String hint, ExitCode code) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(spec.qualifiedName() + ": " + problem);
        err.println("Hint: " + hint);
        err.flush();
        return code.number();
    }
}
