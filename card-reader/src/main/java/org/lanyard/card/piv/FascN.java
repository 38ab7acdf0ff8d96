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

    /**
     * Agency, system and credential of nines; series 0, issue 1, person 0000000000, category 3, organisation 0000,
     * association 1: what a card of no federal agency has, and all of ours alike, so that it tells none from another.
     */
    public static final FascN OF_NINES = new FascN("99999999999999010000000000300001");

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

    /** The 25 bytes on the card. */
    public byte[] encode() {
        byte[] out = new byte[BYTES];
        int check = 0;
        int digit = 0;
        for (int i = 0; i < CHARACTERS; i++) {
            int character = switch (SHAPE.charAt(i)) {
                case 'd' -> digits.charAt(digit++) - '0';
                case 'S' -> START;
                case 'F' -> SEPARATOR;
                case 'E' -> END;
                default -> check;
            };
            check ^= character;
            int parity = Integer.bitCount(character) % 2 == 0 ? 1 : 0;
            for (int bit = 0; bit < 5; bit++) {
                int value = bit < 4 ? character >> bit & 1 : parity;
                int at = i * 5 + bit;
                out[at / 8] |= (byte) (value << (7 - at % 8));
            }
        }
        return out;
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
