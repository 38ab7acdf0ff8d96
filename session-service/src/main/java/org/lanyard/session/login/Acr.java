package org.lanyard.session.login;

import java.util.List;

/**
 * How well somebody was authenticated, lowest first. It comes from what was proved, never from a claim.
 *
 * <p>The {@code amr} values are those of RFC 8176; {@code sc} smart card, {@code hwk} and {@code swk} a key in hardware or
 * software, {@code user} presence tested, {@code mfa} more than one factor.
 */
public enum Acr {
    /** A lesson pass: nothing of the pupil's own was proved. */
    PASS("pass", List.of()),
    /** A tap: a signature by the card's 9E key (NIST SP 800-63B AAL1). */
    TAP("tap", List.of("sc", "hwk")),
    /** A card in contact and its PIN: a signature by the card's 9A key (AAL2). */
    TAP_PIN("tap-pin", List.of("sc", "pin", "hwk", "mfa")),
    /** A synced passkey, user verified (AAL2 at most). */
    PASSKEY("passkey", List.of("swk", "user", "mfa")),
    /** A device-bound key, user verified (AAL2). */
    KEY("key", List.of("hwk", "user", "mfa"));

    private final String uri;
    private final List<String> amr;

    Acr(String level, List<String> amr) {
        this.uri = "urn:lanyard:acr:" + level;
        this.amr = amr;
    }

    /** The {@code acr} value (OpenID Connect Core §2). */
    public String uri() {
        return uri;
    }

    /** The {@code amr} values (RFC 8176); empty where the claim is left out. */
    public List<String> amr() {
        return amr;
    }
}
