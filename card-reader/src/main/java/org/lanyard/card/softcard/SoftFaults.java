package org.lanyard.card.softcard;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * The faults of a software card, as switches for tests.
 *
 * @param delay how long every answer takes on top
 * @param pulledOut the card leaves the reader instead of answering the command with this number, from 1, counted since
 *     {@link SoftCard#setFaults}
 * @param afterTheEffect whether it leaves after the command has done its work, so that its memory keeps the effect
 * @param lie how it answers wrongly
 */
public record SoftFaults(Duration delay, OptionalInt pulledOut, boolean afterTheEffect, Lie lie) {
    public static final SoftFaults NONE = new SoftFaults(Duration.ZERO, OptionalInt.empty(), false, Lie.NONE);

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
        /** Signatures with one bit wrong. */
        WRONG_SIGNATURE
    }

    public static SoftFaults slow(Duration delay) {
        return new SoftFaults(delay, OptionalInt.empty(), false, Lie.NONE);
    }

    /** Out before this command was seen. */
    public static SoftFaults pulledOutAt(int command) {
        return new SoftFaults(Duration.ZERO, OptionalInt.of(command), false, Lie.NONE);
    }

    /** Out after this command has taken effect, and before its answer. */
    public static SoftFaults pulledOutAfter(int command) {
        return new SoftFaults(Duration.ZERO, OptionalInt.of(command), true, Lie.NONE);
    }

    public static SoftFaults lying(Lie lie) {
        return new SoftFaults(Duration.ZERO, OptionalInt.empty(), false, lie);
    }
}
