package org.lanyard.pki.ceremony;

import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.revocation.RootLists;
import org.lanyard.pki.store.Sql;

/** The statements with which a ceremony writes down what the root certified and revoked. */
final class CeremonyRecords {
    private CeremonyRecords() {}

    /** A certificate of an issuing authority; harmless where it is written down already. */
    static void certified(Handle tx, X509Certificate root, X509Certificate authority, Instant at) throws PkiException {
        try {
            Sql.update(
                    tx,
                    "INSERT INTO authority_certificate (root, serial, authority, not_after, der, issued_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    CertificateId.issuerId(root),
                    authority.getSerialNumber().toString(16),
                    CertificateId.issuerId(authority),
                    authority.getNotAfter().toInstant(),
                    authority.getEncoded(),
                    at);
        } catch (CertificateEncodingException e) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "", e);
        }
    }

    /** Revokes every certificate of an issuing authority. */
    static int revoked(Handle tx, String authority, RevocationReason reason, Instant at, String why) {
        return Sql.update(
                tx,
                "UPDATE authority_certificate SET reason = ?, revoked_at = ?, why = ?"
                        + " WHERE authority = ? AND reason IS NULL",
                reason,
                at,
                why,
                authority);
    }

    /** What the root's list has to tell: hundreds of rows at most. */
    static List<RootLists.Entry> entries(Handle handle, String root) {
        return Sql.list(
                handle,
                "SELECT serial, reason, revoked_at FROM authority_certificate"
                        + " WHERE root = ? AND reason IS NOT NULL ORDER BY serial",
                row -> new RootLists.Entry(
                        new BigInteger(row.getString(1), 16),
                        RevocationReason.valueOf(row.getString(2)),
                        Instant.ofEpochMilli(row.getLong(3))),
                root);
    }

    static void transcript(Handle tx, Instant at, String what, String actor, byte[] text) {
        Sql.update(
                tx,
                "INSERT INTO ceremony (id, at, what, actor, transcript) VALUES (?, ?, ?, ?, ?)",
                UUID.randomUUID(),
                at,
                what,
                actor,
                text);
    }
}
