package org.lanyard.pki.responder;

import static org.lanyard.pki.der.DerWriter.octets;
import static org.lanyard.pki.der.DerWriter.sequence;
import static org.lanyard.pki.der.DerWriter.tagged;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Arrays;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.der.DerReader;
import org.lanyard.pki.der.DerWriter;
import org.lanyard.pki.keystore.SignatureAlgorithm;
import org.lanyard.pki.keystore.SigningKey;

/** A delegated responder's key (RFC 6960 section 4.2.2.2), with what each of its answers repeats. */
public final class ResponderKey {
    private final SigningKey key;
    private final SignatureAlgorithm algorithm;
    private final byte[] responderId;
    private final byte[] certificates;

    /**
     * @param key its certificate first, issued by the very authority that it answers for
     * @throws PkiException KEY_NOT_ALLOWED, CERTIFICATE_MALFORMED
     */
    public ResponderKey(SigningKey key) throws PkiException {
        this.key = key;
        this.algorithm = SignatureAlgorithm.of(key.publicKey());
        this.responderId = tagged(2, octets(keyHash("SHA-1", key.publicKey())));
        try {
            this.certificates = tagged(0, sequence(key.certificate().getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "the responder's", e);
        }
    }

    /** When its certificate ends. */
    public Instant notAfter() {
        return key.certificate().getNotAfter().toInstant();
    }

    SigningKey key() {
        return key;
    }

    SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** ResponderID, its choice byKey: "SHA-1 hash of responder's public key" (RFC 6960 section 4.2.1). */
    byte[] responderId() {
        return responderId;
    }

    /** The last part of a BasicOCSPResponse. */
    byte[] certificates() {
        return certificates;
    }

    /** The hash of a key's bits, without tag, length and unused bits. */
    static byte[] keyHash(String algorithm, PublicKey key) throws PkiException {
        DerReader info =
                DerReader.of(key.getEncoded(), PkiReason.KEY_NOT_ALLOWED).enter(DerWriter.SEQUENCE);
        info.whole(DerWriter.SEQUENCE);
        byte[] bits = info.content(DerWriter.BIT_STRING);
        return hash(algorithm, Arrays.copyOfRange(bits, Math.min(1, bits.length), bits.length));
    }

    static byte[] hash(String algorithm, byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm).digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
