package org.lanyard.pki.register;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The record of an issuing authority, without its certificates.
 *
 * @param id its subject key identifier in lower-case hexadecimal
 * @param label what the administrator calls it; it stands in no certificate. A successor takes it over
 * @param status what it may do
 * @param keyPlace where its key is
 * @param replaces the one that it took over from
 * @param createdAt when the store learned of it
 */
public record AuthorityRow(
        String id,
        Optional<String> label,
        AuthorityStatus status,
        KeyPlace keyPlace,
        Optional<String> replaces,
        Instant createdAt) {
    /** The label that the first authority of a folder gets. */
    public static final String MAIN = "main";

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?");

    public AuthorityRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(keyPlace, "keyPlace");
        Objects.requireNonNull(replaces, "replaces");
        Objects.requireNonNull(createdAt, "createdAt");
        label.ifPresent(AuthorityRow::requireLabel);
    }

    /**
     * Takes a label, or says what one looks like.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String requireLabel(String label) {
        if (!LABEL.matcher(label).matches()) {
            throw new IllegalArgumentException(
                    "A label is 1 to 63 of a-z, 0-9, dot, hyphen and underscore, not '" + label + "'");
        }
        return label;
    }
}
