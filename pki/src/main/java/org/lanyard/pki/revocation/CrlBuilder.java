package org.lanyard.pki.revocation;

import static org.lanyard.pki.der.DerWriter.bits;
import static org.lanyard.pki.der.DerWriter.extension;
import static org.lanyard.pki.der.DerWriter.header;
import static org.lanyard.pki.der.DerWriter.implicit;
import static org.lanyard.pki.der.DerWriter.integer;
import static org.lanyard.pki.der.DerWriter.oid;
import static org.lanyard.pki.der.DerWriter.sequence;
import static org.lanyard.pki.der.DerWriter.tagged;
import static org.lanyard.pki.der.DerWriter.time;
import static org.lanyard.pki.der.DerWriter.value;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.math.BigInteger;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.der.DerWriter;
import org.lanyard.pki.keystore.SignatureAlgorithm;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.CertificateExtensions;

/**
 * Encodes and signs a list of version 2 (RFC 5280 section 5.1), however long: entries go through a {@link Spool}, since
 * DER wants to know the length of all of them before the first.
 */
final class CrlBuilder implements AutoCloseable {
    private static final int REMOVE_FROM_CRL = 8;

    private final Spool entries = new Spool();
    private long count;

    /**
     * What stands around the entries.
     *
     * @param base of a delta (RFC 5280 section 5.2.4)
     * @param scope of a shard: the addresses that certificates have for it (section 5.2.5); empty: all certificates
     * @param freshest where the delta is (section 5.2.6); empty: not told
     */
    record Head(
            long number,
            OptionalLong base,
            Instant thisUpdate,
            Instant nextUpdate,
            List<URI> scope,
            List<URI> freshest) {}

    /** Adds a certificate that is on hold or revoked. */
    void revoked(BigInteger serial, RevocationReason reason, Instant at) throws IOException {
        // RFC 5280 section 5.3.1: "the reason code CRL entry extension SHOULD be absent instead of using the
        // unspecified (0) reasonCode value."
        add(serial, at, reason == RevocationReason.UNSPECIFIED ? 0 : reason.code());
    }

    /** Adds to a delta that a certificate is on hold no more (RFC 5280 section 5.2.4 (b)). */
    void removed(BigInteger serial, Instant at) throws IOException {
        add(serial, at, REMOVE_FROM_CRL);
    }

    private void add(BigInteger serial, Instant at, int reason) throws IOException {
        count++;
        if (reason == 0) {
            entries.write(sequence(integer(serial), time(at)));
        } else {
            byte[] why = extension("2.5.29.21", false, DerWriter.enumerated(reason));
            entries.write(sequence(integer(serial), time(at), sequence(why)));
        }
    }

    /** How many entries there are. */
    long count() {
        return count;
    }

    /**
     * Signs, and writes the whole list.
     *
     * @throws PkiException SIGNING_FAILED, KEY_NOT_ALLOWED
     * @throws IOException what reading the entries back or writing the list throws
     */
    void sign(SigningKey issuing, Head head, OutputStream out) throws PkiException, IOException {
        X509Certificate issuer = issuing.certificate();
        SignatureAlgorithm algorithm = SignatureAlgorithm.of(issuer.getPublicKey());
        byte[] identifier = identifier(algorithm);
        byte[] before = concatenated(
                integer(1),
                identifier,
                issuer.getSubjectX500Principal().getEncoded(),
                time(head.thisUpdate()),
                time(head.nextUpdate()),
                // Section 5.1.2.6: "When there are no revoked certificates, the revoked certificates list MUST be
                // absent."
                count == 0 ? new byte[0] : header(DerWriter.SEQUENCE, entries.length()));
        byte[] after = tagged(0, sequence(extensions(issuer, head)));
        long inner = before.length + entries.length() + after.length;
        byte[] tbs = header(DerWriter.SEQUENCE, inner);
        byte[] signature;
        try (InputStream read = whole(tbs, before, after)) {
            signature = algorithm.sign(issuing.key(), read);
        }
        byte[] end = concatenated(identifier, bits(signature));
        out.write(header(DerWriter.SEQUENCE, tbs.length + inner + end.length));
        try (InputStream read = whole(tbs, before, after)) {
            read.transferTo(out);
        }
        out.write(end);
    }

    private InputStream whole(byte[] tbs, byte[] before, byte[] after) throws IOException {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(tbs),
                new ByteArrayInputStream(before),
                entries.read(),
                new ByteArrayInputStream(after))));
    }

    private static byte[] identifier(SignatureAlgorithm algorithm) {
        return algorithm == SignatureAlgorithm.RSA_SHA256
                ? sequence(oid(algorithm.oid()), value(DerWriter.NULL))
                : sequence(oid(algorithm.oid()));
    }

    private static byte[] extensions(X509Certificate issuer, Head head) throws PkiException {
        byte[] keyIdentifier = CertificateExtensions.subjectKeyIdentifier(issuer)
                .orElseThrow(() -> new PkiException(PkiReason.KEY_IDENTIFIER_MISSING, "subject key identifier"));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        // RFC 5280 section 5.2.1 and 5.2.3: both MUST be there, and are not critical.
        all.writeBytes(extension("2.5.29.35", false, sequence(implicit(0, keyIdentifier))));
        all.writeBytes(extension("2.5.29.20", false, integer(head.number())));
        if (head.base().isPresent()) {
            all.writeBytes(extension("2.5.29.27", true, integer(head.base().getAsLong())));
        }
        if (!head.scope().isEmpty()) {
            all.writeBytes(extension("2.5.29.28", true, sequence(tagged(0, fullName(head.scope())))));
        }
        if (!head.freshest().isEmpty()) {
            all.writeBytes(extension("2.5.29.46", false, sequence(sequence(tagged(0, fullName(head.freshest()))))));
        }
        return all.toByteArray();
    }

    /** DistributionPointName, its choice fullName (RFC 5280 section 4.2.1.13). */
    private static byte[] fullName(List<URI> uris) {
        byte[][] names = new byte[uris.size()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = implicit(6, DerWriter.ascii(uris.get(i).toString()));
        }
        return tagged(0, names);
    }

    private static byte[] concatenated(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Override
    public void close() throws IOException {
        entries.close();
    }
}
