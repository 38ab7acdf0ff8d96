package org.lanyard.dist.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lanyard.card.pcsc.PcscConfig;
import org.lanyard.card.pcsc.PcscReader;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.softcard.SoftCardFactory;
import org.lanyard.dist.office.OfficeException;
import picocli.CommandLine.Option;

/** Where cards are written, and what is printed for them. */
final class IssueOptions {
    private static final int CARD_YEARS = 6;

    @Option(
            names = "--reader",
            paramLabel = "NAME",
            description = "A card reader, by a part of its PC/SC name; repeat it to use several at once.")
    private List<String> readers = new ArrayList<>();

    @Option(
            names = "--soft-cards",
            paramLabel = "DIR",
            description = "Make software cards in this folder instead, each in a file of its number.")
    private Path softCards;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many software cards at once (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            defaultValue = "P_256",
            description = "Of the card's keys: P_256, P_384, RSA_2048 or RSA_3072 (default: ${DEFAULT-VALUE}).")
    private AlgorithmId algorithm;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "What you call the delivery that the cards are of, so that all of it can be found again.")
    private String label;

    @Option(
            names = "--mailers",
            paramLabel = "DIR",
            description =
                    "Write a letter with each card's PIN here, to print and close. Without it nobody ever knows the"
                            + " PINs, and lanyard card unblock sets one.")
    private Path mailers;

    @Option(
            names = "--sheet",
            paramLabel = "FILE",
            description = "Write a list of names and card numbers here, for whoever hands the cards out.")
    private Path sheet;

    AlgorithmId algorithm() {
        return algorithm;
    }

    Optional<String> label() {
        return Optional.ofNullable(label);
    }

    Optional<Path> mailers() {
        return Optional.ofNullable(mailers);
    }

    Optional<Path> sheet() {
        return Optional.ofNullable(sheet);
    }

    /** The slots that the options name. */
    List<CardSlot> slots(SecureRandom random, Instant now, Consumer<String> tell, int jobs)
            throws OfficeException, IOException {
        if ((softCards == null) == readers.isEmpty()) {
            throw new OfficeException("there is nothing to write to, or too much", "Give --reader, or --soft-cards.");
        }
        List<CardSlot> slots = new ArrayList<>();
        if (softCards == null) {
            for (String reader : readers) {
                slots.add(new ReaderSlot(new PcscReader(PcscConfig.FIRST_READER.withReader(reader)), tell));
            }
            return slots;
        }
        ownersAlone(softCards);
        LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC).plusYears(CARD_YEARS);
        for (int i = 0; i < Math.max(1, Math.min(parallel, jobs)); i++) {
            slots.add(new SoftSlot(softCards, new SoftCardFactory(random, last), "soft " + (i + 1)));
        }
        return slots;
    }

    /** A folder that nobody but its owner may look into. */
    static void ownersAlone(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }
}
