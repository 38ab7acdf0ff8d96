package org.lanyard.webauthn.ceremony;

import static org.lanyard.webauthn.WebAuthnException.require;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.RelyingPartyRules;
import org.lanyard.webauthn.WebAuthnException;

/** The steps that §7.1 and §7.2 have in common, word for word. */
final class CommonSteps {
    private final RelyingPartyRules rules;
    private final Set<String> origins;
    private final byte[] rpIdHash;

    CommonSteps(RelyingPartyRules rules) {
        this.rules = rules;
        this.origins = rules.everyOrigin();
        try {
            this.rpIdHash =
                    MessageDigest.getInstance("SHA-256").digest(rules.id().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** §7.1 steps 9 to 11, §7.2 steps 13 to 15. */
    void requireOrigin(ClientData c) throws WebAuthnException {
        // "Verify that the value of C.origin is an origin expected by the Relying Party."
        require(origins.contains(c.origin()), Reason.ORIGIN);
        // "If C.crossOrigin is present and set to true, verify that the Relying Party expects that this credential
        // would
        // have been created within an iframe that is not same-origin with its ancestors."
        require(!c.crossOrigin() || rules.crossOrigin(), Reason.CROSS_ORIGIN);
        // "If C.topOrigin is present: verify that the value of C.topOrigin matches the origin of a page that the
        // Relying
        // Party expects to be sub-framed within." It is there only where crossOrigin is true.
        if (c.topOrigin().isPresent()) {
            require(c.crossOrigin() && rules.topOrigins().contains(c.topOrigin().get()), Reason.TOP_ORIGIN);
        }
    }

    /** §7.1 steps 14 to 17, §7.2 steps 16 to 19. */
    void requireAuthenticatorData(AuthenticatorData data) throws WebAuthnException {
        require(MessageDigest.isEqual(rpIdHash, data.rpIdHash()), Reason.RP_ID_HASH);
        require(data.userPresent(), Reason.USER_PRESENCE);
        require(data.userVerified() || !rules.userVerification(), Reason.USER_VERIFICATION);
        require(data.backupEligible() || !data.backedUp(), Reason.BACKUP_STATE);
    }
}
