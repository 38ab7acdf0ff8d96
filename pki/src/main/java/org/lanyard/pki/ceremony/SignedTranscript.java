package org.lanyard.pki.ceremony;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.SignatureAlgorithm;
import org.lanyard.pki.keystore.SigningKey;

/**
 * What was done, line by line, and the root's signature over it. A line is a name, a colon and a value; the last one is
 * the signature over every byte before it.
 */
public final class SignedTranscript {
    private static final String HEADER = "Lanyard ceremony 1";
    private static final String SIGNATURE = "Signature: ";
    private static final int LIMIT = 1 << 20;

    private final Map<String, String> lines = new LinkedHashMap<>();

    SignedTranscript(X509Certificate root) throws PkiException {
        line("Root", fingerprint(root));
    }

    SignedTranscript line(String name, String value) {
        if (value.chars().anyMatch(c -> c < 0x20) || lines.put(name, value) != null) {
            throw new IllegalArgumentException("One line each: " + name);
        }
        return this;
    }

    /** Signs it. */
    byte[] sign(SigningKey root) throws PkiException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        lines.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        byte[] signature = SignatureAlgorithm.of(root.publicKey()).sign(root.key(), bytes(text.toString()));
        return bytes(text + SIGNATURE + Base64.getEncoder().encodeToString(signature) + "\n");
    }

    /**
     * Whether the root signed a transcript, every byte of it.
     *
     * @throws PkiException TRANSCRIPT_INVALID
     */
    public static void verify(byte[] transcript, X509Certificate root) throws PkiException {
        if (transcript.length > LIMIT) {
            throw new PkiException(PkiReason.TRANSCRIPT_INVALID, "too long");
        }
        String text = new String(transcript, StandardCharsets.UTF_8);
        int at = text.lastIndexOf("\n" + SIGNATURE) + 1;
        if (!text.startsWith(HEADER + "\n") || at == 0 || !text.endsWith("\n")) {
            throw new PkiException(PkiReason.TRANSCRIPT_INVALID, "it is none");
        }
        String signed = text.substring(0, at);
        if (!signed.contains("\nRoot: " + fingerprint(root) + "\n")) {
            throw new PkiException(PkiReason.TRANSCRIPT_INVALID, "of another root");
        }
        try {
            byte[] signature = Base64.getDecoder().decode(text.substring(at + SIGNATURE.length(), text.length() - 1));
            Signature verifier = Signature.getInstance(
                    SignatureAlgorithm.of(root.getPublicKey()).jcaName());
            verifier.initVerify(root.getPublicKey());
            verifier.update(bytes(signed));
            // Decoding and encoding again, so that bytes which are no UTF-8 do not vanish from what is signed.
            boolean whole = Arrays.equals(bytes(text), transcript);
            if (whole && verifier.verify(signature)) {
                return;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new PkiException(PkiReason.TRANSCRIPT_INVALID, "the signature does not verify", e);
        }
        throw new PkiException(PkiReason.TRANSCRIPT_INVALID, "the signature does not verify");
    }

    /** SHA-256 of a certificate, in hexadecimal. */
    static String fingerprint(X509Certificate certificate) throws PkiException {
        try {
            return "SHA-256 "
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new PkiException(
                    PkiReason.CERTIFICATE_MALFORMED, e instanceof CertificateEncodingException ? "" : "no SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
