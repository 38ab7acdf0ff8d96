package org.lanyard.card.apdu;

import java.util.OptionalInt;

/** SW1-SW2 of a response (ISO/IEC 7816-4 §5.6). */
public record StatusWord(int value) {
    public static final StatusWord SUCCESS = new StatusWord(0x9000);
    public static final StatusWord MEMORY_FAILURE = new StatusWord(0x6581);
    public static final StatusWord WRONG_LENGTH = new StatusWord(0x6700);
    public static final StatusWord CHAINING_NOT_SUPPORTED = new StatusWord(0x6884);
    public static final StatusWord LAST_COMMAND_EXPECTED = new StatusWord(0x6883);
    public static final StatusWord SECURITY_STATUS_NOT_SATISFIED = new StatusWord(0x6982);
    public static final StatusWord AUTHENTICATION_BLOCKED = new StatusWord(0x6983);
    public static final StatusWord CONDITIONS_NOT_SATISFIED = new StatusWord(0x6985);
    public static final StatusWord WRONG_DATA = new StatusWord(0x6A80);
    public static final StatusWord FUNCTION_NOT_SUPPORTED = new StatusWord(0x6A81);
    public static final StatusWord NOT_FOUND = new StatusWord(0x6A82);
    public static final StatusWord NO_ROOM = new StatusWord(0x6A84);
    public static final StatusWord WRONG_P1_P2 = new StatusWord(0x6A86);
    public static final StatusWord REFERENCE_NOT_FOUND = new StatusWord(0x6A88);
    public static final StatusWord INSTRUCTION_NOT_SUPPORTED = new StatusWord(0x6D00);
    public static final StatusWord CLASS_NOT_SUPPORTED = new StatusWord(0x6E00);

    public StatusWord {
        if (value < 0 || value > 0xFFFF) {
            throw new IllegalArgumentException("a status word has two bytes");
        }
    }

    /** 61xx: {@code available} more bytes wait, 256 or more are told as 256. */
    public static StatusWord moreData(int available) {
        return new StatusWord(0x6100 | (available >= 0x100 ? 0 : available));
    }

    /** 6Cxx: ask again with this Le, 1 to 256. */
    public static StatusWord exactLe(int le) {
        return new StatusWord(0x6C00 | (le & 0xFF));
    }

    /** 63Cx: verification failed, {@code tries} left (0 to 15). */
    public static StatusWord triesLeft(int tries) {
        return new StatusWord(0x63C0 | Math.min(tries, 0xF));
    }

    public int sw1() {
        return value >> 8;
    }

    public int sw2() {
        return value & 0xFF;
    }

    public boolean isSuccess() {
        return value == 0x9000;
    }

    /** 61xx: success so far, and {@link #announced()} more bytes can be fetched by GET RESPONSE. */
    public boolean isMoreData() {
        return sw1() == 0x61;
    }

    /** 6Cxx: nothing was done, the command wants {@link #announced()} as its Le. */
    public boolean isWrongLe() {
        return sw1() == 0x6C;
    }

    /** The count in SW2 of 61xx and 6Cxx: 1 to 256, where 00 stands for 256. */
    public int announced() {
        return sw2() == 0 ? 0x100 : sw2();
    }

    /** The counter in 63Cx. */
    public OptionalInt triesLeft() {
        return (value & 0xFFF0) == 0x63C0 ? OptionalInt.of(value & 0xF) : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return String.format("%04X", value);
    }
}
