package org.lanyard.pki.revocation;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

/**
 * The authority's full revocation lists (RFC 5280 section 5). A list's number and its content come from one transaction,
 * so that a higher number never knows less; the number is spent once that has committed, whatever becomes of the list.
 */
public final class RevocationLists {
    /** For how long a list may be relied upon. */
    public static final Duration DEFAULT_VALIDITY = Duration.ofDays(7);

    private static final int KEPT = 10;

    private final Store store;
    private final SigningKey issuing;
    private final String issuer;
    private final Duration validity;
    private final InstantSource clock;
    private final AuditLog audit;

    private RevocationLists(
            Store store, SigningKey issuing, String issuer, Duration validity, InstantSource clock, AuditLog audit) {
        this.store = Objects.requireNonNull(store, "store");
        this.issuing = Objects.requireNonNull(issuing, "issuing");
        this.issuer = issuer;
        this.validity = Objects.requireNonNull(validity, "validity");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.audit = Objects.requireNonNull(audit, "audit");
    }

    /**
     * The lists of one authority, which the store knows already.
     *
     * @param validity from thisUpdate to nextUpdate
     * @throws PkiException KEY_IDENTIFIER_MISSING
     */
    public static RevocationLists of(
            Store store, SigningKey issuing, Duration validity, InstantSource clock, AuditLog audit)
            throws PkiException {
        return new RevocationLists(
                store, issuing, CertificateId.issuerId(issuing.certificate()), validity, clock, audit);
    }

    /** What a list says of one certificate. */
    record Entry(BigInteger serial, RevocationReason reason, Instant at) {}

    private record Drawn(long number, List<Entry> entries) {}

    /**
     * Signs and stores a new list.
     *
     * @param actor who asks, an opaque id
     * @throws PkiException AUTHORITY_MISSING if the store does not know the authority, SIGNING_FAILED
     */
    public X509CRL publish(String actor) throws PkiException {
        Instant thisUpdate = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant nextUpdate = thisUpdate.plus(validity);
        Drawn drawn = store.<Drawn, PkiException>transact(tx -> draw(tx));
        byte[] der = CrlBuilder.sign(issuing, drawn.number, thisUpdate, nextUpdate, drawn.entries);
        X509CRL list = parse(der);
        store.transact(tx -> {
            Sql.update(
                    tx,
                    "INSERT INTO crl (issuer, number, this_update, next_update, der) VALUES (?, ?, ?, ?, ?)",
                    issuer,
                    drawn.number,
                    thisUpdate,
                    nextUpdate,
                    der);
            Sql.update(tx, "DELETE FROM crl WHERE issuer = ? AND number <= ?", issuer, drawn.number - KEPT);
            audit.append(
                    tx,
                    AuditEvent.of(
                            thisUpdate,
                            "crl.published",
                            actor,
                            issuer,
                            Map.of(
                                    "number",
                                    Long.toString(drawn.number),
                                    "entries",
                                    Integer.toString(drawn.entries.size()))));
            return null;
        });
        return list;
    }

    private Drawn draw(Handle tx) throws PkiException {
        // The update takes the row's lock, so that two nodes draw one after the other.
        int known = Sql.update(tx, "UPDATE authority SET crl_number = crl_number + 1 WHERE id = ?", issuer);
        if (known != 1) {
            throw new PkiException(PkiReason.AUTHORITY_MISSING, "the store does not know " + issuer);
        }
        long number = Sql.one(tx, "SELECT crl_number FROM authority WHERE id = ?", row -> row.getLong(1), issuer)
                .orElseThrow();
        // RFC 5280 section 3.3: an entry stays until it has been on one list issued after the certificate's end.
        long lastUpdate = Sql.one(
                        tx,
                        "SELECT COALESCE(MAX(this_update), 0) FROM crl WHERE issuer = ?",
                        row -> row.getLong(1),
                        issuer)
                .orElse(0L);
        List<Entry> entries = Sql.list(
                tx,
                "SELECT serial, reason, changed_at FROM certificate"
                        + " WHERE issuer = ? AND status IN ('HELD', 'REVOKED') AND not_after >= ? ORDER BY serial",
                row -> new Entry(
                        new BigInteger(row.getString(1), 16),
                        RevocationReason.valueOf(row.getString(2)),
                        Instant.ofEpochMilli(row.getLong(3))),
                issuer,
                lastUpdate);
        return new Drawn(number, entries);
    }

    /**
     * The newest list.
     *
     * @throws PkiException STORE_FAILED if the stored bytes are damaged
     */
    public Optional<X509CRL> newest() throws PkiException {
        Optional<byte[]> der = store.read(handle -> Sql.one(
                handle,
                "SELECT der FROM crl WHERE issuer = ? AND number = (SELECT MAX(number) FROM crl WHERE issuer = ?)",
                row -> row.getBytes(1),
                issuer,
                issuer));
        return der.isPresent() ? Optional.of(parse(der.get())) : Optional.empty();
    }

    private static X509CRL parse(byte[] der) throws PkiException {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new PkiException(PkiReason.STORE_FAILED, "the revocation list cannot be parsed", e);
        }
    }
}
