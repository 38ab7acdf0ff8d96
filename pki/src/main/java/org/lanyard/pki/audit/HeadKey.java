package org.lanyard.pki.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Sql;

/**
 * The key that signs heads: P-256, made at the first start, one for all nodes. The private key is wrapped for the very public
 * key beside it, so that nobody without the master key can put a key of their own in its place.
 */
final class HeadKey {
    private static final String ALGORITHM = "SHA256withECDSA";
    private static final String SELECT = "SELECT public_key, private_key FROM audit_signer WHERE id = 1";

    private final PublicKey publicKey;
    private final PrivateKey privateKey;

    private HeadKey(PublicKey publicKey, PrivateKey privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    private record Stored(byte[] publicKey, byte[] privateKey) {}

    private static Optional<Stored> stored(Handle handle) {
        return Sql.one(handle, SELECT, row -> new Stored(row.getBytes(1), row.getBytes(2)));
    }

    /** The key of this store; made if there is none. */
    static HeadKey openOrCreate(Handle tx, MasterKey master, SecureRandom random) throws PkiException {
        if (stored(tx).isEmpty()) {
            KeyPair pair = generate(random);
            byte[] plain = pair.getPrivate().getEncoded();
            byte[] encoded = pair.getPublic().getEncoded();
            Sql.update(
                    tx,
                    "INSERT INTO audit_signer (id, public_key, private_key) VALUES (1, ?, ?) ON CONFLICT DO NOTHING",
                    encoded,
                    master.wrap(plain, context(encoded)));
            Arrays.fill(plain, (byte) 0);
        }
        return open(stored(tx).orElseThrow(), master);
    }

    /**
     * The public key, proved to be the one that belongs to the master key.
     *
     * @return empty if nothing was ever sealed
     * @throws PkiException WRAPPED_SECRET_ALTERED if another's key stands there
     */
    static Optional<PublicKey> proved(Handle handle, MasterKey master) throws PkiException {
        Optional<Stored> stored = stored(handle);
        return stored.isEmpty() ? Optional.empty() : Optional.of(open(stored.get(), master).publicKey);
    }

    private static HeadKey open(Stored stored, MasterKey master) throws PkiException {
        byte[] plain = master.unwrap(stored.privateKey(), context(stored.publicKey()));
        try {
            KeyFactory keys = KeyFactory.getInstance("EC");
            return new HeadKey(
                    keys.generatePublic(new X509EncodedKeySpec(stored.publicKey())),
                    keys.generatePrivate(new PKCS8EncodedKeySpec(plain)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an unwrapped key is always an EC key", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private static String context(byte[] publicKey) {
        return "audit-signer:" + fingerprint(publicKey);
    }

    /** SHA-256 over the SubjectPublicKeyInfo, in hexadecimal. */
    static String fingerprint(byte[] encoded) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The line that names the key in a head file. */
    String line() {
        return "key 1 " + Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }

    SignedHead sign(long place, byte[] hash, long at) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(SignedHead.statement(place, hash, at));
            return new SignedHead(place, hash, at, signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing the head failed", e);
        }
    }

    static boolean verifies(PublicKey key, SignedHead head) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(head.statement());
            return signature.verify(head.signature());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static String pem(PublicKey key) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(key.getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
    }
}
