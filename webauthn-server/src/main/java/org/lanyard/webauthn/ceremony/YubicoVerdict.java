package org.lanyard.webauthn.ceremony;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.AssertionResultV2;
import com.yubico.webauthn.CredentialRecord;
import com.yubico.webauthn.CredentialRepositoryV2;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.RelyingPartyV2;
import com.yubico.webauthn.ToPublicKeyCredentialDescriptor;
import com.yubico.webauthn.data.AuthenticatorAssertionResponse;
import com.yubico.webauthn.data.AuthenticatorAttestationResponse;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.AuthenticatorTransport;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.COSEAlgorithmIdentifier;
import com.yubico.webauthn.data.ClientAssertionExtensionOutputs;
import com.yubico.webauthn.data.ClientRegistrationExtensionOutputs;
import com.yubico.webauthn.data.CollectedClientData;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.PublicKeyCredentialParameters;
import com.yubico.webauthn.data.PublicKeyCredentialRequestOptions;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.ResidentKeyRequirement;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import java.lang.reflect.Field;
import java.security.spec.InvalidKeySpecException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.RelyingPartyRules;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.credential.StoredCredential;

/**
 * The verdict of Yubico's library, and the one class that speaks to it. It verifies signatures, attestation statements and
 * keys, and looks once more at what the ceremonies have looked at: where both must agree, one mistake is not enough.
 *
 * <p>Its messages quote the input: they go nowhere. Its JSON calls build a mapper each (three quarters of the time of a
 * verification), so it is given values, never JSON.
 */
@SuppressWarnings("deprecation") // the library calls its V2 interfaces and the backup flags experimental
final class YubicoVerdict {
    private final RelyingPartyRules rules;
    private final Set<String> origins;
    private final RelyingPartyIdentity identity;
    private final List<PublicKeyCredentialParameters> algorithms;
    private final UserVerificationRequirement verification;

    YubicoVerdict(RelyingPartyRules rules) {
        this.rules = rules;
        this.origins = rules.everyOrigin();
        this.identity =
                RelyingPartyIdentity.builder().id(rules.id()).name(rules.name()).build();
        this.algorithms = rules.algorithms().stream()
                .map(algorithm -> PublicKeyCredentialParameters.builder()
                        .alg(COSEAlgorithmIdentifier.fromId(algorithm.cose()).orElseThrow())
                        .build())
                .toList();
        this.verification = rules.userVerification()
                ? UserVerificationRequirement.REQUIRED
                : UserVerificationRequirement.DISCOURAGED;
    }

    /**
     * Takes a {@code tokenBinding} of a status that nobody knows out of the library's sight. Level 2 §5.8.1: "treating an
     * unknown value as if the tokenBinding member does not exist"; Level 3 has no such member; browsers of 2018 wrote
     * "not-supported". The library refuses it, and only reads a copy: what was signed stays as it came.
     */
    private static void forgetUnknownTokenBinding(CollectedClientData data) throws ReflectiveOperationException {
        try {
            data.getTokenBinding();
        } catch (RuntimeException unknown) {
            Field members = CollectedClientData.class.getDeclaredField("clientData");
            members.setAccessible(true);
            ((ObjectNode) members.get(data)).remove("tokenBinding");
        }
    }

    /** §7.1 steps 20 to 24: the key can be imported and the attestation statement holds. */
    void requireRegistration(CeremonyState ceremony, RegistrationResponse response) throws WebAuthnException {
        try {
            AuthenticatorAttestationResponse told = AuthenticatorAttestationResponse.builder()
                    .attestationObject(new ByteArray(response.attestationObject()))
                    .clientDataJSON(new ByteArray(response.clientDataJson()))
                    .build();
            forgetUnknownTokenBinding(told.getClientData());
            relyingParty(new OneCredential(Optional.empty()), algorithms)
                    .finishRegistration(FinishRegistrationOptions.builder()
                            .request(creation(ceremony))
                            .response(
                                    PublicKeyCredential
                                            .<AuthenticatorAttestationResponse, ClientRegistrationExtensionOutputs>
                                                    builder()
                                            .id(new ByteArray(response.credentialId()))
                                            .response(told)
                                            .clientExtensionResults(ClientRegistrationExtensionOutputs.builder()
                                                    .build())
                                            .build())
                            .build());
        } catch (RegistrationFailedException refused) {
            throw new WebAuthnException(Reason.ATTESTATION);
        } catch (Exception refused) {
            // The library lets whatever its parsers throw pass: all of it is a refusal.
            throw new WebAuthnException(
                    refused.getCause() instanceof InvalidKeySpecException ? Reason.PUBLIC_KEY : Reason.ATTESTATION);
        }
    }

