package org.lanyard.pki.assertion;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What the WebAuthn service knows of a new key's make: the claim {@code attestation} of a registration, an object of
 * {@code aaguid}, {@code format}, {@code trusted}, {@code certified}, {@code level}, {@code model} and {@code
 * transports}. It is the service's word and nobody's signature: it can be wrong about a model and by that withhold a
 * person, it cannot invent one.
 *
 * @param aaguid the model's identifier (W3C WebAuthn Level 3 §6.5.1), a UUID in lower case; all zeros where the
 *     authenticator tells none. A mere claim unless {@code trusted}
 * @param format the attestation statement's format (§8.1): {@code none}, {@code packed} … 1 to 32 of a-z, 0-9 and
 *     hyphen
 * @param trusted the statement's chain leads to a root that FIDO's metadata or the configuration lists for this model
 * @param certified FIDO has certified the model, at whatever level, and has told nothing worse since; only with {@code
 *     trusted}
 * @param level the highest certification, such as {@code L1} or {@code L2plus}, see {@link #LEVELS}; only with {@code
 *     certified}, absent where FIDO tells none
 * @param model FIDO's description of the model, 1 to 128 characters on one line
 * @param transports how the browser says the key is reached, of {@link #TRANSPORTS}; hints, attested by nobody
 */
public record AttestationFacts(
        String aaguid,
        String format,
        boolean trusted,
        boolean certified,
        Optional<String> level,
        Optional<String> model,
        Set<String> transports) {
    /** FIDO's certification levels (FIDO Metadata Service 3.1 §3.1.4), lowest first. */
    public static final List<String> LEVELS = List.of("L1", "L1plus", "L2", "L2plus", "L3", "L3plus");

    /** W3C WebAuthn Level 3 §5.8.4. */
    public static final Set<String> TRANSPORTS = Set.of("usb", "nfc", "ble", "smart-card", "hybrid", "internal");

    /** The longest {@code model}, in characters. */
    public static final int MAX_MODEL = 128;

    private static final String NO_MODEL = new UUID(0, 0).toString();
    private static final int MAX_FORMAT = 32;

    public AttestationFacts {
        transports = Collections.unmodifiableSortedSet(new TreeSet<>(transports));
        Objects.requireNonNull(level, "level");
        if (!isAaguid(aaguid) || !isFormat(format)) {
            throw new IllegalArgumentException("An AAGUID is a UUID in lower case, a format 1 to 32 of a-z, 0-9, -");
        }
        if (certified && !trusted || level.isPresent() && !certified) {
            throw new IllegalArgumentException("A level is of what is certified, and certified is what is trusted");
        }
        if (!level.map(LEVELS::contains).orElse(true) || !TRANSPORTS.containsAll(transports)) {
            throw new IllegalArgumentException("A level or transport that nobody knows");
        }
        if (!model.map(AttestationFacts::isModel).orElse(true)) {
            throw new IllegalArgumentException("A model is told in 1 to 128 characters on one line");
        }
    }

    /** Of a key about which nobody vouches for anything. */
    public static AttestationFacts unattested(String aaguid, String format, Set<String> transports) {
        return new AttestationFacts(aaguid, format, false, false, Optional.empty(), Optional.empty(), transports);
    }

    /** Of a key that tells nothing: format {@code none}, an AAGUID of zeros, no transports. */
    public static AttestationFacts none() {
        return unattested(NO_MODEL, "none", Set.of());
    }

    static boolean isAaguid(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static boolean isFormat(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_FORMAT
                && text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }

    /** One line that says something: letters, digits, marks, and spaces between them. */
    static boolean isModel(String text) {
        return !text.isBlank()
                && text.length() <= MAX_MODEL
                && text.equals(text.strip())
                && text.codePoints().noneMatch(AttestationFacts::isUnprintable);
    }

    private static boolean isUnprintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
