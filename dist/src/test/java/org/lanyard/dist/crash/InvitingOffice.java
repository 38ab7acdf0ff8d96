package org.lanyard.dist.crash;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.lanyard.dist.serve.Node;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.session.http.Desk;
import org.lanyard.session.invitation.InvitationOrder;
import org.lanyard.session.invitation.Invited;
import org.lanyard.session.invitation.SecondCodeChannel;

/** The office beside the service, on the same store: enters parents and writes them letters while the service runs or is down. */
final class InvitingOffice implements AutoCloseable {
    private static final String ACTOR = "office";

    private final Store store;
    private final Desk desk;
    private final InstantSource clock = InstantSource.system();

    InvitingOffice(Grounds grounds) throws Exception {
        store = Store.open(grounds.store(), Node.MIGRATIONS);
        SecureRandom random = new SecureRandom();
        AuditLog audit = new AuditLog(MasterKey.openOrCreate(grounds.masterKey()), random);
        desk = Desk.of(store.engine(), audit, new CertificateRegistry(store.engine(), audit), random);
    }

    /** A guardian at the school of {@code another}. */
    ParentBook enter(String givenName, UUID another, Random random) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        ByteBuffer bytes = ByteBuffer.allocate(32);
        while (bytes.hasRemaining()) {
            bytes.putLong(random.nextLong());
        }
        String handle = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        store.transact(tx -> {
            Sql.update(
                    tx,
                    "INSERT INTO person (id, role, given_name, family_name, status, handle)"
                            + " VALUES (?, 'guardian', ?, 'Prydderch', 'active', ?)",
                    id,
                    givenName,
                    handle);
            return Sql.update(
                    tx,
                    "INSERT INTO person_school (person_id, school_id)"
                            + " SELECT ?, school_id FROM person_school WHERE person_id = ?",
                    id,
                    another);
        });
        return new ParentBook(id, givenName + " Prydderch", handle);
    }

    /** A letter; the one before that was not redeemed is withdrawn. */
    ParentBook.Letter invite(ParentBook parent) {
        try {
            Invited invited = store.<Invited, Exception>transact(tx -> desk.invitations()
                    .create(tx, InvitationOrder.letter(parent.person, SecondCodeChannel.TOLD), clock.instant(), ACTOR));
            return new ParentBook.Letter(
                    invited.code().reveal(), invited.second().orElseThrow().reveal());
        } catch (Exception refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