    /** §7.2 steps 21 and 22: the signature is the credential's. */
    void requireAuthentication(CeremonyState ceremony, AuthenticationResponse response, StoredCredential credential)
            throws WebAuthnException {
        ByteArray id = new ByteArray(response.credentialId());
        AssertionResultV2<Known> result;
        try {
            AuthenticatorAssertionResponse told = AuthenticatorAssertionResponse.builder()
                    .authenticatorData(new ByteArray(response.authenticatorData()))
                    .clientDataJSON(new ByteArray(response.clientDataJson()))
                    .signature(new ByteArray(response.signature()))
                    .userHandle(response.userHandle().map(ByteArray::new))
                    .build();
            forgetUnknownTokenBinding(told.getClientData());
            result = relyingParty(new OneCredential(Optional.of(new Known(credential))), List.of())
                    .finishAssertion(FinishAssertionOptions.builder()
                            .request(AssertionRequest.builder()
                                    .publicKeyCredentialRequestOptions(PublicKeyCredentialRequestOptions.builder()
                                            .challenge(new ByteArray(ceremony.challenge()))
                                            .rpId(rules.id())
                                            .userVerification(verification)
                                            .build())
                                    .build())
                            .response(
                                    PublicKeyCredential
                                            .<AuthenticatorAssertionResponse, ClientAssertionExtensionOutputs>builder()
                                            .id(id)
                                            .response(told)
                                            .clientExtensionResults(ClientAssertionExtensionOutputs.builder()
                                                    .build())
                                            .build())
                            .build());
        } catch (AssertionFailedException refused) {
            throw new WebAuthnException(Reason.SIGNATURE);
        } catch (Exception refused) {
            throw new WebAuthnException(
                    Reason.SIGNATURE); // a signature that isn't even one comes out as a RuntimeException
        }
        // Versions of the library before 2.8.2 could return success for another user's credential: look for ourselves.
        WebAuthnException.require(
                result.isSuccess() && result.getCredential().credential() == credential,
                Reason.CREDENTIAL_OF_ANOTHER_USER);
    }

    /** Looks at a signature for the time that it takes. */
    void spend(CeremonyState ceremony, AuthenticationResponse response, StoredCredential decoy) {
        try {
            requireAuthentication(ceremony, response, decoy);
        } catch (WebAuthnException notItsSignature) {
            // as it has to be
        }
    }

    /** @param asked none at authentication: the library would try each out with the JCA, and then not look at them */
    private RelyingPartyV2<Known> relyingParty(OneCredential repository, List<PublicKeyCredentialParameters> asked) {
        return RelyingParty.builder()
                .identity(identity)
                .credentialRepositoryV2(repository)
                .origins(origins)
                .preferredPubkeyParams(asked)
                .validateSignatureCounter(
                        false) // step 23 is the ceremony's: the library does not say when it was signed
                .build();
    }

    private PublicKeyCredentialCreationOptions creation(CeremonyState ceremony) {
        return PublicKeyCredentialCreationOptions.builder()
                .rp(identity)
                .user(UserIdentity.builder()
                        .name("")
                        .displayName("")
                        .id(new ByteArray(ceremony.handle().orElseThrow().bytes()))
                        .build())
                .challenge(new ByteArray(ceremony.challenge()))
                .pubKeyCredParams(algorithms)
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(verification)
                        .build())
                .build();
    }

    /** The one credential that a ceremony is about: it was read once, and what was checked is what is verified. */
    private record OneCredential(Optional<Known> known) implements CredentialRepositoryV2<Known> {
        @Override
        public Set<ToPublicKeyCredentialDescriptor> getCredentialDescriptorsForUserHandle(ByteArray userHandle) {
            return Set.of();
        }

        @Override
        public Optional<Known> lookup(ByteArray credentialId, ByteArray userHandle) {
            return known.filter(credential -> credential.getCredentialId().equals(credentialId)
                    && credential.getUserHandle().equals(userHandle));
        }

        /** Asked at a registration alone; that nobody has the credential is the ceremony's to see, in the store. */
        @Override
        public boolean credentialIdExists(ByteArray credentialId) {
            return false;
        }
    }

    /** A credential record in the library's terms. */
    private record Known(StoredCredential credential) implements CredentialRecord {
        @Override
        public ByteArray getCredentialId() {
            return new ByteArray(credential.id().bytes());
        }

        @Override
        public ByteArray getUserHandle() {
            return new ByteArray(credential.handle().bytes());
        }

        @Override
        public ByteArray getPublicKeyCose() {
            return new ByteArray(credential.publicKey());
        }

        @Override
        public long getSignatureCount() {
            return credential.signCount();
        }

        @Override
        public Optional<Set<AuthenticatorTransport>> getTransports() {
            return Optional.empty();
        }

        @Override
        public Optional<Boolean> isBackupEligible() {
            return Optional.of(credential.backupEligible());
        }

        @Override
        public Optional<Boolean> isBackedUp() {
            return Optional.of(credential.backedUp());
        }
    }
}
