package org.lanyard.card.testing;

import java.io.IOException;
import java.nio.file.Path;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.PcscConfig;
import org.lanyard.card.pcsc.PcscReader;

/** Another program: holds the card exclusively until its standard input ends. */
public final class CardHolder {
    private CardHolder() {}

    /** A process of its own, whose first line says that it holds the card. */
    public static Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        CardHolder.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        try (PcscReader reader = new PcscReader(PcscConfig.FIRST_READER.withReader(Pcscd.READER));
                CardConnection connection = reader.connect()) {
            System.out.println("holds " + connection.atr().length);
            System.in.read();
        }
    }
}
