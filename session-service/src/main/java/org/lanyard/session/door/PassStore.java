package org.lanyard.session.door;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.pass.Pass;
import org.lanyard.session.pass.PassTries;
import org.lanyard.session.pass.Passes;

/** Gathers what a lesson pass rests on, and locks it: the pass for update, kiosk, pupil and school for share. */
final class PassStore {
    private final Passes passes;
    private final CertificateLock certificates;
    private final String kiosk;
    private final String holder;
    private final String school;

    PassStore(Engine engine, Passes passes, CertificateLock certificates) {
        this.passes = passes;
        this.certificates = certificates;
        this.kiosk = "SELECT status, room FROM kiosk WHERE client_id = ?" + engine.forShare();
        this.holder = "SELECT status FROM person WHERE id = ?" + engine.forShare();
        // The school that the pass was issued for, while the kiosk serves it and the pupil belongs to it.
        this.school = "SELECT s.status FROM school s JOIN kiosk_school ks ON ks.school_id = s.id"
                + " JOIN person_school ps ON ps.school_id = s.id"
                + " WHERE s.id = ? AND ks.client_id = ? AND ps.person_id = ?" + engine.forShare();
    }

    /** What is known of the kiosk; the pass is not looked at yet. */
    PassFound kiosk(Handle tx, PassSeen seen) {
        boolean fresh = ChallengeStore.consume(tx, seen.challenge());
        String id = seen.kioskId();
        Optional<PassFound.Kiosk> found = Sql.one(
                tx,
                kiosk,
                row -> new PassFound.Kiosk(
                        id, row.getString(1).equals("active"), Optional.ofNullable(row.getString(2))),
                id);
        return new PassFound(
                fresh,
                found,
                certificates.lock(tx, seen.kiosk().leaf().id()),
                false,
                Optional.empty(),
                false,
                TapFound.Schools.NONE_IN_COMMON,
                seen.now());
    }

    /** What is known of the pass. Takes one of the kiosk's tries, and looks at nothing if there is none. */
    PassFound pass(Handle tx, PassSeen seen, PassFound kiosk) {
        boolean triesLeft = PassTries.take(tx, seen.kioskId(), seen.now());
        Optional<Pass> pass = triesLeft ? seen.code().flatMap(code -> passes.find(tx, code)) : Optional.empty();
        return new PassFound(
                kiosk.fresh(),
                kiosk.kiosk(),
                kiosk.kioskCertificate(),
                triesLeft,
                pass,
                pass.filter(known -> holderActive(tx, known.person())).isPresent(),
                pass.map(known -> schools(tx, known, seen.kioskId())).orElse(TapFound.Schools.NONE_IN_COMMON),
                seen.now());
    }

    private boolean holderActive(Handle tx, UUID person) {
        return Sql.one(tx, holder, row -> row.getString(1), person)
                .filter("active"::equals)
                .isPresent();
    }

    private TapFound.Schools schools(Handle tx, Pass pass, String kioskId) {
        List<String> statuses = Sql.list(tx, school, row -> row.getString(1), pass.school(), kioskId, pass.person());
        if (statuses.isEmpty()) {
            return TapFound.Schools.NONE_IN_COMMON;
        }
        return statuses.contains("active") ? TapFound.Schools.ACTIVE : TapFound.Schools.INACTIVE;
    }
}
