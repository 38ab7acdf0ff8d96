package org.lanyard.pki.register;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;

/** The statements on the table of issuing authorities, each in the caller's transaction. */
public final class AuthorityRegister {
    private static final String COLUMNS = "id, label, status, key_place, replaces, created_at";

    private AuthorityRegister() {}

    /** One authority. */
    public static Optional<AuthorityRow> find(Handle handle, String id) {
        return Sql.one(handle, "SELECT " + COLUMNS + " FROM authority WHERE id = ?", AuthorityRegister::row, id);
    }

    /** The authority that issues under a label now. */
    public static Optional<AuthorityRow> active(Handle handle, String label) {
        return Sql.one(
                handle,
                "SELECT " + COLUMNS + " FROM authority WHERE label = ? AND status = 'ACTIVE'",
                AuthorityRegister::row,
                label);
    }

    /** All that ever had a label, the newest first. */
    public static List<AuthorityRow> ofLabel(Handle handle, String label) {
        return Sql.list(
                handle,
                "SELECT " + COLUMNS + " FROM authority WHERE label = ? ORDER BY created_at DESC, id LIMIT 100",
                AuthorityRegister::row,
                label);
    }

    /**
     * A page of them all, by id.
     *
     * @param after the last id of the page before; empty for the first
     */
    public static List<AuthorityRow> page(Handle handle, String after, int most) {
        return Sql.list(
                handle,
                "SELECT " + COLUMNS + " FROM authority WHERE id > ? ORDER BY id LIMIT ?",
                AuthorityRegister::row,
                after,
                most);
    }

    private static AuthorityRow row(ResultSet row) throws SQLException {
        return new AuthorityRow(
                row.getString(1),
                Optional.ofNullable(row.getString(2)),
                AuthorityStatus.valueOf(row.getString(3)),
                KeyPlace.valueOf(row.getString(4)),
                Optional.ofNullable(row.getString(5)),
                Instant.ofEpochMilli(row.getLong(6)));
    }

    /**
     * An authority's certificate, whatever its status.
     *
     * @throws PkiException CERTIFICATE_MALFORMED if the stored bytes are damaged
     */
    public static Optional<X509Certificate> certificate(Handle handle, String id) throws PkiException {
        return read(handle, "SELECT certificate FROM authority WHERE id = ?", id);
    }

    /**
     * The certificate of an authority whose signatures are taken: one that is active or retiring.
     *
     * @throws PkiException CERTIFICATE_MALFORMED if the stored bytes are damaged
     */
    public static Optional<X509Certificate> trusted(Handle handle, String id) throws PkiException {
        return read(handle, "SELECT certificate FROM authority WHERE id = ? AND status <> 'WITHDRAWN'", id);
    }

    /**
     * The root above an authority.
     *
     * @throws PkiException CERTIFICATE_MALFORMED if the stored bytes are damaged
     */
    public static Optional<X509Certificate> root(Handle handle, String id) throws PkiException {
        return read(handle, "SELECT root FROM authority WHERE id = ?", id);
    }

    /**
     * The roots above authorities whose signatures are taken: one, as a rule.
     *
     * @throws PkiException CERTIFICATE_MALFORMED if the stored bytes are damaged
     */
    public static List<X509Certificate> roots(Handle handle) throws PkiException {
        List<X509Certificate> roots = new ArrayList<>(1);
        for (byte[] der : Sql.list(
                handle, "SELECT DISTINCT root FROM authority WHERE status <> 'WITHDRAWN'", row -> row.getBytes(1))) {
            roots.add(CertificateReader.readDer(der));
        }
        return roots;
    }

    private static Optional<X509Certificate> read(Handle handle, String sql, String id) throws PkiException {
        Optional<byte[]> der = Sql.one(handle, sql, row -> row.getBytes(1), id);
        return der.isPresent() ? Optional.of(CertificateReader.readDer(der.get())) : Optional.empty();
    }

    /** How often the authorities changed. */
    public static long generation(Handle handle) {
        return Sql.one(handle, "SELECT generation FROM authority_generation WHERE id = 1", row -> row.getLong(1))
                .orElse(0L);
    }

    /**
     * Reads an authority's status and holds the row until the transaction ends, so that nothing is issued beside its
     * retirement.
     */
    public static Optional<AuthorityStatus> lock(Handle tx, Engine engine, String id) {
        return Sql.one(tx, "SELECT status FROM authority WHERE id = ?" + engine.forShare(), r -> r.getString(1), id)
                .map(AuthorityStatus::valueOf);
    }

    /**
     * Adds an authority; harmless where it is there already.
     *
     * @return whether it was new
     * @throws PkiException AUTHORITY_LABEL_TAKEN if another one issues under its label
     */
    public static boolean add(Handle tx, AuthorityRow row, X509Certificate certificate, X509Certificate root)
            throws PkiException {
        if (find(tx, row.id()).isPresent()) {
            return false;
        }
        if (row.label().isPresent() && active(tx, row.label().get()).isPresent()) {
            throw new PkiException(PkiReason.AUTHORITY_LABEL_TAKEN, row.label().get());
        }
        int added = Sql.update(
                tx,
                "INSERT INTO authority (id, certificate, root, status, crl_number, created_at, label, key_place,"
                        + " replaces) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                row.id(),
                encoded(certificate),
                encoded(root),
                row.status(),
                row.createdAt(),
                row.label().orElse(null),
                row.keyPlace(),
                row.replaces().orElse(null));
        changed(tx);
        return added == 1;
    }

    /** Changes what an authority may do. */
    public static void setStatus(Handle tx, String id, AuthorityStatus status, Instant at) {
        Sql.update(tx, "UPDATE authority SET status = ?, changed_at = ? WHERE id = ?", status, at, id);
        changed(tx);
    }

    /** Gives an authority another certificate for the same key. */
    public static void setCertificate(Handle tx, String id, X509Certificate certificate, Instant at)
            throws PkiException {
        Sql.update(
                tx, "UPDATE authority SET certificate = ?, changed_at = ? WHERE id = ?", encoded(certificate), at, id);
        changed(tx);
    }

    private static void changed(Handle tx) {
        Sql.update(tx, "UPDATE authority_generation SET generation = generation + 1 WHERE id = 1");
    }

    private static byte[] encoded(X509Certificate certificate) throws PkiException {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "", e);
        }
    }
}
