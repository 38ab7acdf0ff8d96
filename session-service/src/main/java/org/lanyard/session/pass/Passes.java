package org.lanyard.session.pass;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.challenge.NodeSecrets;
import org.lanyard.session.login.EndReason;
import org.lanyard.session.login.Ending;

/**
 * The table of lesson passes: what teachers do with it, and how the door finds one. Every method takes the caller's transaction.
 */
public final class Passes {
    /** A school day: nothing that calls itself a lesson is longer. */
    public static final Duration LONGEST = Duration.ofHours(10);

    /** The nodes' secret that codes are hashed with. */
    public static final String SECRET = "lesson-pass";

    private static final int MOST_LISTED = 500;
    private static final String AT_KIOSK = "SELECT ks.school_id FROM kiosk_school ks JOIN kiosk k"
            + " ON k.client_id = ks.client_id WHERE k.client_id = ?";
    private static final String IN_ROOM = "SELECT DISTINCT ks.school_id FROM kiosk_school ks JOIN kiosk k"
            + " ON k.client_id = ks.client_id WHERE k.room = ?";

    private final AuditLog audit;
    private final Ending ending;
    private final byte[] pepper;
    private final SecureRandom random;
    private final String byCode;
    private final String byId;
    private final String lockPerson;

    /** A fresh pass; the only time that its code is seen. */
    public record Issued(Pass pass, PassCode code) {}

    /** @param pepper 32 bytes that the nodes share */
    public Passes(Engine engine, AuditLog audit, Ending ending, byte[] pepper, SecureRandom random) {
        this.audit = audit;
        this.ending = ending;
        this.pepper = pepper.clone();
        this.random = random;
        String select = "SELECT " + Pass.COLUMNS + " FROM lesson_pass l WHERE ";
        this.byCode = select + "l.code_hash = ?" + engine.forUpdate();
        this.byId = select + "l.id = ?" + engine.forUpdate();
        this.lockPerson = "SELECT role, status FROM person WHERE id = ?" + engine.forUpdate();
    }

    /**
     * With the secret of a store, made there if it has none yet.
     *
     * @throws PkiException if the store's secrets are not of this master key
     */
    public static Passes of(
            Store store, MasterKey master, AuditLog audit, Ending ending, InstantSource clock, SecureRandom random)
            throws PkiException {
        byte[] pepper = new NodeSecrets(store, master, clock, random).secret(SECRET);
        return new Passes(store.engine(), audit, ending, pepper, random);
    }

    /**
     * Gives a pupil a pass. An earlier one of theirs ends, and its session with it: a pupil is in one place.
     *
     * @param actor the teacher
     * @throws RefusedException PASS_TIMES, PASS_NOT_FOR_A_PUPIL, HOLDER_INACTIVE, KIOSK_OF_ANOTHER_SCHOOL (also where there is
     *     no such kiosk or room)
     */
    public Issued issue(Handle tx, PassOrder order, Instant at, String actor) throws RefusedException {
        if (!at.isBefore(order.until()) || order.until().isAfter(at.plus(LONGEST))) {
            throw new RefusedException(Reason.PASS_TIMES);
        }
        requirePupil(tx, order.pupil());
        UUID school = school(tx, order);
        for (UUID earlier : liveOf(tx, order.pupil(), at)) {
            end(tx, earlier, at, actor, "another pass");
        }
        PassCode code = PassCode.random(random);
        Pass pass = new Pass(
                UUID.randomUUID(), order.pupil(), school, order.place(), at, actor, order.until(), Optional.empty());
        Sql.update(
                tx,
                "INSERT INTO lesson_pass (id, code_hash, person_id, school_id, kiosk, room, issued_at, issued_by, until_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                pass.id(),
                code.hash(pepper),
                pass.person(),
                school,
                pass.place() instanceof PassPlace.AtKiosk kiosk
                        ? kiosk.clientId().toString()
                        : null,
                pass.place() instanceof PassPlace.InRoom in ? in.room() : null,
                at,
                actor,
                order.until());
        Map<String, String> facts = new HashMap<>();
        facts.put("until", order.until().toString());
        facts.put("place", placeOf(pass.place()));
        tell(tx, "pass.issued", pass, at, actor, facts);
        return new Issued(pass, code);
    }

