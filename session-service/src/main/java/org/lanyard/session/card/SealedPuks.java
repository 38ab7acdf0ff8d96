package org.lanyard.session.card;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/**
 * The unblocking codes of cards, sealed under the master key, each with its card's id as context. They are opened one at a time,
 * for a card that is in use, and the trail has who did it and why; there is no way to open many.
 */
public final class SealedPuks {
    private final MasterKey master;
    private final AuditLog audit;
    private final String select;

    public SealedPuks(Engine engine, MasterKey master, AuditLog audit) {
        this.master = master;
        this.audit = audit;
        this.select = "SELECT u.sealed, c.status FROM card_puk u JOIN card c ON c.id = u.card_id WHERE u.card_id = ?"
                + engine.forUpdate("u");
    }

    /** Seals a card's code, in place of an earlier one. @param puk the caller's to wipe */
    public void seal(Handle tx, UUID card, char[] puk, Instant at) {
        byte[] plain = bytes(puk);
        try {
            Sql.update(
                    tx,
                    "INSERT INTO card_puk (card_id, sealed, sealed_at) VALUES (?, ?, ?) ON CONFLICT (card_id)"
                            + " DO UPDATE SET sealed = excluded.sealed, sealed_at = excluded.sealed_at, opened_at = NULL",
                    card,
                    master.wrap(plain, context(card)),
                    at);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /**
     * Opens a card's code, which the caller uses and wipes.
     *
     * @throws RefusedException PUK_MISSING, CARD_NOT_ACTIVE
     * @throws PkiException WRAPPED_SECRET_ALTERED if it was sealed under another master key
     */
    public char[] open(Handle tx, UUID card, Instant at, String actor, String why)
            throws RefusedException, PkiException {
        record Found(byte[] sealed, CardStatus status) {}
        Found found = Sql.one(tx, select, row -> new Found(row.getBytes(1), CardStatus.of(row.getString(2))), card)
                .orElseThrow(() -> new RefusedException(Reason.PUK_MISSING));
        if (found.status() != CardStatus.ACTIVE) {
            throw new RefusedException(Reason.CARD_NOT_ACTIVE, found.status().code());
        }
        byte[] plain = master.unwrap(found.sealed(), context(card));
        try {
            Sql.update(tx, "UPDATE card_puk SET opened_at = ? WHERE card_id = ?", at, card);
            audit.append(tx, AuditEvent.of(at, "card.puk-opened", actor, card.toString(), Map.of("why", why)));
            CharBuffer digits = StandardCharsets.US_ASCII.decode(ByteBuffer.wrap(plain));
            char[] puk = new char[digits.length()];
            digits.get(puk);
            Arrays.fill(digits.array(), '\0');
            return puk;
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static byte[] bytes(char[] puk) {
        ByteBuffer encoded = StandardCharsets.US_ASCII.encode(CharBuffer.wrap(puk));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }

    private static String context(UUID card) {
        return "card-puk:" + card;
    }
}
