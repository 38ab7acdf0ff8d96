package org.lanyard.session.door;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.assertion.AssertionException;
import org.lanyard.pki.assertion.AssertionVerifier;
import org.lanyard.pki.assertion.Ceremony;
import org.lanyard.pki.assertion.VerifiedCardAssertion;
import org.lanyard.pki.assertion.VerifiedKioskAssertion;
import org.lanyard.pki.assertion.VerifiedWebAuthnAssertion;
import org.lanyard.pki.path.outside.Standing;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.store.Store;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.challenge.Challenges;
import org.lanyard.session.challenge.Purpose;
import org.lanyard.session.credential.AuthenticatorData;
import org.lanyard.session.credential.ClientData;
import org.lanyard.session.credential.Credentials;
import org.lanyard.session.credential.KeyUse;
import org.lanyard.session.credential.PinnedCredential;
import org.lanyard.session.invitation.Invitations;
import org.lanyard.session.login.Acr;
import org.lanyard.session.login.EndReason;
import org.lanyard.session.login.Ending;
import org.lanyard.session.login.Opening;
import org.lanyard.session.login.SignedIn;
import org.lanyard.session.recovery.Recoveries;

/**
 * The one door. Whatever proves who somebody is comes in here, and a session comes out, or a {@link RefusedException} and
 * nothing changed.
 *
 * <p>Two steps each time: what can be judged from the proof alone, cheap things first; then one transaction that consumes the
 * challenge, locks what the session rests on, looks at it, opens the session and writes the audit. So a revocation either came
 * before, and is seen, or comes after, and ends the session.
 */
public final class Door {
    private final Store store;
    private final AssertionVerifier verifier;
    private final Challenges challenges;
    private final Credentials credentials;
    private final TapStore taps;
    private final CardStandings standings;
    private final KeyFacts keys;
    private final Opening opening;
    private final Ending ending;
    private final InstantSource clock;
    private final Rules rules;

    /** What the door is built of; see {@link #Door(Parts, DoorPolicy)}. */
    public record Parts(
            Store store,
            AssertionVerifier verifier,
            Challenges challenges,
            Credentials credentials,
            Invitations invitations,
            Recoveries recoveries,
            CertificateLock certificates,
            CardStandings standings,
            Opening opening,
            Ending ending,
            InstantSource clock) {}

    public Door(Parts parts, DoorPolicy policy) {
        this(parts, Rules.all(policy));
    }

    /** With other rules than all: for the test that takes each out. */
    Door(Parts parts, Rules rules) {
        this.store = parts.store();
        this.verifier = parts.verifier();
        this.challenges = parts.challenges();
        this.credentials = parts.credentials();
        this.taps = new TapStore(store.engine(), parts.certificates(), parts.clock());
        this.standings = parts.standings();
        this.keys = new KeyFacts(
                store.engine(), parts.certificates(), parts.credentials(), parts.invitations(), parts.recoveries());
        this.opening = parts.opening();
        this.ending = parts.ending();
        this.clock = parts.clock();
        this.rules = rules;
    }

    /** Opens a kiosk's session for the holder of a card. */
    public Opening.AtKiosk open(Proof.Tap proof) throws RefusedException {
        TapSeen looked = look(proof);
        Rule.check(rules.tap(), looked);
        TapSeen seen = standing(looked);
        return store.<Opening.AtKiosk, RefusedException>transact(tx -> {
            TapFound found = taps.find(tx, seen);
            Rule.check(rules.tapFound(), found);
            UUID person = found.card().flatMap(TapFound.Card::holder).orElseThrow();
            UUID card = seen.card().claims().card();
            ending.beforeTap(tx, card, seen.kioskId(), seen.now());
            return opening.atKiosk(
                    tx,
                    person,
                    acrOf(seen),
                    card,
                    seen.kiosk().claims().kiosk(),
                    seen.standing().map(Standing::detail),
                    seen.now());
        });
    }

