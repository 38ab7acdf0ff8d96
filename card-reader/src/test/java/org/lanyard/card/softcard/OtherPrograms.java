package org.lanyard.card.softcard;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.testing.Pcscd;
import org.lanyard.vectors.RealPart;

/** Programs of others that speak to a card in the first virtual reader. */
final class OtherPrograms {
    private static final long MOST_SECONDS = 60;

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    /** What a program said, and how it ended. */
    record Outcome(int code, String text) {}

    /** @param folder for what they write */
    OtherPrograms(Path folder) {
        this.folder = folder;
    }

    /** Skips the calling test, or fails it on CI, unless all of these are installed. */
    static void require(String... programs) {
        for (String program : programs) {
            RealPart.require(
                    program,
                    Files.isExecutable(Path.of("/usr/bin", program)),
                    "As root: apt-get install opensc yubico-piv-tool openssl");
        }
    }

    /** For all programs from now on. */
    void set(String variable, String value) {
        environment.put(variable, value);
    }

    Outcome run(String... command) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertTrue(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), () -> String.join(" ", command));
        return new Outcome(process.exitValue(), Files.readString(out, StandardCharsets.ISO_8859_1));
    }

    Outcome yubico(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("yubico-piv-tool", "-r", "Virtual"));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    static void assertSays(Outcome outcome, String... parts) {
        for (String part : parts) {
            assertTrue(outcome.text().contains(part), () -> "no \"" + part + "\" in\n" + outcome.text());
        }
        assertEquals(0, outcome.code(), outcome.text());
    }

    VpcdCard insert(SoftCard card) throws Exception {
        VpcdCard inserted = VpcdCard.insert(card, CardInterface.CONTACT, Pcscd.PORT);
        await().until(this::holdsCard);
        return inserted;
    }

    void awaitEmptyReader() {
        await().until(() -> !holdsCard());
    }

    private boolean holdsCard() {
        try {
            return run("opensc-tool", "--reader", "0", "--atr").code() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
