package org.lanyard.webauthn.ceremony;

import static org.lanyard.webauthn.WebAuthnException.require;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.RelyingPartyRules;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.credential.CredentialId;
import org.lanyard.webauthn.credential.CredentialStore;
import org.lanyard.webauthn.credential.StoredCredential;

/** "Verifying an Authentication Assertion", W3C WebAuthn Level 3 §7.2. */
public final class AuthenticationCeremony {
    private static final Set<Reason> AFTER_THE_SIGNATURE = EnumSet.of(Reason.SIGNATURE, Reason.COUNTER_WENT_BACK);

    /** What the clocks of two nodes may differ by. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final RelyingPartyRules rules;
    private final CommonSteps common;
    private final YubicoVerdict library;
    private final CredentialStore credentials;
    private final InstantSource clock;
    private final CopyWatch copies;

    public AuthenticationCeremony(
            RelyingPartyRules rules, CredentialStore credentials, InstantSource clock, CopyWatch copies) {
        this.rules = rules;
        this.common = new CommonSteps(rules);
        this.library = new YubicoVerdict(rules);
        this.credentials = credentials;
        this.clock = clock;
        this.copies = copies;
    }

    /**
     * Steps 5 to 25. Steps 1 to 4 are the options', the page's and the reader's of {@code response}. A refusal costs one
     * signature's verification, whichever step it is of.
     */
    public VerifiedAuthentication verify(CeremonyState ceremony, AuthenticationResponse response)
            throws WebAuthnException {
        try {
            return inOrder(ceremony, response);
        } catch (WebAuthnException refused) {
            if (!AFTER_THE_SIGNATURE.contains(refused.reason())) {
                Decoy.of(response).ifPresent(decoy -> library.spend(ceremony, response, decoy));
            }
            throw refused;
        }
    }

    private VerifiedAuthentication inOrder(CeremonyState ceremony, AuthenticationResponse response)
            throws WebAuthnException {
        // 5. "If pkOptions.allowCredentials is not empty …": it is always empty, so nobody learns who has which keys.
        // 6. "Identify the user being authenticated": "verify that response.userHandle is present",
        byte[] userHandle = response.userHandle().orElseThrow(() -> new WebAuthnException(Reason.USER_HANDLE_MISSING));
        // "Verify that the user account identified by response.userHandle contains a credential record whose id equals
        // credential.rawId." Looked up by its id alone, so that "nobody's" and "somebody else's" are told apart.
        StoredCredential credential = knownCredential(response);
        require(Arrays.equals(credential.handle().bytes(), userHandle), Reason.CREDENTIAL_OF_ANOTHER_USER);
        // 7 to 10. "Let C, the client data claimed as used for the signature, be the result of" parsing JSONtext.
        ClientData c = ClientData.parse(response.clientDataJson());
        // 11. "Verify that the value of C.type is the string webauthn.get."
        require(c.type().equals("webauthn.get"), Reason.TYPE);
        // 12. "Verify that the value of C.challenge equals the base64url encoding of pkOptions.challenge."
        require(c.challenge().equals(ceremony.challengeText()), Reason.CHALLENGE);
        // 13 to 15. Where the page stood: our own list, for the library lets frames of other origins through.
        common.requireOrigin(c);
        AuthenticatorData data = AuthenticatorData.parse(response.authenticatorData());
        // §6.1: "for assertion signatures, the AT flag MUST NOT be set".
        require(data.attested().isEmpty(), Reason.AUTHENTICATOR_DATA_MALFORMED);
        // 16. "Verify that the rpIdHash in authData is the SHA-256 hash of the RP ID expected by the Relying Party."
        // 17. "Verify that the UP bit of the flags in authData is set."
        // 18. "Determine whether user verification is required …; if it is, verify that the UV bit … is set."
        // 19. "If the BE bit of the flags in authData is not set, verify that the BS bit is not set."
        common.requireAuthenticatorData(data);
        // 20. "compare currentBe and currentBs with credentialRecord": "If credentialRecord.backupEligible is set,
        // verify
        // that currentBe is set", "if … not set, verify that currentBe is not set."
        require(data.backupEligible() == credential.backupEligible(), Reason.BACKUP_ELIGIBILITY_CHANGED);
        // 21, 22. "Using credentialRecord.publicKey, verify that sig is a valid signature over the binary concatenation
        // of authData and hash."
        library.requireAuthentication(ceremony, response, credential);
        // 23. "If authData.signCount is … less than or equal": "this is a signal, but not proof, that the authenticator
        // may
        // be cloned". Refused; and told, where the response is not merely an older one that comes again.
        boolean counted =
                data.signCount() > credential.signCount() || data.signCount() == 0 && credential.signCount() == 0;
        if (!counted && begunAfterLastUse(ceremony, credential)) {
            copies.suspected(credential);
        }
        require(counted, Reason.COUNTER_WENT_BACK);
        // 24. "Update credentialRecord with new state values": on the condition that the counter still goes up.
        credentials.used(credential, data.signCount(), data.backedUp(), clock.instant());
        // 25. "If all the above steps are successful, continue the authentication ceremony as appropriate."
        return new VerifiedAuthentication(ceremony, credential, response);
    }

    /** Whether the authenticator signed after the use whose counter is stored: its challenge was handed out after that. */
    private boolean begunAfterLastUse(CeremonyState ceremony, StoredCredential credential) {
        return ceremony.expiresAt()
                .minus(rules.timeout())
                .isAfter(credential.usedAt().plus(SKEW));
    }

    private StoredCredential knownCredential(AuthenticationResponse response) throws WebAuthnException {
        byte[] id = response.credentialId();
        require(id.length > 0 && id.length <= CredentialId.MAX_LENGTH, Reason.UNKNOWN_CREDENTIAL);
        return credentials
                .find(new CredentialId(id))
                .orElseThrow(() -> new WebAuthnException(Reason.UNKNOWN_CREDENTIAL));
    }
}
