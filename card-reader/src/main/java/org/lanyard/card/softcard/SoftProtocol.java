package org.lanyard.card.softcard;

import java.util.HexFormat;
import org.lanyard.card.pcsc.CardInterface;

/** The transmission protocol that a software card speaks on its contacts; by radio every card looks like T=1. */
public enum SoftProtocol {
    /** T=0: a response to a command with data is always fetched by GET RESPONSE. It carries no extended lengths. */
    T0,
    T1;

    /** Five historical bytes: card capabilities with command chaining (ISO/IEC 7816-4 §12.1.1.9). */
    private static final String CHAINING = "8073000080";

    /** The same, with extended Lc and Le. */
    private static final String EXTENDED = "80730000C0";

    /** The answer to reset, with the check byte that every protocol but T=0 wants. */
    byte[] atr(CardInterface on, boolean extendedLengths) {
        boolean t0 = this == T0 && on == CardInterface.CONTACT;
        // By radio as PC/SC part 3 §3.1.3.2.3 builds it: 3B 8n 80 01, historical bytes, check byte.
        String start = on == CardInterface.CONTACTLESS ? "3B858001" : t0 ? "3B05" : "3B8501";
        byte[] atr = HexFormat.of().parseHex(start + (extendedLengths && !t0 ? EXTENDED : CHAINING) + (t0 ? "" : "00"));
        for (int i = 1; !t0 && i < atr.length - 1; i++) {
            atr[atr.length - 1] ^= atr[i];
        }
        return atr;
    }
}
