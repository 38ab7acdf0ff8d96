package org.lanyard.session.challenge;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

/** The secrets that all nodes share: made by whichever comes first, kept in the store under the master key. */
public final class NodeSecrets {
    private static final int LENGTH = 32;

    private final Store store;
    private final MasterKey master;
    private final InstantSource clock;
    private final SecureRandom random;

    public NodeSecrets(Store store, MasterKey master, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.master = master;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The 32 bytes of the secret {@code name}, the same on every node.
     *
     * @throws PkiException if the master key is not the one that the secret was wrapped under
     */
    public byte[] secret(String name) throws PkiException {
        byte[] wrapped = store.transact(tx -> {
            byte[] fresh = new byte[LENGTH];
            random.nextBytes(fresh);
            Sql.update(
                    tx,
                    "INSERT INTO node_secret (name, wrapped, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    name,
                    master.wrap(fresh, context(name)),
                    clock.instant());
            return stored(tx, name);
        });
        return master.unwrap(wrapped, context(name));
    }

    private static byte[] stored(Handle tx, String name) {
        return Sql.one(tx, "SELECT wrapped FROM node_secret WHERE name = ?", row -> row.getBytes(1), name)
                .orElseThrow();
    }

    private static String context(String name) {
        return "session node_secret " + name;
    }
}
