package org.lanyard.session.client;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.login.Secret;

/** The table of clients. */
public final class Clients {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int SECRET_BYTES = 32;

    private final AuditLog audit;
    private final SecureRandom random;

    /** A client as far as authenticating it needs. */
    public record Registered(byte[] secretHash, boolean active) {
        public Registered {
            secretHash = secretHash.clone();
        }

        @Override
        public byte[] secretHash() {
            return secretHash.clone();
        }

        /** @throws RefusedException CLIENT_SECRET, CLIENT_SUSPENDED */
        public void authenticate(String secret) throws RefusedException {
            if (!MessageDigest.isEqual(secretHash, Secret.hash(secret))) {
                throw new RefusedException(Reason.CLIENT_SECRET);
            } else if (!active) {
                throw new RefusedException(Reason.CLIENT_SUSPENDED);
            }
        }
    }

    public Clients(AuditLog audit, SecureRandom random) {
        this.audit = audit;
        this.random = random;
    }

    /**
     * Registers a client, or gives one that is registered a new secret; the answer is the only time the secret is seen.
     *
     * @param id 1 to 64 of letters, digits, dot, underscore, hyphen
     */
    public Secret register(Handle tx, String id, Instant at, String actor) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a client's id is 1 to 64 letters, digits, dots, underscores, hyphens");
        }
        Secret secret = Secret.random(random, SECRET_BYTES);
        Sql.update(
                tx,
                "INSERT INTO client (id, secret_hash, status, created_at) VALUES (?, ?, 'active', ?)"
                        + " ON CONFLICT (id) DO UPDATE SET secret_hash = excluded.secret_hash",
                id,
                secret.hash(),
                at);
        audit.append(tx, new AuditEvent(at, "client.registered", actor, id, Map.of(), Map.of()));
        return secret;
    }

    /** Suspends or resumes a client; false where it is unknown. */
    public boolean setActive(Handle tx, String id, boolean active, Instant at, String actor) {
        String status = active ? "active" : "suspended";
        boolean found = Sql.update(tx, "UPDATE client SET status = ? WHERE id = ?", status, id) == 1;
        if (found) {
            audit.append(tx, new AuditEvent(at, "client." + status, actor, id, Map.of(), Map.of()));
        }
        return found;
    }

    public Optional<Registered> find(Handle h, String id) {
        return Sql.one(
                h,
                "SELECT secret_hash, status FROM client WHERE id = ?",
                row -> new Registered(row.getBytes(1), row.getString(2).equals("active")),
                id);
    }
}
