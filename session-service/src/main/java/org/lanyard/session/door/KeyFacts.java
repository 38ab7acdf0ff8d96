package org.lanyard.session.door;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.RefusedException;
import org.lanyard.session.challenge.Challenge;
import org.lanyard.session.credential.AuthenticatorData;
import org.lanyard.session.credential.CredentialStatus;
import org.lanyard.session.credential.Credentials;
import org.lanyard.session.credential.HeldKey;
import org.lanyard.session.credential.KeyRing;
import org.lanyard.session.credential.KeyUse;
import org.lanyard.session.credential.PinnedCredential;
import org.lanyard.session.guardianship.FamilySafety;
import org.lanyard.session.invitation.Held;
import org.lanyard.session.invitation.Invitations;
import org.lanyard.session.login.Acr;
import org.lanyard.session.login.LiveSession;
import org.lanyard.session.policy.KeyPolicy;
import org.lanyard.session.policy.Standing;
import org.lanyard.session.pupil.PupilAge;
import org.lanyard.session.recovery.Recoveries;

/** Gathers what a key's session rests on, and locks it. */
final class KeyFacts {
    private final CertificateLock certificates;
    private final Credentials credentials;
    private final Invitations invitations;
    private final KeyGrants grants;
    private final LiveSession sessions;
    private final Recoveries recoveries;
    private final PupilAge pupils;
    private final String holder;
    private final String children;

    KeyFacts(
            Engine engine,
            CertificateLock certificates,
            Credentials credentials,
            Invitations invitations,
            Recoveries recoveries) {
        this.certificates = certificates;
        this.credentials = credentials;
        this.invitations = invitations;
        this.grants = new KeyGrants(engine);
        this.sessions = new LiveSession(engine);
        this.recoveries = recoveries;
        this.pupils = new PupilAge(engine);
        this.holder = "SELECT status FROM person WHERE id = ?" + engine.forShare();
        this.children = "SELECT c.id FROM person c JOIN guardianship g ON g.child_id = c.id WHERE g.guardian_id = ?"
                + " AND g.status <> 'ended' ORDER BY c.id" + engine.forShare("c");
    }

    KeyFound.SignIn signIn(Handle tx, KeySeen seen) {
        boolean fresh = ChallengeStore.consume(tx, seen.challenge());
        Optional<PinnedCredential> pinned = credentials.lock(tx, seen.credentialId());
        Optional<UUID> person = pinned.map(PinnedCredential::person);
        boolean active = person.flatMap(id -> Sql.one(tx, holder, row -> row.getString(1), id))
                .filter(status -> status.equals("active"))
                .isPresent();
        return new KeyFound.SignIn(fresh, service(tx, seen), pinned, active);
    }

    /** Pins the credential as well: whether that could be done is one of the facts, and a refusal takes it back. */
    KeyFound.Registration registration(Handle tx, KeySeen seen, KeyUse use) {
        boolean fresh = ChallengeStore.consume(tx, seen.challenge());
        List<Held> held = seen.challenge()
                .map(Challenge::binding)
                .map(binding -> invitations.heldBy(tx, binding))
                .orElse(List.of());
        Optional<Held> invitation = held.stream()
                .filter(one -> one.handle().equals(seen.handle()))
                .findFirst()
                .or(() -> held.stream().findFirst());
        // A restriction that is being entered on a child of theirs waits for this, or is seen.
        invitation.ifPresent(one -> Sql.list(tx, children, row -> row.getString(1), one.person()));
        boolean inPersonOnly = invitation
                .filter(one -> FamilySafety.inPersonOnly(tx, one.person(), seen.now()))
                .isPresent();
        Optional<Recoveries.Held> recovery = invitation.flatMap(
                one -> recoveries.ofInvitation(tx, one.invitation().id()));
        boolean pinned = invitation
                .map(one -> credentials.pin(tx, credential(seen, one.person(), use), Optional.empty(), seen.now()))
                .orElse(false);
        return new KeyFound.Registration(
                fresh, service(tx, seen), invitation, recovery, seen.handle(), inPersonOnly, pinned, seen.now());
    }

