package org.lanyard.card.softcard;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The faults of a software card, as switches for tests: they are combined by {@code with…}. What lasts longer than a
 * conversation (a blocked PIN, counters, T=0, no extended lengths) is a trait of the card: see {@link SoftCard}.
 *
 * @param delay how long an answer takes on top
 * @param slowInstruction the one instruction that is slow; absent where all are
 * @param pulledOut the card leaves the reader instead of answering the command with this number, from 1, counted since
 *     {@link SoftCard#setFaults}
 * @param afterTheEffect whether it leaves after the command has done its work, so that its memory keeps the effect
 * @param lie how it answers wrongly
 * @param lieFrom the command, from 1, with which the lies begin
 */
public record SoftFaults(
        Duration delay,
        OptionalInt slowInstruction,
        OptionalInt pulledOut,
        boolean afterTheEffect,
        Lie lie,
        int lieFrom) {
    public static final SoftFaults NONE =
            new SoftFaults(Duration.ZERO, OptionalInt.empty(), OptionalInt.empty(), false, Lie.NONE, 1);

    /** Ways to answer wrongly. */
    public enum Lie {
        NONE,
        /** The outer length of each data object says one byte more than comes. */
        OBJECT_TOO_LONG,
        /** The outer length of each data object says one byte less than comes. */
        OBJECT_TOO_SHORT,
        /** Every response is 255 zeros and 61FF. */
        MORE_DATA_FOR_EVER,
        /** Every response is 6C10. */
        WRONG_LE_FOR_EVER,
        /** Responses of one byte, without a status word. */
        NO_STATUS_WORD,
        /** Up to 300 random bytes, with a status word at best by chance. */
        RUBBISH,
        /** The answer to reset promises extended lengths, and each one is refused. */
        EXTENDED_REFUSED,
        /** Signatures with one bit wrong. */
        WRONG_SIGNATURE
    }

    public SoftFaults {
        Objects.requireNonNull(lie, "lie");
        if (delay.isNegative() || lieFrom < 1 || pulledOut.isPresent() && pulledOut.getAsInt() < 1) {
            throw new IllegalArgumentException("commands are counted from 1, and no delay is negative");
        }
    }

    public static SoftFaults slow(Duration delay) {
        return NONE.withDelay(delay, OptionalInt.empty());
    }

    /** Slow at this instruction alone: 0x87 for a slow signature. */
    public static SoftFaults slow(Duration delay, int instruction) {
        return NONE.withDelay(delay, OptionalInt.of(instruction));
    }

    /** Out before this command was seen. */
    public static SoftFaults pulledOutAt(int command) {
        return NONE.withPulledOut(command, false);
    }

    /** Out after this command has taken effect, and before its answer. */
    public static SoftFaults pulledOutAfter(int command) {
        return NONE.withPulledOut(command, true);
    }

    public static SoftFaults lying(Lie lie) {
        return NONE.withLie(lie, 1);
    }

    /** Honest until this command. */
    public static SoftFaults lyingFrom(int command, Lie lie) {
        return NONE.withLie(lie, command);
    }

    public SoftFaults withDelay(Duration newDelay, OptionalInt instruction) {
        return new SoftFaults(newDelay, instruction, pulledOut, afterTheEffect, lie, lieFrom);
    }

    public SoftFaults withPulledOut(int command, boolean afterItsEffect) {
        return new SoftFaults(delay, slowInstruction, OptionalInt.of(command), afterItsEffect, lie, lieFrom);
    }

    public SoftFaults withLie(Lie newLie, int fromCommand) {
        return new SoftFaults(delay, slowInstruction, pulledOut, afterTheEffect, newLie, fromCommand);
    }

    boolean slows(byte[] command) {
        return !delay.isZero()
                && (slowInstruction.isEmpty()
                        || command.length > 1 && (command[1] & 0xFF) == slowInstruction.getAsInt());
    }

    boolean pullsOut(int command) {
        return pulledOut.isPresent() && pulledOut.getAsInt() == command;
    }

    /** The lie that this command is answered with. */
    Lie lieAt(int command) {
        return command >= lieFrom ? lie : Lie.NONE;
    }
}
