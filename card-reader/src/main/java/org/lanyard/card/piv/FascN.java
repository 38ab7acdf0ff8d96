package org.lanyard.card.piv;

import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;

/**
 * A Federal Agency Smart Credential Number: 40 characters of 5 bits, each with odd parity, in 25 bytes (TIG SCEPACS 2.3
 * §6).
 *
 * @param digits the 32 digits without sentinels, separators and check: agency 4, system 4, credential 6, series 1,
 *     issue 1, person 10, category 1, organisation 4, association 1
 */
public record FascN(String digits) {
    public static final int BYTES = 25;

    private static final int CHARACTERS = 40;
    private static final int START = 0xB;
    private static final int SEPARATOR = 0xD;
    private static final int END = 0xF;
    /** S agency F system F credential F series F issue F person, category, organisation, association E check. */
    private static final String SHAPE = "SddddFddddFddddddFdFdFddddddddddddddddEC";

    /** Whether agency, system and credential are all nines: the card belongs to no federal agency (PIV-I). */
    public boolean isOfNines() {
        return digits.startsWith("99999999999999");
    }

    /** @throws CardException {@link CardFault#CHUID_INVALID} unless length, shape, parities and check are right */
    public static FascN parse(byte[] bytes) throws CardException {
        if (bytes.length != BYTES) {
            throw invalid("has " + bytes.length + " bytes");
        }
        StringBuilder digits = new StringBuilder(32);
        int check = 0;
        for (int i = 0; i < CHARACTERS; i++) {
            int character = character(bytes, i);
            check ^= character;
            switch (SHAPE.charAt(i)) {
                case 'd' -> {
                    if (character > 9) {
                        throw invalid("no digit at " + i);
                    }
                    digits.append(character);
                }
                case 'S' -> require(character == START, i);
                case 'F' -> require(character == SEPARATOR, i);
                case 'E' -> require(character == END, i);
                default -> require(check == 0, i);
            }
        }
        return new FascN(digits.toString());
    }

    private static void require(boolean right, int at) throws CardException {
        if (!right) {
            throw invalid("wrong at " + at);
        }
    }

    /** Four bits, the lowest first, then the parity. */
    private static int character(byte[] bytes, int index) throws CardException {
        int value = 0;
        int ones = 0;
        for (int i = 0; i < 5; i++) {
            int at = index * 5 + i;
            int bit = bytes[at / 8] >> (7 - at % 8) & 1;
            ones += bit;
            value |= i < 4 ? bit << i : 0;
        }
        if (ones % 2 == 0) {
            throw invalid("parity at " + index);
        }
        return value;
    }

    private static CardException invalid(String why) {
        return new CardException(CardFault.CHUID_INVALID, "FASC-N " + why);
    }
}
