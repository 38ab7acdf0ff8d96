package org.lanyard.dist.e2e;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.serve.Node;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.cli.StoreOptions;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;
import org.lanyard.session.RefusedException;
import org.lanyard.session.guardianship.FamilySafety;
import org.lanyard.session.http.Desk;
import org.lanyard.session.invitation.InvitationOrder;
import org.lanyard.session.invitation.SecondCode;
import org.lanyard.session.invitation.SecondCodeChannel;
import org.lanyard.session.login.EndReason;
import org.lanyard.session.login.Ending;
import org.lanyard.session.pass.PassOrder;
import org.lanyard.session.pass.PassPlace;
import org.lanyard.session.pass.Passes;
import org.lanyard.session.people.Duty;
import org.lanyard.session.people.HeldDuty;

/** What a school's office does, on the store beside the running service. */
final class Office implements AutoCloseable {
    private static final String ACTOR = "test:office";
    private static final Duration LONG_AGO = Duration.ofDays(30);
    private static final URI KIOSK = URI.create("urn:lanyard:demo:kiosk");

    private final SecureRandom random = new SecureRandom();
    private final URI issuer;
    private final Store store;
    private final Desk desk;
    private final MasterKey master;
    private final AuditLog audit;

    /** @param data the folder of a demo */
    Office(Path data, URI issuer) {
        this.issuer = issuer;
        this.store = Store.open(StoreConfig.sqlite(data.resolve(StoreOptions.STORE_FILE)), Node.MIGRATIONS);
        try {
            master = MasterKey.openOrCreate(data.resolve(StoreOptions.MASTER_KEY_FILE), random);
            audit = new AuditLog(master, random);
            this.desk = Desk.of(store.engine(), audit, new CertificateRegistry(store.engine(), audit), random);
        } catch (PkiException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new invitation: by letter, or in person whom no letter may reach. */
    Invited invite(String givenName) {
        return invite(givenName, Instant.now());
    }

    /** An invitation that nobody used in time. */
    Invited expiredInvitation(String givenName) {
        return invite(givenName, Instant.now().minus(LONG_AGO));
    }

    private Invited invite(String givenName, Instant at) {
        try {
            var made = store.<org.lanyard.session.invitation.Invited, RefusedException>transact(tx -> {
                UUID person = person(tx, givenName);
                InvitationOrder order = FamilySafety.inPersonOnly(tx, person, at)
                        ? InvitationOrder.inPerson(person)
                        : InvitationOrder.letter(person, SecondCodeChannel.TOLD);
                return desk.invitations().create(tx, order, at, ACTOR);
            });
            return new Invited(
                    made.link(issuer.toString()),
                    made.second().map(SecondCode::reveal).orElse(""));
        } catch (RefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The person's id; given names are unique in the demo as far as tests use them. */
    UUID person(String givenName) {
        return store.read(h -> person(h, givenName));
    }

    private static UUID person(Handle h, String givenName) {
        return Sql.one(
                        h,
                        "SELECT id FROM person WHERE given_name = ? ORDER BY id",
                        row -> UUID.fromString(row.getString(1)),
                        givenName)
                .orElseThrow(() -> new IllegalArgumentException("nobody is called " + givenName));
    }

    /** Registers a client that may introspect; the answer is its secret. */
    String client(String id) {
        return store.transact(tx -> desk.clients().register(tx, id, Instant.now(), ACTOR))
                .reveal();
    }

    /** Charges a member of staff with a school's office. */
    void works(String givenName) {
        try {
            store.<Void, RefusedException>transact(tx -> {
                UUID person = person(tx, givenName);
                UUID school = Sql.one(
                                tx,
                                "SELECT school_id FROM person_school WHERE person_id = ?",
                                row -> UUID.fromString(row.getString(1)),
                                person)
                        .orElseThrow();
                HeldDuty office = new HeldDuty(Duty.OFFICE, Optional.of(school));
                desk.duties().give(tx, person, office, Instant.now(), ACTOR, "works in the office");
                return null;
            });
        } catch (RefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many sessions have ended because their card was seen elsewhere. */
    int flagged() {
        return store.read(h -> Sql.one(
                        h,
                        "SELECT COUNT(*) FROM audit_row WHERE kind = 'session.ended' AND facts LIKE '%TAPPED_ELSEWHERE%'"
                                + " AND facts LIKE '%flagged%'",
                        row -> row.getInt(1))
                .orElseThrow());
    }

    /** A lesson pass for the demo's kiosk, until an hour from now. */
    String pass(String givenName) {
        Instant now = Instant.now();
        PassOrder order = new PassOrder(person(givenName), new PassPlace.AtKiosk(KIOSK), now.plus(Duration.ofHours(1)));
        try {
            Passes passes = Passes.of(store, master, audit, new Ending(audit), Clock.systemUTC(), random);
            return store.<Passes.Issued, RefusedException>transact(tx -> passes.issue(tx, order, now, ACTOR))
                    .code()
                    .reveal();
        } catch (PkiException | RefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many sessions ended for this reason. */
    int ended(EndReason reason) {
        return store.read(h -> Sql.one(
                        h, "SELECT COUNT(*) FROM login_session WHERE end_reason = ?", row -> row.getInt(1), reason))
                .orElse(0);
    }

    /** As if everybody who is signed in had come an hour earlier. */
    void anHourLater() {
        store.transact(tx -> tx.execute("UPDATE login_session SET signed_in_at = signed_in_at - 3600000"));
    }

    /** As if whoever is signed in had fewer keys than they must have. */
    void mustAddKey(String givenName) {
        store.transact(tx -> tx.execute(
                "UPDATE login_session SET must_add_key = 1 WHERE person_id = ?",
                person(givenName).toString()));
    }

    /** Gives everybody the same picture. */
    void pictures(String name) {
        store.transact(tx -> tx.execute("UPDATE person SET picture = ?", name));
    }

    /** Says where the screen of the demo's kiosk is, and lets it serve the school. */
    void kiosk(URI clientId, String origin) {
        store.transact(tx -> {
            UUID school = Sql.one(tx, "SELECT school_id FROM kiosk_school", row -> UUID.fromString(row.getString(1)))
                    .orElseThrow();
            desk.kiosks().register(tx, clientId, origin, Set.of(school), Instant.now(), ACTOR);
            return null;
        });
    }

    @Override
    public void close() {
        store.close();
    }
}
