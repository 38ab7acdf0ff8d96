package org.lanyard.card.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.judge.CardContents;
import org.lanyard.card.judge.CardJudge;
import org.lanyard.card.judge.CardTrust;
import org.lanyard.card.judge.Finding;
import org.lanyard.card.judge.Flaw;
import org.lanyard.card.judge.Judgement;
import org.lanyard.card.judge.KeyProof;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.CertificateContainer;
import org.lanyard.card.piv.Container;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.PivCard;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFile;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.path.parse.PathException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code card verify CARD}: judges whatever issuer's card, container by container. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Say of each container of a card whether it is good, absent, or broken and by which clause.",
            "Exit code 0: the card is good; 3: it is not. Nothing is fetched: what is not in a file is not known."
        })
public final class CardVerifyCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "CARD",
            description = "A folder with a file for each container, or the file of a software card.")
    private Path card;

    @Mixin
    private CardTrustOptions trust;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final InstantSource clock;

    public CardVerifyCommand() {
        this(InstantSource.system());
    }

    CardVerifyCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try {
            CardTrust trusted = trust.trust(clock);
            Judgement judgement = Files.isDirectory(card)
                    ? CardJudge.judge(CardFolder.read(card), trusted)
                    : ofSoftCard(SoftCardFile.load(card), trusted);
            spec.commandLine().getOut().println(json ? json(judgement) : text(judgement));
            return (judgement.isGood() ? ExitCode.OK : ExitCode.NOT_VALID).number();
        } catch (CardException e) {
            return refuse(
                    e.getMessage(), "Give a folder of containers, or a file that lanyard wrote.", ExitCode.FAILED);
        } catch (IOException | PathException e) {
            return refuse(
                    "a file cannot be used: " + e.getMessage(),
                    "Give certificates and lists in PEM or DER.",
                    ExitCode.FAILED);
        } catch (IllegalArgumentException e) {
            return refuse(e.getMessage(), "See: lanyard card verify --help.", ExitCode.USAGE);
        }
    }

    /** The card itself is at hand, so it has to show that it has the key. */
    private static Judgement ofSoftCard(SoftCard soft, CardTrust trusted) throws CardException {
        soft.powerOn(CardInterface.CONTACT);
        PivCard piv = new PivCard(command -> ResponseApdu.parse(soft.transmit(command.encode())));
        piv.select();
        CardContents contents = CardContents.read(piv);
        Judgement judgement = CardJudge.judge(contents, trusted);
        Container container = Container.CARD_AUTHENTICATION_CERTIFICATE;
        if (contents.of(container).isEmpty() || judgement.of(container).flaws().contains(Flaw.UNREADABLE)) {
            return judgement;
        }
        Optional<Flaw> flaw = KeyProof.of(
                piv,
                KeyReference.CARD_AUTHENTICATION,
                CertificateContainer.parseContent(contents.of(container).get(), TlvPolicy.FIELD),
                new SecureRandom());
        return flaw.isPresent() ? judgement.with(container, flaw.get()) : judgement;
    }

    private static String text(Judgement judgement) {
        StringBuilder text = new StringBuilder();
        judgement.findings().forEach((container, finding) -> {
            String flaws = finding.flaws().stream()
                    .map(flaw -> flaw + " (" + flaw.clause() + ")")
                    .collect(Collectors.joining(", "));
            text.append("%-32s  %s%s%n".formatted(container, state(finding), flaws.isEmpty() ? "" : ": " + flaws));
        });
        return text + (judgement.isGood() ? "The card is good." : "The card is not good.");
    }

    private static String state(Finding finding) {
        return finding.isBroken() ? "broken" : finding.present() ? "good" : "absent";
    }

    private static String json(Judgement judgement) {
        Map<String, Object> containers = new LinkedHashMap<>();
        judgement.findings().forEach((container, finding) -> {
            List<String> flaws = finding.flaws().stream().map(Flaw::name).toList();
            containers.put(container.name(), Map.of("state", state(finding), "flaws", flaws));
        });
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("good", judgement.isGood());
        whole.put("containers", containers);
        try {
            return JSON.writeValueAsString(whole);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings have a JSON form", e);
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