    /** Opens a browser's session for the owner of a key; a registration also pins the key and redeems the invitation. */
    public Opening.InBrowser open(Proof.Key proof) throws RefusedException {
        KeySeen seen = look(proof.assertion());
        Rule.check(rules.key(), seen);
        Rule.check(rules.caller(), new Rules.Called(seen.challenge(), proof.preSession()));
        Rule.check(rules.of(seen.ceremony()), seen);
        return store.<Opening.InBrowser, RefusedException>transact(tx -> {
            Confirmed confirmed = confirm(tx, seen, Optional.empty(), proof.device());
            UUID person = confirmed.person();
            if (proof.former().isPresent()) {
                ending.ofCookie(tx, proof.former().get(), EndReason.REPLACED, seen.now(), person.toString());
            }
            return opening.inBrowser(tx, person, confirmed.by(), seen.now());
        });
    }

    /**
     * Gives a session leave to add a key, for as long as a challenge lasts; the answer is that challenge. Whether the session's
     * person showed a key just now, the caller has asked.
     */
    public String ask(SignedIn session, String handle) {
        Instant now = clock.instant();
        store.transact(tx -> {
            KeyGrants.give(tx, session.session(), session.person(), now.plus(Challenges.LIFETIME), now);
            return null;
        });
        return challenges.issue(Purpose.ADDITION, session.session().toString(), handle);
    }

    /** Adds a key to those of whoever is signed in; the session goes on as it is. The answer is the credential's id. */
    public String add(Proof.Addition proof) throws RefusedException {
        KeySeen seen = look(proof.assertion()).asAddition();
        if (seen.ceremony() != Ceremony.CREATE) {
            throw new RefusedException(Reason.CEREMONY_OF_ANOTHER_TYPE);
        }
        Rule.check(rules.key(), seen);
        Rule.check(
                rules.caller(),
                new Rules.Called(seen.challenge(), proof.session().toString()));
        Rule.check(rules.of(seen.ceremony()), seen);
        store.<Confirmed, RefusedException>transact(tx -> confirm(tx, seen, proof.name(), proof.device()));
        return seen.credentialId();
    }

