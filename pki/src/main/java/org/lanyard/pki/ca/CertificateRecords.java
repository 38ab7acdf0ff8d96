package org.lanyard.pki.ca;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.KeyAlgorithm;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.store.Sql;

/** The statements with which the authority records what it is about to sign, and what it has signed. */
final class CertificateRecords {
    private final AuditLog audit;

    CertificateRecords(AuditLog audit) {
        this.audit = audit;
    }

    /** The record of a certificate that does not exist yet. */
    void pending(
            Handle tx,
            CertificateId id,
            IssuanceRequest request,
            TbsBuilder.Frame frame,
            int shard,
            Instant at,
            String by)
            throws PkiException {
        Sql.update(
                tx,
                "INSERT INTO certificate (issuer, serial, status, profile, subject, not_before, not_after, key_hash,"
                        + " issued_at, issued_by, batch, key_algorithm, shard)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id.issuer(),
                id.serialHex(),
                CertificateStatus.PENDING,
                request.profile().label(),
                request.subject().text(),
                frame.notBefore(),
                frame.notAfter(),
                hash(request.key().getEncoded()),
                at,
                by,
                request.batch().orElse(null),
                KeyAlgorithm.of(request.key()).label(),
                shard);
        audit.append(
                tx,
                AuditEvent.of(
                        at,
                        "certificate.issued",
                        by,
                        id.toString(),
                        Map.of(
                                "profile",
                                request.profile().label(),
                                "subject",
                                request.subject().text(),
                                "until",
                                frame.notAfter().toString())));
    }

    /**
     * Stores the signed certificate. One that was put on hold meanwhile stays on hold.
     *
     * @throws PkiException CERTIFICATE_REVOKED_MEANWHILE
     */
    void signed(Handle tx, CertificateId id, X509Certificate certificate) throws PkiException {
        Sql.update(
                tx,
                "UPDATE certificate SET der = ? WHERE issuer = ? AND serial = ?",
                encoded(certificate),
                id.issuer(),
                id.serialHex());
        int good = Sql.update(
                tx,
                "UPDATE certificate SET status = ? WHERE issuer = ? AND serial = ? AND status = ?",
                CertificateStatus.GOOD,
                id.issuer(),
                id.serialHex(),
                CertificateStatus.PENDING);
        if (good != 1) {
            throw new PkiException(PkiReason.CERTIFICATE_REVOKED_MEANWHILE, id.toString());
        }
    }

    private static byte[] encoded(X509Certificate certificate) throws PkiException {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "", e);
        }
    }

    private static String hash(byte[] keyInfo) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(keyInfo));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }
}