    /** The same for somebody who is signed in. */
    KeyFound.Addition addition(Handle tx, KeySeen seen, Optional<String> name, KeyUse use) {
        boolean fresh = ChallengeStore.consume(tx, seen.challenge());
        Optional<KeyGrants.Grant> grant =
                seen.challenge().map(Challenge::binding).flatMap(binding -> grants.lock(tx, binding));
        List<HeldKey> keys =
                grant.map(given -> KeyRing.list(tx, given.person())).orElse(List.of());
        Optional<Acr> best = keys.stream()
                .filter(HeldKey::active)
                .map(key -> key.synced() ? Acr.PASSKEY : Acr.KEY)
                .max(Comparator.naturalOrder());
        boolean pinned = grant.map(
                        given -> credentials.pin(tx, credential(seen, given.person(), use), name, seen.now()))
                .orElse(false);
        return new KeyFound.Addition(
                fresh,
                service(tx, seen),
                grant,
                seen.handle(),
                grant.flatMap(given -> sessions.lock(tx, given.session(), seen.now())),
                best,
                seen.level(),
                keys.size() + 1,
                pinned);
    }

    void redeem(Handle tx, KeyFound.Registration found, KeySeen seen) throws RefusedException {
        invitations.redeem(tx, found.invitation().orElseThrow(), seen.now());
        if (found.recovery().isPresent()) {
            recoveries.redeemed(tx, found.recovery().get().recovery(), seen.credentialId(), seen.now());
        }
    }

    void used(Handle tx, PinnedCredential credential, KeyUse use) {
        credentials.used(tx, credential, use);
    }

    /** Tells of a key that has come to be, and lets whoever was short of one go on. */
    void added(Handle tx, PinnedCredential credential, KeyJudged judged, Optional<String> name, Instant at) {
        UUID person = credential.person();
        credentials.tellAdded(tx, credential, judged.role(), name, at);
        if (judged.policy().minimumKeys() > 1 && !shortOfKeys(tx, person, judged.policy())) {
            Sql.update(
                    tx, "UPDATE login_session SET must_add_key = 0 WHERE person_id = ? AND must_add_key = 1", person);
        }
    }

    /** A key beside the policies of whom it is to open for. */
    KeyJudged judged(Handle tx, PinnedCredential credential, Instant now) {
        return KeyJudged.of(
                Standing.of(tx, credential.person(), credential.facts().aaguid()),
                pupils.mayHaveKeys(tx, credential.person(), now),
                credential);
    }

    /** Whether somebody has fewer keys that their policy lets in than it asks for. Most are asked for one: they just showed it. */
    boolean shortOfKeys(Handle tx, UUID person, KeyPolicy policy) {
        return policy.minimumKeys() > 1
                && credentials.ofPerson(tx, person).stream()
                                .filter(key -> key.status() == CredentialStatus.ACTIVE)
                                .filter(key -> policy.refuses(KeyJudged.traits(key, Set.of()))
                                        .isEmpty())
                                .count()
                        < policy.minimumKeys();
    }

    /** What a registration pins; that it attests a credential was a rule of the evidence. */
    static PinnedCredential credential(KeySeen seen, UUID person, KeyUse use) {
        AuthenticatorData.Attested attested = seen.data().attested().orElseThrow();
        return new PinnedCredential(
                seen.credentialId(),
                person,
                seen.handle(),
                attested.key().encoded(),
                seen.data().backupEligible(),
                CredentialStatus.ACTIVE,
                seen.assertion().claims().attestation().orElseThrow(),
                use);
    }

    private CertificateStatus service(Handle tx, KeySeen seen) {
        return certificates.lock(tx, seen.assertion().leaf().id());
    }
}