    /**
     * Says whether a registration would be let in if its browser brought it: everything but the pre-session is checked, and
     * nothing is consumed or kept. For the WebAuthn service, before it stores the credential.
     */
    public void rehearse(String registration) throws RefusedException {
        KeySeen looked = look(registration);
        KeySeen seen = looked.askedForByASession() ? looked.asAddition() : looked;
        if (seen.ceremony() != Ceremony.CREATE) {
            throw new RefusedException(Reason.CEREMONY_OF_ANOTHER_TYPE);
        }
        Rule.check(rules.key(), seen);
        Rule.check(rules.of(seen.ceremony()), seen);
        try {
            store.<Void, Exception>transact(tx -> {
                confirm(tx, seen, Optional.empty(), Optional.empty());
                throw new RehearsalOver();
            });
        } catch (RehearsalOver rolledBack) {
            // all rules held
        } catch (RefusedException | RuntimeException refused) {
            throw refused;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private TapSeen look(Proof.Tap proof) throws RefusedException {
        VerifiedKioskAssertion kiosk;
        try {
            kiosk = verifier.verifyKiosk(proof.clientAssertion());
        } catch (AssertionException refused) {
            throw new RefusedException(Reason.KIOSK_ASSERTION, refused.reason().name());
        }
        VerifiedCardAssertion card;
        try {
            card = verifier.verifyCard(proof.assertion());
        } catch (AssertionException refused) {
            throw new RefusedException(Reason.CARD_ASSERTION, refused.reason().name());
        }
        return new TapSeen(
                card, kiosk, challenges.recognise(card.claims().challenge()), Optional.empty(), clock.instant());
    }

    /** An outside authority's card: whoever it trusts is asked now, before the transaction, which must not wait for a network. */
    private TapSeen standing(TapSeen seen) throws RefusedException {
        if (seen.card().leaf().outside().isEmpty()) {
            return seen;
        }
        try {
            return seen.with(standings.of(seen.card().leaf()));
        } catch (PkiException refused) {
            Reason reason = refused.reason() == PkiReason.CERTIFICATE_REVOKED
                    ? Reason.CARD_CERTIFICATE_NOT_GOOD
                    : Reason.CARD_STATUS_UNKNOWN;
            throw new RefusedException(reason, refused.reason().name());
        }
    }

    private KeySeen look(String assertion) throws RefusedException {
        VerifiedWebAuthnAssertion verified;
        try {
            verified = verifier.verifyWebAuthn(assertion);
        } catch (AssertionException refused) {
            throw new RefusedException(
                    Reason.WEBAUTHN_ASSERTION, refused.reason().name());
        }
        var claims = verified.claims();
        KeySeen seen = new KeySeen(
                verified,
                AuthenticatorData.parse(claims.evidence().authenticatorData()),
                ClientData.parse(claims.evidence().clientDataJson()),
                challenges.recognise(claims.challenge()),
                Optional.empty(),
                false,
                clock.instant());
        return seen.ceremony() == Ceremony.GET
                ? seen.with(store.read(h -> credentials.find(h, seen.credentialId())))
                : seen;
    }

    /** Whose key it is, and what a session rests on that it opens. */
    private record Confirmed(UUID person, Opening.ByKey by) {}

    /** Inside the transaction: looks at what the store says, and answers whose key it is. */
    private Confirmed confirm(Handle tx, KeySeen seen, Optional<String> name, Optional<String> device)
            throws RefusedException {
        KeyUse use = KeyUse.now(seen.data().backedUp(), seen.now(), device);
        if (seen.ceremony() == Ceremony.GET) {
            KeyFound.SignIn found = keys.signIn(tx, seen);
            Rule.check(rules.keyFound(), found);
            Rule.check(rules.signInFound(), found);
            PinnedCredential credential = found.credential().orElseThrow();
            KeyJudged judged = keys.judged(tx, credential, seen.now());
            Rule.check(rules.policy(), judged);
            keys.used(tx, credential, use);
            return confirmed(tx, credential, judged, seen);
        }
        PinnedCredential credential;
        if (seen.addition()) {
            KeyFound.Addition found = keys.addition(tx, seen, name, use);
            Rule.check(rules.keyFound(), found);
            Rule.check(rules.additionFound(), found);
            KeyGrants.Grant grant = found.grant().orElseThrow();
            KeyGrants.spend(tx, grant.session());
            credential = KeyFacts.credential(seen, grant.person(), use);
        } else {
            KeyFound.Registration found = keys.registration(tx, seen, use);
            Rule.check(rules.keyFound(), found);
            Rule.check(rules.registrationFound(), found);
            keys.redeem(tx, found, seen);
            credential =
                    KeyFacts.credential(seen, found.invitation().orElseThrow().person(), use);
        }
        KeyJudged judged = keys.judged(tx, credential, seen.now());
        Rule.check(rules.policy(), judged);
        keys.added(tx, credential, judged, name, seen.now());
        return confirmed(tx, credential, judged, seen);
    }

    private Confirmed confirmed(Handle tx, PinnedCredential credential, KeyJudged judged, KeySeen seen) {
        boolean more = keys.shortOfKeys(tx, credential.person(), judged.policy());
        // DESIGN: "AAL2; AAL3 if attested and certified by MDS".
        Optional<Integer> aal = seen.level() == Acr.KEY
                        && judged.key().trusted()
                        && judged.key().certified()
                ? Optional.of(3)
                : Optional.empty();
        return new Confirmed(credential.person(), new Opening.ByKey(credential.id(), seen.level(), aal, more));
    }

    /** 9A is used after its PIN alone, and on contacts alone; a tap is 9E. The profile is the certificate's, not a claim. */
    private static Acr acrOf(TapSeen seen) {
        return seen.card().leaf().profile() == Profile.CARD_9A ? Acr.TAP_PIN : Acr.TAP;
    }

    /** Rolls a rehearsal back. */
    private static final class RehearsalOver extends Exception {
        private static final long serialVersionUID = 1L;

        RehearsalOver() {
            super(null, null, false, false);
        }
    }
}
