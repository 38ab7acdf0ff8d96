package org.lanyard.session.door;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Store;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.invitation.Held;
import org.lanyard.session.invitation.InvitationOpening;
import org.lanyard.session.invitation.SourceTries;
import org.lanyard.session.recovery.Recoveries;
import org.lanyard.session.recovery.RecoveryCode;
import org.lanyard.session.recovery.RecoveryCodes;

/**
 * The door for one-time codes: a grant of our own that stands in the store. It opens no session, only the registration of a new
 * key, as an invitation does; the code is used up by the key, not by the opening, so that a ceremony that breaks off costs none.
 */
public final class RecoveryDoor {
    private static final UUID NOBODY = new UUID(0, 0);

    private final Parts parts;
    private final RecoveryStore found;
    private final RecoveryRules rules;

    /** What it is built of. */
    public record Parts(
            Store store,
            AuditLog audit,
            RecoveryCodes codes,
            Recoveries recoveries,
            InvitationOpening opening,
            SourceTries sources,
            InstantSource clock) {}

    public RecoveryDoor(Parts parts) {
        this(parts, RecoveryRules.ALL);
    }

    /** With other rules than all: for the test that takes each out. */
    RecoveryDoor(Parts parts, RecoveryRules rules) {
        this.parts = parts;
        this.found = new RecoveryStore(parts.store().engine(), parts.codes());
        this.rules = rules;
    }

    /**
     * Opens the registration of a new key for whoever has a right code. To the outside every refusal is the same.
     *
     * @throws RefusedException for the first of {@link RecoveryRules} that does not hold; INVITATION_TRIES where the source has
     *     had too many
     */
    public Held open(Proof.Recovery proof) throws RefusedException {
        Instant now = parts.clock().instant();
        InvitationOpening.Outcome outcome =
                parts.store().<InvitationOpening.Outcome, RefusedException>transact(tx -> open(tx, proof, now));
        return outcome.orThrow();
    }

    private InvitationOpening.Outcome open(Handle tx, Proof.Recovery proof, Instant now) throws RefusedException {
        RecoveryFound code = found.find(tx, RecoveryCode.typed(proof.code()), now);
        try {
            Rule.check(rules.found(), code);
        } catch (RefusedException refused) {
            return refuse(tx, proof, code, refused, now);
        }
        RecoveryCodes.Grant grant = code.grant().orElseThrow();
        parts.codes().giveBack(tx, grant);
        Recoveries.Opened opened = parts.recoveries().byCode(tx, grant, now);
        return parts.opening()
                .open(
                        tx,
                        new InvitationOpening.Asked(
                                Optional.of(opened.invited().code()),
                                Optional.empty(),
                                proof.preSession(),
                                proof.address()),
                        now);
    }

    private InvitationOpening.Outcome refuse(
            Handle tx, Proof.Recovery proof, RecoveryFound code, RefusedException refused, Instant now) {
        boolean heard = parts.sources().refuse(tx, proof.address(), now);
        if (heard) {
            Map<String, String> facts = new HashMap<>();
            facts.put("reason", refused.reason().name());
            UUID about = code.grant().map(RecoveryCodes.Grant::person).orElse(NOBODY);
            parts.audit().append(tx, AuditEvent.of(now, "recovery.refused", "browser", about.toString(), facts));
        }
        return new InvitationOpening.Outcome(
                Optional.empty(), Optional.of(heard ? refused : new RefusedException(Reason.INVITATION_TRIES)));
    }
}
