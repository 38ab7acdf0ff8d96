package org.lanyard.pki.store;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;

/** The statements of a card sign-in, for measuring: three inserts of its own, four looks, one audit row. */
final class SignInUnit {
    static final int CARDS = 1_000;
    private static final String ISSUER = "a".repeat(64);
    private static final String KIOSK = "https://kiosk.example/1";
    private static final String CHALLENGE =
            "INSERT INTO m_challenge (nonce, expires) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final String SESSION =
            "INSERT INTO m_session (id_hash, person, acr, opened, seen) VALUES (?, ?, ?, ?, ?)";
    private static final String TOKEN = "INSERT INTO m_token (hash, session, expires) VALUES (?, ?, ?)";
    private static final String AUDIT =
            "INSERT INTO audit_row (at, kind, actor, subject, facts, personal) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String CARD = "SELECT status, holder FROM m_card WHERE id = ?";
    private static final String CERTIFICATE = "SELECT status FROM m_certificate WHERE issuer = ? AND serial = ?";
    private static final String KIOSKS = "SELECT origin, status FROM m_kiosk WHERE client_id = ?";

    private SignInUnit() {}

    static void fill(Store store) {
        store.transact(tx -> {
            for (int i = 0; i < CARDS; i++) {
                Sql.update(
                        tx, "INSERT INTO m_card (id, status, holder) VALUES (?, 'active', ?)", card(i), card(-i - 1));
                Sql.update(
                        tx, "INSERT INTO m_certificate (issuer, serial, status) VALUES (?, ?, 'GOOD')", ISSUER, "" + i);
            }
            return Sql.update(tx, "INSERT INTO m_kiosk (client_id, origin, status) VALUES (?, 'o', 'active')", KIOSK);
        });
    }

    private static String card(int number) {
        return new UUID(0, number).toString();
    }

    static byte[] plain(Handle tx) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int n = random.nextInt(CARDS);
        byte[] id = new byte[32];
        byte[] token = new byte[32];
        random.nextBytes(id);
        random.nextBytes(token);
        long now = System.currentTimeMillis();
        if (Sql.update(tx, CHALLENGE, new UUID(random.nextLong(), random.nextLong()), now) != 1) {
            throw new IllegalStateException("challenge");
        }
        String holder = Sql.one(tx, CARD, row -> row.getString(2), card(n)).orElseThrow();
        Sql.one(tx, CERTIFICATE, row -> row.getString(1), ISSUER, "" + n).orElseThrow();
        Sql.one(tx, KIOSKS, row -> row.getString(2), KIOSK).orElseThrow();
        Sql.update(tx, SESSION, id, holder, "urn:lanyard:acr:tap", now, now);
        Sql.update(tx, TOKEN, token, id, now);
        Sql.update(tx, AUDIT, now, "session.opened", "urn:uuid:" + card(n), holder, "{\"acr\":\"tap\"}", null);
        return id;
    }

    static byte[] jdbi(Handle tx) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int n = random.nextInt(CARDS);
        byte[] id = new byte[32];
        byte[] token = new byte[32];
        random.nextBytes(id);
        random.nextBytes(token);
        long now = System.currentTimeMillis();
        tx.execute(CHALLENGE, new UUID(random.nextLong(), random.nextLong()).toString(), now);
        List<String> holder =
                tx.select(CARD, card(n)).map((row, context) -> row.getString(2)).list();
        tx.select(CERTIFICATE, ISSUER, "" + n)
                .map((row, context) -> row.getString(1))
                .one();
        tx.select(KIOSKS, KIOSK).map((row, context) -> row.getString(2)).one();
        tx.execute(SESSION, id, holder.get(0), "urn:lanyard:acr:tap", now, now);
        tx.execute(TOKEN, token, id, now);
        tx.execute(AUDIT, now, "session.opened", "urn:uuid:" + card(n), holder.get(0), "{\"acr\":\"tap\"}", null);
        return id;
    }
}
