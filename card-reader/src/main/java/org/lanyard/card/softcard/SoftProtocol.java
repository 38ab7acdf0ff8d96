package org.lanyard.card.softcard;

import java.util.HexFormat;
import org.lanyard.card.pcsc.CardInterface;

/** The transmission protocol that a software card speaks on its contacts; by radio every card looks like T=1. */
public enum SoftProtocol {
    /**
     * T=0: a response to a command with data is always fetched by GET RESPONSE. Historical bytes: card capabilities
     * with command chaining, without extended lengths (ISO/IEC 7816-4 §12.1.1.9).
     */
    T0("3B05" + "8073000080"),
    /** T=1, the same historical bytes, and the check byte that T=1 wants. */
    T1("3B8501" + "8073000080" + "F7");

    /** As PC/SC part 3 §3.1.3.2.3 builds it for a card by radio: 3B 8n 80 01, historical bytes, check byte. */
    private static final String CONTACTLESS = "3B858001" + "8073000080" + "77";

    private final String atr;

    SoftProtocol(String atr) {
        this.atr = atr;
    }

    byte[] atr(CardInterface on) {
        return HexFormat.of().parseHex(on == CardInterface.CONTACTLESS ? CONTACTLESS : atr);
    }
}
