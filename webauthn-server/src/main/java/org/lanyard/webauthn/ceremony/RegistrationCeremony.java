package org.lanyard.webauthn.ceremony;

import static org.lanyard.webauthn.WebAuthnException.require;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import org.lanyard.webauthn.KeyAlgorithm;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.RelyingPartyRules;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.credential.CredentialId;
import org.lanyard.webauthn.credential.CredentialStore;
import org.lanyard.webauthn.credential.StoredCredential;

/** "Registering a New Credential", W3C WebAuthn Level 3 §7.1. */
public final class RegistrationCeremony {
    /**
     * What can be verified: by the library, which lets formats that it doesn't know pass unverified, and android-key, which
     * is one of those, by ourselves. Not android-safetynet: Google shut its service down in 2025, so that nothing new can be
     * attested by it and what it signed before proves nothing of today.
     */
    private static final Set<String> FORMATS =
            Set.of("none", "packed", "fido-u2f", "apple", "tpm", AndroidKeyStatement.FORMAT);

    private final RelyingPartyRules rules;
    private final CommonSteps common;
    private final YubicoVerdict library;
    private final CredentialStore credentials;
    private final InstantSource clock;

    public RegistrationCeremony(RelyingPartyRules rules, CredentialStore credentials, InstantSource clock) {
        this.rules = rules;
        this.common = new CommonSteps(rules);
        this.library = new YubicoVerdict(rules);
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * Steps 5 to 28; nothing is stored yet (step 29 is the caller's, who asks the door first). Steps 1 to 4 are the
     * options', the page's and the reader's of {@code response}.
     */
    public VerifiedRegistration verify(CeremonyState ceremony, RegistrationResponse response) throws WebAuthnException {
        // 5, 6. "Let C, the client data … be the result of running an implementation-specific JSON parser on JSONtext."
        ClientData c = ClientData.parse(response.clientDataJson());
        // 7. "Verify that the value of C.type is webauthn.create."
        require(c.type().equals("webauthn.create"), Reason.TYPE);
        // 8. "Verify that the value of C.challenge equals the base64url encoding of pkOptions.challenge."
        require(c.challenge().equals(ceremony.challengeText()), Reason.CHALLENGE);
        // 9 to 11. Where the page stood: our own list, for the library lets frames of other origins through.
        common.requireOrigin(c);
        // 12, 13. "Perform CBOR decoding on the attestationObject field … to obtain fmt, authData and attStmt." Hashed
        // below.
        AttestationObject attestation = AttestationObject.parse(response.attestationObject());
        AuthenticatorData data = AuthenticatorData.parse(attestation.authenticatorData());
        // 14. "Verify that the rpIdHash in authData is the SHA-256 hash of the RP ID expected by the Relying Party."
        // 15. "verify that the UP bit of the flags in authData is set." No conditional mediation is offered.
        // 16. "If the Relying Party requires user verification … verify that the UV bit of the flags in authData is
        // set."
        // 17. "If the BE bit of the flags in authData is not set, verify that the BS bit is not set."
        common.requireAuthenticatorData(data);
        // 18, 19. Backup flags are recorded; which keys are enough for whom is the session service's policy.
        // 20. "Verify that the alg parameter in the credential public key matches … one of the items in
        // pubKeyCredParams."
        AuthenticatorData.AttestedCredential attested =
                data.attested().orElseThrow(() -> new WebAuthnException(Reason.AUTHENTICATOR_DATA_MALFORMED));
        KeyAlgorithm algorithm = CoseKey.require(attested.key(), rules.algorithms());
        // 25. "Verify that the credentialId is ≤ 1023 bytes." Before the statement: cheaper, and it changes no verdict.
        CredentialId id = CredentialId.of(attested.credentialId());
        // Ours: the id beside the response is the browser's word; the library stores that one and never compares.
        require(Arrays.equals(response.credentialId(), attested.credentialId()), Reason.CREDENTIAL_ID_MISMATCH);
        // 21. "Determine the attestation statement format by performing a USASCII case-sensitive match on fmt against
        // the
        // set of supported WebAuthn Attestation Statement Format Identifier values." §8.7: none has an empty statement.
        // §8.5 is withdrawn with the service that it rested on.
        require(!attestation.format().equals("android-safetynet"), Reason.ATTESTATION_WITHDRAWN);
        require(FORMATS.contains(attestation.format()), Reason.ATTESTATION_FORMAT);
        require(attestation.bare() == attestation.format().equals("none"), Reason.ATTESTATION);
        // 22 to 24. "Verify that attStmt is a correct attestation statement … using … fmt's verification procedure."
        library.requireRegistration(ceremony, response);
        if (attestation.format().equals(AndroidKeyStatement.FORMAT)) {
            AndroidKeyStatement.require(attestation, attested, algorithm, sha256(response.clientDataJson()));
        }
        AttestationStatement statement = new AttestationStatement(attestation.format(), attestation.chain());
        // 26. "Verify that the credentialId is not yet registered for any user." Storing it makes sure once more.
        require(!credentials.exists(id), Reason.ALREADY_REGISTERED);
        // 27. "Let credentialRecord be a new credential record". 28: credProps is recorded as the
        // browser tells it; no other extension was asked for, and what comes unasked for is not looked at.
        Instant now = clock.instant();
        StoredCredential credential = new StoredCredential(
                id,
                ceremony.handle().orElseThrow(),
                attested.publicKey(),
                algorithm,
                data.signCount(),
                data.backupEligible(),
                data.backedUp(),
                response.transports(),
                attested.aaguid(),
                attestation.format(),
                response.discoverable(),
                now,
                now);
        return new VerifiedRegistration(
                ceremony, credential, statement, response.clientDataJson(), attestation.authenticatorData());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
