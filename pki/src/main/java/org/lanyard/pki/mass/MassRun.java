package org.lanyard.pki.mass;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

/**
 * Begins jobs and works them off, a batch a transaction. Two that work at one job share it: each batch takes the job's
 * row first and goes on from its cursor.
 */
public final class MassRun {
    /** Small enough that a sign-in beside it waits a few milliseconds. */
    private static final int BATCH = 500;

    private final Store store;
    private final CertificateRegistry certificates;
    private final AuditLog audit;
    private final InstantSource clock;
    private final SecureRandom random;

    /** Is told after each batch. */
    public interface Progress {
        /** Tells nobody. */
        Progress UNSEEN = job -> {};

        void after(MassJob job);
    }

    /**
     * Jobs of one store.
     *
     * @param certificates with the follower that ends what goes with a certificate
     */
    public MassRun(
            Store store, CertificateRegistry certificates, AuditLog audit, InstantSource clock, SecureRandom random) {
        this.store = Objects.requireNonNull(store, "store");
        this.certificates = Objects.requireNonNull(certificates, "certificates");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.random = Objects.requireNonNull(random, "random");
    }

    /** How many certificates an order would change now; kinds of keys that were never written down are looked up. */
    public long count(MassOrder order) throws PkiException {
        if (order.scope().keyAlgorithm().isPresent()) {
            new KeyAlgorithmFill(store).run();
        }
        return store.read(handle -> MassJobs.count(handle, order));
    }

    /** Writes a job down in the caller's transaction: when that commits, the door refuses what the job will change. */
    public MassJob begin(Handle tx, MassOrder order, String actor, Optional<String> approvedBy) {
        // A millisecond more, since times are kept in whole ones: what was issued just now is meant.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        MassOrder bounded =
                new MassOrder(order.action(), order.scope().notAfter(now.plusMillis(1)), order.reason(), order.why());
        byte[] id = new byte[6];
        random.nextBytes(id);
        MassJob job = new MassJob(
                HexFormat.of().formatHex(id),
                bounded,
                MassJobs.count(tx, bounded),
                0,
                MassJob.Cursor.START,
                now,
                actor,
                approvedBy,
                Optional.empty());
        MassJobs.begin(tx, job);
        audit.append(
                tx,
                AuditEvent.of(
                        now,
                        "mass.begun",
                        actor,
                        job.id(),
                        Map.of(
                                "order", bounded.summary(),
                                "total", Long.toString(job.total()),
                                "approved", approvedBy.orElse("-"))));
        return job;
    }

    /** As the other, in a transaction of its own. */
    public MassJob begin(MassOrder order, String actor, Optional<String> approvedBy) throws PkiException {
        count(order);
        lookAtTheTable();
        return store.transact(tx -> begin(tx, order, actor, approvedBy));
    }

    /** PostgreSQL plans the batches by what it last knew of the table, which may be nothing after a large import. */
    private void lookAtTheTable() {
        if (store.engine() == Engine.POSTGRESQL) {
            store.transact(tx -> Sql.update(tx, "ANALYZE certificate"));
        }
    }

    /**
     * Works a job off, from wherever it is.
     *
     * @param actor who works at it now
     * @throws PkiException MASS_JOB_UNKNOWN
     */
    public MassJob work(String id, String actor, Progress progress) throws PkiException {
        while (true) {
            MassJob job = store.<MassJob, PkiException>transact(tx -> batch(tx, id, actor));
            progress.after(job);
            if (job.finishedAt().isPresent()) {
                return job;
            }
        }
    }

    private MassJob batch(Handle tx, String id, String actor) throws PkiException {
        MassJob job = MassJobs.lock(tx, store.engine(), id)
                .orElseThrow(() -> new PkiException(PkiReason.MASS_JOB_UNKNOWN, id));
        if (job.finishedAt().isPresent()) {
            return job;
        }
        Instant now = clock.instant();
        List<MassJob.Cursor> next = next(tx, job);
        int changed = certificates.changeAll(
                tx,
                next.stream()
                        .map(key -> new CertificateRegistry.Key(key.issuer(), key.serial()))
                        .toList(),
                new CertificateRegistry.Change(
                        job.order().action().to(),
                        job.order().reason(),
                        now,
                        actor,
                        job.order().why(),
                        Optional.of(job.id())));
        if (!next.isEmpty()) {
            MassJobs.progress(tx, id, next.get(next.size() - 1), changed);
        }
        if (next.size() < BATCH) {
            MassJobs.finish(tx, id, now);
            audit.append(
                    tx,
                    AuditEvent.of(
                            now,
                            "mass.finished",
                            actor,
                            id,
                            Map.of("changed", Long.toString(job.changed() + changed))));
        }
        return MassJobs.find(tx, id).orElseThrow();
    }

    /** The keys of the next certificates to change, in the order of the table's key. */
    private static List<MassJob.Cursor> next(Handle tx, MassJob job) {
        MassScope.Condition condition = job.order().scope().condition();
        List<Object> arguments =
                new ArrayList<>(List.of(job.cursor().issuer(), job.cursor().serial()));
        arguments.addAll(condition.arguments());
        arguments.add(BATCH);
        return Sql.list(
                tx,
                "SELECT issuer, serial FROM certificate WHERE (issuer, serial) > (?, ?) AND " + condition.sql()
                        + " AND " + job.order().action().condition() + " ORDER BY issuer, serial LIMIT ?",
                row -> new MassJob.Cursor(row.getString(1), row.getString(2)),
                arguments.toArray());
    }
}
