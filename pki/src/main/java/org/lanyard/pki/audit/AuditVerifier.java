package org.lanyard.pki.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditFinding.Kind;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

/**
 * Verifies the whole trail while the service runs, in bounded memory. What it proves: no sealed row was changed, taken out,
 * moved or put in, and, with a head file that the store's owner could not change, that nothing was cut off the end. What it
 * cannot: that rows were written at all, and rows of the last second that were not sealed yet.
 */
public final class AuditVerifier {
    private final Store store;
    private final MasterKey master;
    private final PublicKey trusted;
    private final Optional<Path> headFile;

    private AuditVerifier(Store store, MasterKey master, PublicKey trusted, Optional<Path> headFile) {
        this.store = store;
        this.master = master;
        this.trusted = trusted;
        this.headFile = headFile;
    }

    /** Trusts the signing key that the master key vouches for. */
    public static AuditVerifier with(MasterKey master, Store store, Optional<Path> headFile) {
        return new AuditVerifier(store, master, null, headFile);
    }

    /** Trusts a public key that was kept elsewhere: for an auditor who has no master key. */
    public static AuditVerifier with(PublicKey trusted, Store store, Optional<Path> headFile) {
        return new AuditVerifier(store, null, trusted, headFile);
    }

    /**
     * @throws org.lanyard.pki.store.StoreException if the store cannot be read
     * @throws UncheckedIOException if the head file cannot be read
     */
    public AuditReport verify() {
        Findings findings = new Findings();
        Optional<PublicKey> key = key(findings);
        Optional<SignedHead> head = head();
        if (head.isEmpty()) {
            return withoutHead(findings, key);
        }
        if (key.isPresent() && !HeadKey.verifies(key.get(), head.get())) {
            findings.add(
                    Kind.HEAD_SIGNATURE_WRONG,
                    head.get().place(),
                    0,
                    "the head in the store is not signed by the sealer");
        }
        ChainWalk walk = new ChainWalk(store, findings);
        Optional<Long> filePlace =
                key.isPresent() && headFile.filter(Files::exists).isPresent()
                        ? besideFile(walk, head.get(), key.get(), findings)
                        : alone(walk, head.get());
        if (walk.place() == head.get().place() && !head.get().says(walk.hash())) {
            findings.add(
                    Kind.HEAD_CONTRADICTS_CHAIN,
                    head.get().place(),
                    0,
                    "the chain does not lead to the signed head: it was computed anew after a change");
        }
        beyond(findings);
        UnsealedRows unsealed = new UnsealedRows(store);
        long broken = findings.count(Kind.ROW_MISSING) + findings.count(Kind.BLOCK_MISSING);
        unsealed.look(walk.high(), head.get().place() - broken);
        return report(head.get().place(), Optional.of(head.get().at()), unsealed, filePlace, key, findings);
    }

    private Optional<PublicKey> key(Findings findings) {
        if (trusted != null) {
            return Optional.of(trusted);
        }
        try {
            return store.read(h -> HeadKey.proved(h, master));
        } catch (PkiException e) {
            findings.add(
                    Kind.KEY_FORGED,
                    0,
                    0,
                    "the sealer's key in the store is not the one that belongs to this master key");
            return Optional.empty();
        }
    }

    private Optional<SignedHead> head() {
        return store.read(h -> Sql.one(
                h,
                "SELECT place, hash, at, signature FROM audit_head WHERE id = 1",
                row -> new SignedHead(row.getLong(1), row.getBytes(2), row.getLong(3), row.getBytes(4))));
    }

    private AuditReport withoutHead(Findings findings, Optional<PublicKey> key) {
        long blocks = number("SELECT COUNT(*) FROM audit_seal");
        if (blocks > 0
                || key.isPresent()
                        && trusted == null
                        && headFile.filter(Files::exists).isPresent()) {
            findings.add(Kind.HEAD_MISSING, 0, 0, "there is no signed head, but something was sealed");
        }
        UnsealedRows unsealed = new UnsealedRows(store);
        unsealed.look(Long.MIN_VALUE, 0);
        return report(0, Optional.empty(), unsealed, Optional.empty(), key, findings);
    }

    private static Optional<Long> alone(ChainWalk walk, SignedHead head) {
        walk.to(head.place(), (place, hash) -> {});
        return Optional.empty();
    }

    private Optional<Long> besideFile(ChainWalk walk, SignedHead head, PublicKey key, Findings findings) {
        try (HeadFileWalk file = new HeadFileWalk(headFile.orElseThrow(), key, findings)) {
            walk.to(head.place(), (place, hash) -> {
                try {
                    file.at(place, hash);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Optional<SignedHead> furthest = file.drain();
            // A head is in the file only after it is in the store, so this second look is the fair one.
            long now = head().map(SignedHead::place).orElse(0L);
            if (furthest.isPresent() && furthest.get().place() > now) {
                findings.add(
                        Kind.HEAD_FILE_AHEAD,
                        now + 1,
                        0,
                        furthest.get().place() - now,
                        "the head file has a signed head for place "
                                + furthest.get().place() + ", the store ends at place " + now
                                + ": the rows between were cut off");
            }
            return file.lastPlace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void beyond(Findings findings) {
        // In this order: a pass of the sealer in between may only make the head too high, not the blocks.
        long last = number("SELECT COALESCE(MAX(place), 0) FROM audit_seal");
        long now = head().map(SignedHead::place).orElse(0L);
        if (last > now) {
            findings.add(
                    Kind.BEYOND_HEAD, last, 0, "the chain goes on beyond the signed head: an older head was put back");
        }
    }

    private long number(String sql) {
        return store.read((Handle h) -> Sql.one(h, sql, row -> row.getLong(1)).orElseThrow());
    }

    private static AuditReport report(
            long sealed,
            Optional<Long> headAt,
            UnsealedRows unsealed,
            Optional<Long> filePlace,
            Optional<PublicKey> key,
            Findings findings) {
        return new AuditReport(
                sealed,
                headAt.map(Instant::ofEpochMilli),
                unsealed.count(),
                unsealed.first(),
                unsealed.oldest(),
                filePlace,
                key.map(HeadKey::pem),
                key.map(k -> HeadKey.fingerprint(k.getEncoded())),
                findings.all());
    }
}
