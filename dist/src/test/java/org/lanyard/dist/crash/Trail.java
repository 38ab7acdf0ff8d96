package org.lanyard.dist.crash;

import static org.lanyard.dist.crash.DoorCaller.require;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.cli.Main;
import org.lanyard.dist.crash.CardBook.Word;
import org.lanyard.dist.serve.Node;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.CertificateLookup;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import picocli.CommandLine;

/** What the store says, beside the service that was started again: cards, certificates, and the trail of who did what. */
final class Trail {
    private final Grounds grounds;
    private long since;

    Trail(Grounds grounds) {
        this.grounds = grounds;
    }

    /** What comes from now on belongs to the next life. */
    void begin() {
        since = System.currentTimeMillis();
    }

    /** A revocation that was acknowledged is there, and one that was not is there as a whole or not at all. */
    void settle(List<CardBook> cards) throws PkiException {
        try (Store store = Store.open(grounds.store(), Node.MIGRATIONS)) {
            for (CardBook card : cards) {
                store.<Void, PkiException>read(h -> {
                    settle(h, card);
                    return null;
                });
            }
        }
    }

    private static void settle(Handle h, CardBook card) throws PkiException {
        String status = Sql.one(h, "SELECT status FROM card WHERE id = ?", row -> row.getString(1), card.id)
                .orElseThrow(() -> new AssertionError("a card that was acknowledged is not there"));
        boolean lost = status.equals("lost");
        // On hold or for ever: a lost card may be found.
        boolean revoked = CertificateLookup.find(h, CertificateId.of(card.key.certificate()))
                        .orElseThrow(() -> new AssertionError("a certificate that was handed out is not there"))
                        .status()
                != CertificateStatus.GOOD;
        require(!lost || revoked, "a lost card whose certificate is good");
        require(lost || card.lost != Word.GONE, "a lost card is " + status + " again");
        require(revoked || card.certificate != Word.GONE, "a revoked certificate is good again");
        require(!lost || card.lost != Word.GOOD, "a card is lost that nobody reported");
        card.lost = lost ? Word.GONE : Word.GOOD;
        card.certificate = revoked ? Word.GONE : Word.GOOD;
    }

    /** The chain is whole, and each session of this life has its rows in it. */
    void check(boolean thoroughly) {
        StringWriter told = new StringWriter();
        CommandLine lanyard = Main.commandLine();
        lanyard.setOut(new PrintWriter(told)).setErr(new PrintWriter(told));
        String[] where = grounds.storeOptions();
        String[] command = new String[where.length + 4];
        command[0] = "audit";
        command[1] = "verify";
        command[2] = "--heads";
        command[3] = grounds.auditHeads().toString();
        System.arraycopy(where, 0, command, 4, where.length);
        require(lanyard.execute(command) == 0, "lanyard audit verify says:\n" + told);
        try (Store store = Store.open(grounds.store(), Node.MIGRATIONS)) {
            require(ids(store, "").equals(told(store, "session.opened")), "a session without its row in the trail");
            require(
                    told(store, "session.ended").containsAll(ids(store, " AND ended_at IS NOT NULL")),
                    "a session that ended without its row in the trail");
            if (thoroughly && store.engine() == Engine.SQLITE) {
                String integrity = store.<String, RuntimeException>read(
                        h -> Sql.one(h, "PRAGMA integrity_check", row -> row.getString(1))
                                .orElseThrow());
                require(integrity.equals("ok"), integrity);
            }
        }
    }

    private Set<String> ids(Store store, String also) {
        return new HashSet<>(store.<List<String>, RuntimeException>read(h -> Sql.list(
                h, "SELECT id FROM login_session WHERE signed_in_at >= ?" + also, row -> row.getString(1), since)));
    }

    private Set<String> told(Store store, String kind) {
        return new HashSet<>(store.<List<String>, RuntimeException>read(h -> Sql.list(
                h,
                "SELECT facts FROM audit_row WHERE at >= ? AND kind = ?",
                row -> row.getString(1).replaceFirst(".*\"session\":\"([^\"]*)\".*", "$1"),
                since,
                kind)));
    }
}
