package org.lanyard.card.pcsc;

import org.lanyard.card.testing.Pcscd;

/** Another program: holds the card exclusively until its standard input ends. */
final class CardHolder {
    private CardHolder() {}

    public static void main(String[] arguments) throws Exception {
        try (PcscReader reader = new PcscReader(PcscConfig.FIRST_READER.withReader(Pcscd.READER));
                CardConnection connection = reader.connect()) {
            System.out.println("holds " + connection.atr().length);
            System.in.read();
        }
    }
}
