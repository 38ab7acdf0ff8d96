package org.lanyard.pki.revocation;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.store.Sql;

/** Reads records without changing or holding any; whoever decides something by a status uses the registry's lock. */
public final class CertificateLookup {
    private static final String KEY = " WHERE issuer = ? AND serial = ?";

    private CertificateLookup() {}

    /** One record. */
    public static Optional<CertificateRow> find(Handle handle, CertificateId id) {
        return Sql.one(
                handle, "SELECT " + Rows.COLUMNS + " FROM certificate" + KEY, Rows::read, id.issuer(), id.serialHex());
    }

    /**
     * The certificate itself; empty where there is no record, or no signature yet.
     *
     * @throws PkiException CERTIFICATE_MALFORMED if the stored bytes are damaged
     */
    public static Optional<X509Certificate> certificate(Handle handle, CertificateId id) throws PkiException {
        Optional<byte[]> der = Sql.one(
                        handle,
                        "SELECT der FROM certificate" + KEY,
                        row -> Optional.ofNullable(row.getBytes(1)),
                        id.issuer(),
                        id.serialHex())
                .flatMap(found -> found);
        return der.isPresent() ? Optional.of(CertificateReader.readDer(der.get())) : Optional.empty();
    }

    /** The records that fit, by the end of their validity. */
    public static List<CertificateRow> list(Handle handle, CertificateFilter filter) {
        StringBuilder sql = new StringBuilder("SELECT " + Rows.COLUMNS + " FROM certificate WHERE 1 = 1");
        List<Object> arguments = new ArrayList<>();
        filter.issuer().ifPresent(issuer -> and(sql, arguments, "issuer = ?", issuer));
        filter.status().ifPresent(status -> and(sql, arguments, "status = ?", status));
        filter.profile().ifPresent(profile -> and(sql, arguments, "profile = ?", profile.label()));
        filter.subject().ifPresent(subject -> and(sql, arguments, "subject = ?", subject));
        filter.endsBefore().ifPresent(time -> and(sql, arguments, "not_after < ?", time));
        filter.serialPrefix().ifPresent(prefix -> {
            // A range instead of LIKE: it uses the index on both engines. 'g' comes after every hexadecimal digit.
            and(sql, arguments, "serial >= ?", prefix);
            and(sql, arguments, "serial < ?", prefix + "g");
        });
        filter.after().ifPresent(place -> {
            // The first condition is for the index; the rows that share the time are few.
            and(sql, arguments, "not_after >= ?", place.notAfter());
            sql.append(" AND (not_after, serial, issuer) > (?, ?, ?)");
            arguments.addAll(List.of(place.notAfter(), place.serial(), place.issuer()));
        });
        sql.append(" ORDER BY not_after, serial, issuer LIMIT ?");
        arguments.add(filter.limit());
        return Sql.list(handle, sql.toString(), Rows::read, arguments.toArray());
    }

    private static void and(StringBuilder sql, List<Object> arguments, String condition, Object argument) {
        sql.append(" AND ").append(condition);
        arguments.add(argument);
    }
}
