package org.lanyard.pki.profile;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of end-entity certificates that the authority issues. Each carries one policy of the configured arc
 * ({@link OidArc}) and one extended key usage; its key usage is digitalSignature alone.
 */
public enum Profile {
    /**
     * A card's authentication key 9E, used by a tap without a PIN: id-PIV-cardAuth, critical (FIPS 201-3 section 4.2.2.2;
     * the federal Common Policy's profile for card authentication).
     */
    CARD_9E("card-9e", 1, SubjectName.Card.class, Duration.ofDays(3 * 365), Duration.ofDays(6 * 365)),

    /** A card's PIV authentication key 9A, used after the PIN: TLS client authentication (the same profile document). */
    CARD_9A("card-9a", 2, SubjectName.Card.class, Duration.ofDays(3 * 365), Duration.ofDays(6 * 365)),

    /** A kiosk agent's key: TLS client authentication. */
    KIOSK("kiosk", 3, SubjectName.Service.class, Duration.ofDays(365), Duration.ofDays(2 * 365)),

    /** The key that signs WebAuthn assertions: a key purpose of our own arc, so that no TLS stack takes it. */
    WEBAUTHN_SERVICE("webauthn-service", 4, SubjectName.Service.class, Duration.ofDays(365), Duration.ofDays(2 * 365)),

    /** A TLS server. Browsers refuse one of a private authority after 825 days, set-back and all. */
    TLS_SERVER("tls-server", 5, SubjectName.Hosts.class, Duration.ofDays(365), Duration.ofDays(824)),

    /**
     * Who signs OCSP answers in the authority's name (RFC 6960 section 4.2.2.2). Nobody asks for its own status, so it
     * lasts a month and no longer.
     */
    OCSP_RESPONDER("ocsp-responder", 6, SubjectName.Service.class, Duration.ofDays(30), Duration.ofDays(90)),

    /** An administrator's key, named by a URI that says nothing of who holds it: TLS client authentication. */
    ADMIN("admin", 7, SubjectName.Service.class, Duration.ofDays(365), Duration.ofDays(2 * 365)),

    /**
     * Who signs the CHUID and the Security Object of cards: id-PIV-content-signing, critical (FIPS 201-3 section 4.2.1).
     * It "shall not expire before" the cards that it signed, so it lasts a year longer than the longest card.
     */
    CARD_CONTENT_SIGNER(
            "card-content-signer", 8, SubjectName.Service.class, Duration.ofDays(7 * 365), Duration.ofDays(9 * 365));

    /** By how much notBefore is set back, because the clocks of those who check it differ. */
    public static final Duration SET_BACK = Duration.ofMinutes(5);

    private final String label;
    private final int number;
    private final Class<? extends SubjectName> names;
    private final Duration validity;
    private final Duration longestValidity;

    Profile(String label, int number, Class<? extends SubjectName> names, Duration validity, Duration longestValidity) {
        this.label = label;
        this.number = number;
        this.names = names;
        this.validity = validity;
        this.longestValidity = longestValidity;
    }

    /** The name in configuration, on the command line and in the store, such as {@code card-9e}. */
    public String label() {
        return label;
    }

    /** The profile of a label. */
    public static Optional<Profile> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(profile -> profile.label.equals(label))
                .findFirst();
    }

    /** The arc's last number; it never changes meaning. */
    int number() {
        return number;
    }

    /** Whether a name is of the kind that this profile carries. */
    public boolean takes(SubjectName name) {
        return names.isInstance(name);
    }

    /** What its names are called in configuration. */
    public String nameForm() {
        if (names == SubjectName.Card.class) {
            return "card-uuid";
        }
        return names == SubjectName.Hosts.class ? "hosts" : "uri";
    }

    /** Whether its key may serve other purposes beside its own; not where it speaks to the door, or for the authority. */
    public boolean mayHaveMorePurposes() {
        return this == TLS_SERVER || this == ADMIN;
    }

    /** Whether this is one of a card's two profiles. */
    public boolean isCard() {
        return names == SubjectName.Card.class;
    }

    /** How long a certificate lasts when nothing else is asked for. */
    public Duration validity() {
        return validity;
    }

    /** The longest that may be asked for. */
    public Duration longestValidity() {
        return longestValidity;
    }

    /**
     * Whether the extended key usage is critical. On a 9E it is, as FIPS 201 wants, so that software that does not know
     * the purpose refuses the certificate.
     */
    public boolean extendedKeyUsageIsCritical() {
        return this == CARD_9E || this == WEBAUTHN_SERVICE || this == CARD_CONTENT_SIGNER;
    }

    /** Whether id-pkix-ocsp-nocheck is in it (RFC 6960 section 4.2.2.2.1). */
    public boolean isNotCheckedForRevocation() {
        return this == OCSP_RESPONDER;
    }
}
