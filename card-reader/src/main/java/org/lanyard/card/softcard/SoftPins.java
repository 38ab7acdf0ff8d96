package org.lanyard.card.softcard;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.lanyard.card.apdu.CommandApdu;
import org.lanyard.card.apdu.StatusWord;

/**
 * VERIFY, CHANGE REFERENCE DATA and RESET RETRY COUNTER of a software card (SP 800-73-5 part 2, §3.2.1 to §3.2.3). A
 * counter goes down, and is kept, before the comparison: pulling the card out gains no try.
 */
final class SoftPins {
    private static final int APPLICATION_PIN = 0x80;
    private static final int PIN_UNBLOCKING_KEY = 0x81;
    private static final int FIELD = 8;
    private static final int LEAST_DIGITS = 6;

    private final SoftMemory memory;
    private final SoftSecurity security;
    private final SecureRandom random;

    SoftPins(SoftMemory memory, SoftSecurity security, SecureRandom random) {
        this.memory = memory;
        this.security = security;
        this.random = random;
    }

    /** One of the two secrets: where the image has it, and how it is put there. */
    private enum Kept {
        PIN(SoftCardImage::withPin),
        PUK(SoftCardImage::withPuk);

        private final BiFunction<SoftCardImage, SoftPin, SoftCardImage> with;

        Kept(BiFunction<SoftCardImage, SoftPin, SoftCardImage> with) {
            this.with = with;
        }

        SoftPin in(SoftCardImage image) {
            return this == PIN ? image.pin() : image.puk();
        }
    }

    StatusWord verify(CommandApdu command) {
        byte[] field = command.data();
        try {
            if (command.p2() != APPLICATION_PIN) {
                return StatusWord.REFERENCE_NOT_FOUND;
            }
            if (security.isByRadio()) {
                return StatusWord.SECURITY_STATUS_NOT_SATISFIED;
            }
            if (command.p1() == 0xFF && field.length == 0) {
                security.forgetPin();
                return StatusWord.SUCCESS;
            }
            if (command.p1() != 0x00) {
                return StatusWord.WRONG_P1_P2;
            }
            if (field.length == 0) {
                return pinStatus();
            }
            if (!isPinField(field)) {
                return StatusWord.WRONG_DATA;
            }
            security.forgetPin();
            StatusWord status = compare(Kept.PIN, field);
            if (status.isSuccess()) {
                security.pinWasVerified();
            }
            return status;
        } finally {
            Arrays.fill(field, (byte) 0);
        }
    }

    StatusWord change(CommandApdu command) {
        byte[] data = command.data();
        byte[] current = Arrays.copyOf(data, FIELD);
        byte[] next = data.length == 2 * FIELD ? Arrays.copyOfRange(data, FIELD, 2 * FIELD) : new byte[0];
        try {
            boolean pin = command.p2() == APPLICATION_PIN;
            StatusWord refused = refused(command, pin || command.p2() == PIN_UNBLOCKING_KEY);
            if (!refused.isSuccess()) {
                return refused;
            }
            if (pin && !(isPinField(current) && isPinField(next))) {
                return StatusWord.WRONG_DATA;
            }
            if (pin) {
                security.forgetPin();
            }
            Kept kept = pin ? Kept.PIN : Kept.PUK;
            StatusWord status = compare(kept, current);
            if (status.isSuccess()) {
                status = replace(kept, next);
            }
            if (status.isSuccess() && pin) {
                security.pinWasVerified();
            }
            return status;
        } finally {
            Arrays.fill(data, (byte) 0);
            Arrays.fill(current, (byte) 0);
            Arrays.fill(next, (byte) 0);
        }
    }

    StatusWord resetRetryCounter(CommandApdu command) {
        byte[] data = command.data();
        byte[] puk = Arrays.copyOf(data, FIELD);
        byte[] next = data.length == 2 * FIELD ? Arrays.copyOfRange(data, FIELD, 2 * FIELD) : new byte[0];
        try {
            StatusWord refused = refused(command, command.p2() == APPLICATION_PIN);
            if (!refused.isSuccess()) {
                return refused;
            }
            if (!isPinField(next)) {
                return StatusWord.WRONG_DATA;
            }
            StatusWord status = compare(Kept.PUK, puk);
            return status.isSuccess() ? replace(Kept.PIN, next) : status;
        } finally {
            Arrays.fill(data, (byte) 0);
            Arrays.fill(puk, (byte) 0);
            Arrays.fill(next, (byte) 0);
        }
    }

    /** What both commands of two fields refuse before they look at them. */
    private StatusWord refused(CommandApdu command, boolean known) {
        if (!known) {
            return StatusWord.REFERENCE_NOT_FOUND;
        }
        if (command.p1() != 0x00) {
            return StatusWord.WRONG_P1_P2;
        }
        if (security.isByRadio()) {
            return StatusWord.SECURITY_STATUS_NOT_SATISFIED;
        }
        return command.length() == 2 * FIELD ? StatusWord.SUCCESS : StatusWord.WRONG_DATA;
    }

    private StatusWord pinStatus() {
        int left = memory.image().pin().triesLeft();
        if (left == 0) {
            return StatusWord.AUTHENTICATION_BLOCKED;
        }
        return security.isPinVerified() ? StatusWord.SUCCESS : StatusWord.triesLeft(left);
    }

    private StatusWord compare(Kept kept, byte[] field) {
        SoftPin secret = kept.in(memory.image());
        if (secret.triesLeft() == 0) {
            return StatusWord.AUTHENTICATION_BLOCKED;
        }
        int left = secret.triesLeft() - 1;
        if (!keep(kept, secret.withTriesLeft(left))) {
            return StatusWord.MEMORY_FAILURE;
        }
        if (!secret.matches(field)) {
            return StatusWord.triesLeft(left);
        }
        return keep(kept, secret.withTriesLeft(secret.mostTries())) ? StatusWord.SUCCESS : StatusWord.MEMORY_FAILURE;
    }

    private StatusWord replace(Kept kept, byte[] field) {
        int tries = kept.in(memory.image()).mostTries();
        return keep(kept, SoftPin.of(field, tries, random)) ? StatusWord.SUCCESS : StatusWord.MEMORY_FAILURE;
    }

    private boolean keep(Kept kept, SoftPin secret) {
        return memory.keep(kept.with.apply(memory.image(), secret));
    }

    private static boolean isPinField(byte[] field) {
        int digits = 0;
        while (digits < field.length && field[digits] >= '0' && field[digits] <= '9') {
            digits++;
        }
        boolean filledUp = true;
        for (int i = digits; i < field.length; i++) {
            filledUp &= field[i] == (byte) 0xFF;
        }
        return field.length == FIELD && digits >= LEAST_DIGITS && filledUp;
    }
}
