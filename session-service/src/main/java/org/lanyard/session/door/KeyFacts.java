package org.lanyard.session.door;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.challenge.Challenge;
import org.lanyard.session.credential.AuthenticatorData;
import org.lanyard.session.credential.CredentialStatus;
import org.lanyard.session.credential.Credentials;
import org.lanyard.session.credential.PinnedCredential;
import org.lanyard.session.guardianship.FamilySafety;
import org.lanyard.session.invitation.Held;
import org.lanyard.session.invitation.Invitations;

/** Gathers what a key's session rests on, and locks it. */
final class KeyFacts {
    private final CertificateLock certificates;
    private final Credentials credentials;
    private final Invitations invitations;
    private final String holder;

    KeyFacts(Engine engine, CertificateLock certificates, Credentials credentials, Invitations invitations) {
        this.certificates = certificates;
        this.credentials = credentials;
        this.invitations = invitations;
        this.holder = "SELECT status FROM person WHERE id = ?" + engine.forShare();
    }

    KeyFound.SignIn signIn(Handle tx, KeySeen seen) {
        boolean fresh = ChallengeStore.consume(tx, seen.challenge());
        Optional<PinnedCredential> pinned = credentials.lock(tx, seen.credentialId());
        Optional<UUID> person = pinned.map(PinnedCredential::person);
        boolean active = person.flatMap(id -> Sql.one(tx, holder, row -> row.getString(1), id))
                .filter(status -> status.equals("active"))
                .isPresent();
        Optional<CredentialStatus> status = pinned.map(PinnedCredential::status);
        return new KeyFound.SignIn(fresh, service(tx, seen), status, person, active);
    }

    /** Pins the credential as well: whether that could be done is one of the facts, and a refusal takes it back. */
    KeyFound.Registration registration(Handle tx, KeySeen seen) {
        boolean fresh = ChallengeStore.consume(tx, seen.challenge());
        List<Held> held = seen.challenge()
                .map(Challenge::binding)
                .map(binding -> invitations.heldBy(tx, binding))
                .orElse(List.of());
        Optional<Held> invitation = held.stream()
                .filter(one -> one.handle().equals(seen.handle()))
                .findFirst()
                .or(() -> held.stream().findFirst());
        boolean inPersonOnly = invitation
                .filter(one -> FamilySafety.inPersonOnly(tx, one.person(), seen.now()))
                .isPresent();
        boolean pinned = invitation.isPresent() && pin(tx, seen, invitation.get());
        return new KeyFound.Registration(
                fresh, service(tx, seen), invitation, seen.handle(), inPersonOnly, pinned, seen.now());
    }

    void redeem(Handle tx, KeyFound.Registration found, KeySeen seen) {
        invitations.redeem(tx, found.invitation().orElseThrow(), seen.now());
    }

    private boolean pin(Handle tx, KeySeen seen, Held invitation) {
        // That it is there was a rule of the evidence.
        AuthenticatorData.Attested attested = seen.data().attested().orElseThrow();
        return credentials.pin(
                tx,
                new PinnedCredential(
                        seen.credentialId(),
                        invitation.person(),
                        seen.handle(),
                        attested.key().encoded(),
                        seen.data().backupEligible(),
                        CredentialStatus.ACTIVE),
                seen.now());
    }

    private CertificateStatus service(Handle tx, KeySeen seen) {
        return certificates.lock(tx, seen.assertion().leaf().id());
    }
}
