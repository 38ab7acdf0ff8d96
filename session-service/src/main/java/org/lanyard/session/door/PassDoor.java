package org.lanyard.session.door;

import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.assertion.AssertionException;
import org.lanyard.pki.assertion.AssertionVerifier;
import org.lanyard.pki.assertion.KioskClaims;
import org.lanyard.pki.assertion.VerifiedKioskAssertion;
import org.lanyard.pki.store.Store;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.challenge.Challenges;
import org.lanyard.session.login.Ending;
import org.lanyard.session.login.Opening;
import org.lanyard.session.pass.Pass;
import org.lanyard.session.pass.PassCode;
import org.lanyard.session.pass.PassTries;
import org.lanyard.session.pass.Passes;

/**
 * The door for lesson passes: a grant of our own that stands in the store, instead of a card's assertion. The steps are the
 * {@link Door}'s; but a wrong code leaves something behind, its try and its audit row.
 */
public final class PassDoor {
    private final Parts parts;
    private final PassStore found;
    private final PassRules rules;

    /** What it is built of. */
    public record Parts(
            Store store,
            AssertionVerifier verifier,
            Challenges challenges,
            Passes passes,
            CertificateLock certificates,
            Opening opening,
            Ending ending,
            InstantSource clock) {}

    /** A session, or why there is none: what a wrong code leaves behind must be committed. */
    private record Outcome(Optional<Opening.AtKiosk> opened, Optional<RefusedException> refused) {}

    public PassDoor(Parts parts) {
        this(parts, PassRules.ALL);
    }

    /** With other rules than all: for the test that takes each out. */
    PassDoor(Parts parts, PassRules rules) {
        this.parts = parts;
        this.found = new PassStore(parts.store().engine(), parts.passes(), parts.certificates());
        this.rules = rules;
    }

    /**
     * Opens a kiosk's session for the pupil whom a pass is for. One that the same pass opened before ends.
     *
     * @throws RefusedException for the first of {@link PassRules} that does not hold
     */
    public Opening.AtKiosk open(Proof.Pass proof) throws RefusedException {
        PassSeen seen = look(proof);
        Rule.check(rules.seen(), seen);
        Outcome outcome = parts.store().<Outcome, RefusedException>transact(tx -> open(tx, seen));
        if (outcome.refused().isPresent()) {
            throw outcome.refused().get();
        }
        return outcome.opened().orElseThrow();
    }

    private Outcome open(Handle tx, PassSeen seen) throws RefusedException {
        PassFound kiosk = found.kiosk(tx, seen);
        Rule.check(rules.kiosk(), kiosk);
        PassFound pass = found.pass(tx, seen, kiosk);
        try {
            Rule.check(rules.found(), pass);
        } catch (RefusedException refused) {
            parts.passes().refused(tx, pass.pass(), refused.reason(), seen.now(), seen.kioskId());
            return new Outcome(Optional.empty(), Optional.of(refused));
        }
        PassTries.giveBack(tx, seen.kioskId());
        Pass good = pass.pass().orElseThrow();
        parts.ending().beforePass(tx, good.id(), seen.now(), seen.kioskId());
        return new Outcome(
                Optional.of(parts.opening()
                        .byPass(
                                tx,
                                good.person(),
                                good.id(),
                                seen.kiosk().claims().kiosk(),
                                good.until(),
                                seen.now())),
                Optional.empty());
    }

    private PassSeen look(Proof.Pass proof) throws RefusedException {
        VerifiedKioskAssertion kiosk;
        try {
            kiosk = parts.verifier().verifyKiosk(proof.clientAssertion());
        } catch (AssertionException refused) {
            throw new RefusedException(Reason.KIOSK_ASSERTION, refused.reason().name());
        }
        return new PassSeen(
                kiosk,
                parts.challenges().recognise(kiosk.claims().jti()),
                KioskClaims.hashOf(proof.code()),
                PassCode.typed(proof.code()),
                parts.clock().instant());
    }
}
