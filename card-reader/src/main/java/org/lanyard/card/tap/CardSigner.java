package org.lanyard.card.tap;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.PivCard;
import org.lanyard.pki.assertion.Ecdsa;
import org.lanyard.pki.assertion.RawSigner;

/** Has the card sign an assertion, and checks that it was the certificate's key that did. */
public final class CardSigner implements RawSigner<CardException> {
    /** DigestInfo of SHA-256 up to the digest (RFC 8017 §9.2, note 1). */
    private static final byte[] SHA256_INFO = HexFormat.of().parseHex("3031300D060960864801650304020105000420");

    private final PivCard card;
    private final KeyReference reference;
    private final X509Certificate certificate;
    private final AlgorithmId algorithm;

    /** @throws CardException {@link CardFault#KEY_UNSUPPORTED} */
    public CardSigner(PivCard card, KeyReference reference, X509Certificate certificate) throws CardException {
        this.card = card;
        this.reference = reference;
        this.certificate = certificate;
        this.algorithm = AlgorithmId.of(certificate.getPublicKey());
    }

    /**
     * One GENERAL AUTHENTICATE.
     *
     * @return the signature in the form of RFC 7518
     * @throws CardException {@link CardFault#SIGNATURE_NOT_BY_CERTIFICATE}, or as {@link PivCard#generalAuthenticate}
     */
    @Override
    public byte[] sign(byte[] signingInput) throws CardException {
        byte[] signature = card.generalAuthenticate(reference, algorithm, challenge(signingInput));
        byte[] jws = signature;
        if (algorithm.isEllipticCurve()) {
            try {
                jws = Ecdsa.derToJws(signature, algorithm.inputBytes());
            } catch (IllegalArgumentException e) {
                throw new CardException(CardFault.SIGNATURE_MALFORMED, "not a DER signature of this curve", e);
            }
        }
        if (!verifies(signingInput, signature)) {
            throw new CardException(CardFault.SIGNATURE_NOT_BY_CERTIFICATE, reference.toString());
        }
        return jws;
    }

    private byte[] challenge(byte[] signingInput) {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance(algorithm.digest()).digest(signingInput);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm.digest(), e);
        }
        return algorithm.isEllipticCurve() ? digest : pad(digest);
    }

    /** EMSA-PKCS1-v1_5 (RFC 8017 §9.2): 00 01 FF … FF 00 DigestInfo. */
    private byte[] pad(byte[] digest) {
        byte[] block = new byte[algorithm.inputBytes()];
        Arrays.fill(block, (byte) 0xFF);
        int info = block.length - SHA256_INFO.length - digest.length;
        ByteBuffer.wrap(block)
                .put((byte) 0)
                .put((byte) 1)
                .position(info - 1)
                .put((byte) 0)
                .put(SHA256_INFO)
                .put(digest);
        return block;
    }

    private boolean verifies(byte[] signingInput, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm.signature());
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(signingInput);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK verifies " + algorithm.signature(), e);
        }
    }
}