    /** Ends a pass, and the session that it opened; false where it was over before, or is unknown. */
    public boolean end(Handle tx, UUID pass, Instant at, String actor, String why) {
        Optional<Pass> found =
                Sql.one(tx, byId, Pass::read, pass).filter(row -> row.endedAt().isEmpty());
        if (found.isEmpty()) {
            return false;
        }
        Sql.update(tx, "UPDATE lesson_pass SET ended_at = ? WHERE id = ?", at, pass);
        ending.ofPass(tx, pass, EndReason.PASS_ENDED, at, actor);
        tell(tx, "pass.ended", found.get(), at, actor, Map.of("why", why));
        return true;
    }

    /** The pass of a code, locked until the transaction is over. */
    public Optional<Pass> find(Handle tx, PassCode code) {
        return Sql.one(tx, byCode, Pass::read, (Object) code.hash(pepper));
    }

    /** Writes down that a code was refused; the code itself is written nowhere. */
    public void refused(Handle tx, Optional<Pass> pass, Reason reason, Instant at, String kiosk) {
        Map<String, String> facts = new HashMap<>();
        facts.put("reason", reason.name());
        pass.ifPresent(known -> facts.put("pass", known.id().toString()));
        String about = pass.map(known -> known.person().toString()).orElse(kiosk);
        audit.append(tx, AuditEvent.of(at, "pass.refused", kiosk, about, facts));
    }

    /** The passes that could be redeemed now, those that end first first; at most 500. */
    public static List<Pass> live(Handle h, Instant now) {
        return Sql.list(
                h,
                "SELECT " + Pass.COLUMNS + " FROM lesson_pass l WHERE l.until_at > ? AND l.ended_at IS NULL"
                        + " ORDER BY l.until_at, l.id LIMIT " + MOST_LISTED,
                Pass::read,
                now);
    }

    private void requirePupil(Handle tx, UUID person) throws RefusedException {
        Optional<String[]> found =
                Sql.one(tx, lockPerson, row -> new String[] {row.getString(1), row.getString(2)}, person);
        if (found.isEmpty() || !found.get()[0].equals("pupil")) {
            throw new RefusedException(Reason.PASS_NOT_FOR_A_PUPIL);
        } else if (!found.get()[1].equals("active")) {
            throw new RefusedException(Reason.HOLDER_INACTIVE);
        }
    }

    /** The school that pupil and place have in common. */
    private static UUID school(Handle tx, PassOrder order) throws RefusedException {
        List<String> places = order.place() instanceof PassPlace.AtKiosk kiosk
                ? Sql.list(
                        tx, AT_KIOSK, row -> row.getString(1), kiosk.clientId().toString())
                : Sql.list(tx, IN_ROOM, row -> row.getString(1), ((PassPlace.InRoom) order.place()).room());
        return Sql.list(
                        tx,
                        "SELECT s.id FROM person_school ps JOIN school s ON s.id = ps.school_id"
                                + " WHERE ps.person_id = ? AND s.status = 'active' ORDER BY s.id",
                        row -> row.getString(1),
                        order.pupil())
                .stream()
                .filter(places::contains)
                .findFirst()
                .map(UUID::fromString)
                .orElseThrow(() -> new RefusedException(Reason.KIOSK_OF_ANOTHER_SCHOOL));
    }

    private static List<UUID> liveOf(Handle tx, UUID person, Instant now) {
        return Sql.list(
                tx,
                "SELECT id FROM lesson_pass WHERE person_id = ? AND until_at > ? AND ended_at IS NULL",
                row -> UUID.fromString(row.getString(1)),
                person,
                now);
    }

    private static String placeOf(PassPlace place) {
        return place instanceof PassPlace.AtKiosk kiosk
                ? kiosk.clientId().toString()
                : "room " + ((PassPlace.InRoom) place).room();
    }

    private void tell(Handle tx, String kind, Pass pass, Instant at, String actor, Map<String, String> facts) {
        Map<String, String> all = new HashMap<>(facts);
        all.put("pass", pass.id().toString());
        audit.append(tx, AuditEvent.of(at, kind, actor, pass.person().toString(), all));
    }
}
