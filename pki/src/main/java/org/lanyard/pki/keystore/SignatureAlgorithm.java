package org.lanyard.pki.keystore;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/** What an authority's key signs with: one algorithm a kind of key, so there is nothing to choose. */
public enum SignatureAlgorithm {
    /** P-256 with SHA-256 (RFC 5758 section 3.2). */
    ECDSA_SHA256("SHA256withECDSA", "1.2.840.10045.4.3.2"),
    /** P-384 with SHA-384 (RFC 5758 section 3.2). */
    ECDSA_SHA384("SHA384withECDSA", "1.2.840.10045.4.3.3"),
    /** RSA with PKCS#1 v1.5 padding and SHA-256 (RFC 4055 section 5). */
    RSA_SHA256("SHA256withRSA", "1.2.840.113549.1.1.11");

    private static final int PIECE = 64 * 1024;

    private final String jcaName;
    private final String oid;

    SignatureAlgorithm(String jcaName, String oid) {
        this.jcaName = jcaName;
        this.oid = oid;
    }

    /** The JCA's name. */
    public String jcaName() {
        return jcaName;
    }

    /** The object identifier in AlgorithmIdentifier. */
    public String oid() {
        return oid;
    }

    /** The algorithm of an object identifier. */
    public static Optional<SignatureAlgorithm> ofOid(String oid) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.oid.equals(oid))
                .findFirst();
    }

    /**
     * The algorithm that goes with an authority's public key.
     *
     * @throws PkiException KEY_NOT_ALLOWED
     */
    public static SignatureAlgorithm of(PublicKey key) throws PkiException {
        AllowedKeys.require(key);
        if (key instanceof ECKey ec) {
            return ec.getParams().getOrder().bitLength() > 256 ? ECDSA_SHA384 : ECDSA_SHA256;
        }
        if (key instanceof RSAKey) {
            return RSA_SHA256;
        }
        throw new PkiException(PkiReason.KEY_NOT_ALLOWED, key.getAlgorithm());
    }

    /**
     * Signs with whatever provider the JCA's order and the key choose.
     *
     * @return for ECDSA the DER form, as certificates carry it
     * @throws PkiException SIGNING_FAILED
     */
    public byte[] sign(PrivateKey key, byte[] data) throws PkiException {
        try {
            Signature signature = Signature.getInstance(jcaName);
            signature.initSign(key);
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException | RuntimeException e) {
            // A token's provider throws unchecked exceptions when the token goes away.
            throw new PkiException(PkiReason.SIGNING_FAILED, jcaName, e);
        }
    }

    /**
     * As the other, of data that is read piece by piece: a list of a million entries need not be in memory.
     *
     * @param data read to its end; not closed
     * @throws PkiException SIGNING_FAILED
     * @throws IOException if the data cannot be read
     */
    public byte[] sign(PrivateKey key, InputStream data) throws PkiException, IOException {
        try {
            Signature signature = Signature.getInstance(jcaName);
            signature.initSign(key);
            byte[] piece = new byte[PIECE];
            for (int read = data.read(piece); read >= 0; read = data.read(piece)) {
                signature.update(piece, 0, read);
            }
            return signature.sign();
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new PkiException(PkiReason.SIGNING_FAILED, jcaName, e);
        }
    }
}
