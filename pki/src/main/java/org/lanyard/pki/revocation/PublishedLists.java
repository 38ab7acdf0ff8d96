package org.lanyard.pki.revocation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.der.DerReader;
import org.lanyard.pki.der.DerWriter;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

/** Reads signed lists from the store, piece by piece, and takes in those that were signed elsewhere. */
public final class PublishedLists {
    private static final String COLUMNS =
            "issuer, shard, number, base, this_update, next_update, entries, bytes, parts";

    private PublishedLists() {}

    /**
     * The newest list of an authority.
     *
     * @param shard 0: that of all its certificates
     * @param delta the newest delta instead
     */
    public static Optional<PublishedList> newest(Handle handle, String issuer, int shard, boolean delta) {
        return Sql.list(
                        handle,
                        "SELECT " + COLUMNS + " FROM revocation_list WHERE issuer = ? AND shard = ? AND base IS "
                                + (delta ? "NOT NULL" : "NULL") + " ORDER BY number DESC LIMIT 1",
                        PublishedLists::read,
                        issuer,
                        shard)
                .stream()
                .findFirst();
    }

    private static PublishedList read(ResultSet row) throws SQLException {
        long base = row.getLong(4);
        OptionalLong added = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(base);
        return new PublishedList(
                row.getString(1),
                row.getInt(2),
                row.getLong(3),
                added,
                Instant.ofEpochMilli(row.getLong(5)),
                Instant.ofEpochMilli(row.getLong(6)),
                row.getLong(7),
                row.getLong(8),
                row.getInt(9));
    }

    /**
     * Whether a certificate of a list's scope was revoked, put on hold or taken off hold since the list was made. It may
     * say so of a change at that very moment which is on the list.
     *
     * @param shards the authority's highest shard
     */
    public static boolean isBehind(Handle handle, PublishedList list, int shards) {
        // The list of all has the certificates of every shard.
        int last = list.shard() == 0 ? shards : list.shard();
        for (int shard = list.shard(); shard <= last; shard++) {
            Optional<Integer> changed = Sql.list(
                            handle,
                            "SELECT 1 FROM certificate WHERE issuer = ? AND shard = ? AND reason IS NOT NULL"
                                    + " AND changed_number >= ? AND not_after >= ? LIMIT 1",
                            row -> row.getInt(1),
                            list.issuer(),
                            shard,
                            list.number(),
                            list.thisUpdate())
                    .stream()
                    .findFirst();
            if (changed.isPresent()) {
                return true;
            }
        }
        return false;
    }

    /**
     * One piece of a list, of 256 KiB at most.
     *
     * @param part from 0 to {@link PublishedList#parts} - 1
     * @return empty where newer lists have taken this one's place
     */
    public static Optional<byte[]> part(Handle handle, PublishedList list, int part) {
        return Sql.one(
                handle,
                "SELECT der FROM revocation_list_part WHERE issuer = ? AND number = ? AND part = ?",
                row -> row.getBytes(1),
                list.issuer(),
                list.number(),
                part);
    }

    /**
     * Writes a list out, with one piece in memory at a time.
     *
     * @throws PkiException STORE_FAILED if a piece is gone
     * @throws IOException what {@code out} throws
     */
    public static void transfer(Store store, PublishedList list, OutputStream out) throws PkiException, IOException {
        for (int part = 0; part < list.parts(); part++) {
            int wanted = part;
            out.write(store.read(handle -> part(handle, list, wanted))
                    .orElseThrow(() -> new PkiException(
                            PkiReason.STORE_FAILED, "list " + list.number() + " of " + list.issuer() + " is gone")));
        }
    }

    /**
     * The whole list in memory: for a small one.
     *
     * @throws PkiException STORE_FAILED if a piece is gone
     */
    public static byte[] bytes(Store store, PublishedList list) throws PkiException {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) Math.min(list.bytes(), 1 << 20));
        try {
            transfer(store, list, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /**
     * Takes in a complete list that was signed elsewhere, as the root's is, with its key mounted for the occasion.
     *
     * @param der the list
     * @param issuer whose it is
     * @throws PkiException LIST_MALFORMED, SIGNATURE_INVALID, LIST_NUMBER_NOT_HIGHER, KEY_IDENTIFIER_MISSING
     */
    public static PublishedList importSigned(Handle tx, byte[] der, X509Certificate issuer) throws PkiException {
        X509CRL list = verified(der, issuer);
        if (list.getNextUpdate() == null || list.getExtensionValue("2.5.29.28") != null) {
            throw new PkiException(PkiReason.LIST_MALFORMED, "a complete list with nextUpdate is wanted");
        }
        String id = CertificateId.issuerId(issuer);
        long number = number(list);
        Optional<PublishedList> before = newest(tx, id, 0, false);
        if (before.isPresent() && before.get().number() >= number) {
            throw new PkiException(
                    PkiReason.LIST_NUMBER_NOT_HIGHER,
                    number + " after " + before.get().number());
        }
        int entries = list.getRevokedCertificates() == null
                ? 0
                : list.getRevokedCertificates().size();
        int parts = (der.length + ListWriter.PART - 1) / ListWriter.PART;
        PublishedList published = new PublishedList(
                id,
                0,
                number,
                OptionalLong.empty(),
                list.getThisUpdate().toInstant(),
                list.getNextUpdate().toInstant(),
                entries,
                der.length,
                parts);
        for (int part = 0; part < parts; part++) {
            int from = part * ListWriter.PART;
            insertPart(
                    tx, id, number, part, Arrays.copyOfRange(der, from, Math.min(der.length, from + ListWriter.PART)));
        }
        insert(tx, published);
        return published;
    }

    private static X509CRL verified(byte[] der, X509Certificate issuer) throws PkiException {
        try {
            X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
            if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
                throw new PkiException(PkiReason.SIGNATURE_INVALID, "another authority's list");
            }
            try {
                list.verify(issuer.getPublicKey());
            } catch (GeneralSecurityException e) {
                throw new PkiException(PkiReason.SIGNATURE_INVALID, "the list", e);
            }
            return list;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new PkiException(PkiReason.LIST_MALFORMED, "", e);
        }
    }

    private static long number(X509CRL list) throws PkiException {
        byte[] extension = list.getExtensionValue("2.5.29.20");
        if (extension == null) {
            throw new PkiException(PkiReason.LIST_MALFORMED, "it has no number");
        }
        byte[] value = DerReader.of(extension, PkiReason.LIST_MALFORMED).content(DerWriter.OCTET_STRING);
        BigInteger number = DerReader.of(value, PkiReason.LIST_MALFORMED).integer();
        if (number.signum() <= 0 || number.bitLength() > 62) {
            throw new PkiException(PkiReason.LIST_MALFORMED, "its number");
        }
        return number.longValueExact();
    }

    static void insertPart(Handle tx, String issuer, long number, int part, byte[] der) {
        Sql.update(
                tx,
                "INSERT INTO revocation_list_part (issuer, number, part, der) VALUES (?, ?, ?, ?)",
                issuer,
                number,
                part,
                der);
    }

    static void insert(Handle tx, PublishedList list) {
        Sql.update(
                tx,
                "INSERT INTO revocation_list (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                list.issuer(),
                list.shard(),
                list.number(),
                list.base().isPresent() ? (Object) list.base().getAsLong() : null,
                list.thisUpdate(),
                list.nextUpdate(),
                list.entries(),
                list.bytes(),
                list.parts());
    }
}
