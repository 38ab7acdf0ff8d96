package org.lanyard.pki.mass;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.register.AuthorityStatus;
import org.lanyard.pki.register.KeyPlace;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.revocation.RevocationFollower;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.testing.TestAuthority;

/** Records of many certificates under one authority, put there without a signature each. */
final class Cards {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    final Store store;
    final AuditLog audit;
    final CertificateRegistry registry;
    final String authority;
    final SecureRandom random = new SecureRandom();
    final InstantSource clock = () -> this.now;
    Instant now = NOW;

    Cards(Store store, Path folder) throws Exception {
        this(store, folder, RevocationFollower.NOBODY);
    }

    Cards(Store store, Path folder, RevocationFollower follower) throws Exception {
        this.store = store;
        audit = new AuditLog(MasterKey.openOrCreate(folder.resolve("master.key")), random);
        registry = new CertificateRegistry(store.engine(), audit, follower);
        TestAuthority keys = TestAuthority.create(NOW);
        authority = CertificateId.issuerId(keys.issuing());
        AuthorityRow row = new AuthorityRow(
                authority, Optional.of("main"), AuthorityStatus.ACTIVE, KeyPlace.FILE, Optional.empty(), NOW);
        store.<Boolean, PkiException>transact(tx -> AuthorityRegister.add(tx, row, keys.issuing(), keys.root()));
    }

    MassRun run() {
        return new MassRun(store, registry, audit, clock, random);
    }

    static String serial(int i) {
        return "7f00000000000000000000000000000000%06x".formatted(i);
    }

    CertificateId id(int i) {
        return new CertificateId(authority, new java.math.BigInteger(serial(i), 16));
    }

    /** Good ones, from one number to before another. */
    void add(int from, int to, String profile, String batch, String algorithm) {
        for (int start = from; start < to; start += 5000) {
            int first = start;
            int last = Math.min(to, start + 5000);
            store.transact(tx -> {
                for (int i = first; i < last; i++) {
                    Sql.update(
                            tx,
                            "INSERT INTO certificate (issuer, serial, status, profile, subject, not_before, not_after,"
                                    + " key_hash, der, issued_at, issued_by, batch, key_algorithm)"
                                    + " VALUES (?, ?, 'GOOD', ?, ?, ?, ?, 'x', ?, ?, 'test', ?, ?)",
                            authority,
                            serial(i),
                            profile,
                            "urn:uuid:" + new UUID(0x4000, Long.MIN_VALUE + i),
                            NOW,
                            NOW.plusSeconds(100_000_000),
                            new byte[300],
                            NOW.minusSeconds(86_400),
                            batch,
                            algorithm);
                }
                return null;
            });
        }
    }

    long count(String status) {
        return store.read(h ->
                        Sql.one(h, "SELECT COUNT(*) FROM certificate WHERE status = ?", row -> row.getLong(1), status))
                .orElse(0L);
    }

    long events(String kind) {
        return store.read(h -> Sql.one(h, "SELECT COUNT(*) FROM audit_row WHERE kind = ?", row -> row.getLong(1), kind))
                .orElse(0L);
    }
}
