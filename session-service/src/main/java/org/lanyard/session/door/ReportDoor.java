package org.lanyard.session.door;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.assertion.AssertionException;
import org.lanyard.pki.assertion.Report;
import org.lanyard.pki.assertion.ReportClaims;
import org.lanyard.pki.assertion.ReportVerifier;
import org.lanyard.pki.assertion.VerifiedReport;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.credential.Credentials;
import org.lanyard.session.credential.KeyRing;
import org.lanyard.session.credential.PinnedCredential;
import org.lanyard.session.credential.SuspendedBy;
import org.lanyard.session.login.Secret;
import org.lanyard.session.policy.KeyTraits;
import org.lanyard.session.policy.Standing;

/**
 * Takes in what the WebAuthn service has noticed of keys. It can only withhold: keys are suspended by it, and nothing is ever
 * opened, released or changed.
 */
public final class ReportDoor {
    /** So many keys of a model at once: nobody's sign-in waits long for the commit. */
    private static final int BATCH = 100;

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final String OF_MODEL = "SELECT id, person_id FROM credential"
            + " WHERE aaguid = ? AND status = 'active' AND id > ? ORDER BY id LIMIT " + BATCH;

    private final Store store;
    private final ReportVerifier verifier;
    private final CertificateLock certificates;
    private final Credentials credentials;
    private final KeyRing keys;
    private final AuditLog audit;
    private final InstantSource clock;

    private record Owned(String id, UUID person) {}

    public ReportDoor(
            Store store,
            ReportVerifier verifier,
            CertificateLock certificates,
            Credentials credentials,
            KeyRing keys,
            AuditLog audit,
            InstantSource clock) {
        this.store = store;
        this.verifier = verifier;
        this.certificates = certificates;
        this.credentials = credentials;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Does what a report asks for. Cut off between two batches of a model's keys it has done a part, the door refuses the others
     * by their owners' policies, and the same said anew does the rest.
     *
     * @return how many keys were suspended
     * @throws RefusedException REPORT_ASSERTION, REPORT_OF_NO_MODEL, REPORT_USED, SERVICE_CERTIFICATE_NOT_GOOD
     */
    public int take(String jwt) throws RefusedException {
        VerifiedReport report;
        try {
            report = verifier.verify(jwt);
        } catch (AssertionException refused) {
            throw new RefusedException(Reason.REPORT_ASSERTION, refused.reason().name());
        }
        ReportClaims claims = report.claims();
        if (claims.report() instanceof Report.Model model && model.aaguid().equals(KeyTraits.NO_MODEL)) {
            // Every key that tells no model would be of it.
            throw new RefusedException(Reason.REPORT_OF_NO_MODEL);
        }
        Instant now = clock.instant();
        int suspended = store.<Integer, RefusedException>transact(tx -> {
            if (certificates.lock(tx, report.leaf().id()) != CertificateStatus.GOOD) {
                throw new RefusedException(Reason.SERVICE_CERTIFICATE_NOT_GOOD);
            }
            if (!firstUse(tx, claims)) {
                throw new RefusedException(Reason.REPORT_USED);
            }
            String by = claims.service().toString();
            if (claims.report() instanceof Report.Counter counter) {
                return counter(tx, counter, by, now);
            }
            model(tx, (Report.Model) claims.report(), by, now);
            return 0;
        });
        return claims.report() instanceof Report.Model model
                ? suspendModel(model, claims.service().toString(), now)
                : suspended;
    }

    /** The copy may be in use as well as the key: neither opens anything until the office knows which is which. */
    private int counter(Handle tx, Report.Counter counter, String by, Instant now) throws RefusedException {
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(counter.credentialId());
        Optional<PinnedCredential> named = credentials
                .find(tx, id)
                .filter(credential -> credential.handle().equals(counter.handle()));
        return named.isPresent() && suspend(tx, id, SuspendedBy.COUNTER, "its counter went back", by, now) ? 1 : 0;
    }

    private void model(Handle tx, Report.Model model, String by, Instant now) {
        int added = Sql.update(
                tx,
                "INSERT INTO key_model (aaguid, status, reported_at, reported_by) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                model.aaguid(),
                model.status(),
                now,
                by);
        if (added == 1) {
            audit.append(
                    tx,
                    AuditEvent.of(
                            now,
                            "model.reported",
                            by,
                            null,
                            Map.of(
                                    "aaguid",
                                    model.aaguid(),
                                    "status",
                                    model.status().name())));
        }
    }

    /** Those whose owners' policies do not let such a model in. */
    private int suspendModel(Report.Model model, String by, Instant now) throws RefusedException {
        int all = 0;
        String last = "";
        while (true) {
            String from = last;
            List<Owned> batch = store.read(h -> Sql.list(
                    h,
                    OF_MODEL,
                    row -> new Owned(row.getString(1), UUID.fromString(row.getString(2))),
                    model.aaguid(),
                    from));
            all += store.<Integer, RefusedException>transact(tx -> {
                int suspended = 0;
                for (Owned key : batch) {
                    boolean denied = Standing.of(tx, key.person(), model.aaguid())
                            .policy()
                            .deniedStatuses()
                            .contains(model.status());
                    if (denied
                            && suspend(
                                    tx,
                                    key.id(),
                                    SuspendedBy.MODEL,
                                    "its model: " + model.status().name(),
                                    by,
                                    now)) {
                        suspended++;
                    }
                }
                return suspended;
            });
            if (batch.size() < BATCH) {
                return all;
            }
            last = batch.get(BATCH - 1).id();
        }
    }

    private boolean suspend(Handle tx, String id, SuspendedBy why, String words, String by, Instant now)
            throws RefusedException {
        try {
            return keys.suspend(tx, id, why, now, by, words);
        } catch (RefusedException refused) {
            if (refused.reason() == Reason.KEY_UNKNOWN) {
                // Removed since: it opens nothing as it is.
                return false;
            }
            throw refused;
        }
    }

    /** A report is taken once; what was tried again is said anew. Its identifiers are kept where challenges' are. */
    private static boolean firstUse(Handle tx, ReportClaims claims) {
        byte[] hash = Secret.hash(("report " + claims.identifier()).getBytes(StandardCharsets.UTF_8));
        return Sql.update(
                        tx,
                        "INSERT INTO consumed_challenge (keep_until, nonce) VALUES (?, ?) ON CONFLICT DO NOTHING",
                        claims.expiresAt().plus(SKEW),
                        Arrays.copyOf(hash, 16))
                == 1;
    }
}
