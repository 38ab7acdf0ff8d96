package org.lanyard.pki.backup;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * A passphrase as the recipient of an age file (age-encryption.org/v1, "The scrypt recipient type"): the file's key under
 * ChaCha20-Poly1305 with a key that scrypt makes of the passphrase. It is the only recipient of its file.
 */
final class Scrypt implements RecipientStanzaWriter, RecipientStanzaReader {
    static final String TYPE = "scrypt";

    /** 2^17 turns and 128 MiB: about half a second for whoever knows the passphrase, and for each guess. */
    private static final int WORK = 17;

    /** What a file may ask of the machine that opens it: 1 GiB. */
    private static final int MOST_WORK = 20;

    private static final int SALT_BYTES = 16;
    private static final byte[] LABEL = "age-encryption.org/v1/scrypt".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_NONCE = new byte[12];

    private final byte[] passphrase;
    private final SecureRandom random;

    /** The array stays the caller's. */
    Scrypt(char[] passphrase, SecureRandom random) {
        var bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
        this.passphrase = new byte[bytes.remaining()];
        bytes.get(this.passphrase);
        Arrays.fill(bytes.array(), (byte) 0);
        this.random = random;
    }

    void forget() {
        Arrays.fill(passphrase, (byte) 0);
    }

    @Override
    public Iterable<RecipientStanza> getRecipientStanzas(FileKey key) throws GeneralSecurityException {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] body = crypt(Cipher.ENCRYPT_MODE, salt, WORK, key.getEncoded());
        return List.of(new Stanza(
                List.of(Base64.getEncoder().withoutPadding().encodeToString(salt), Integer.toString(WORK)), body));
    }

    @Override
    public FileKey getFileKey(Iterable<RecipientStanza> stanzas) throws GeneralSecurityException {
        Iterator<RecipientStanza> all = stanzas.iterator();
        RecipientStanza stanza = all.next();
        if (!stanza.getType().equals(TYPE)
                || all.hasNext()
                || stanza.getArguments().size() != 2) {
            throw new GeneralSecurityException("not a file for a passphrase");
        }
        byte[] salt;
        int work;
        try {
            salt = Base64.getDecoder().decode(stanza.getArguments().get(0));
            work = Integer.parseInt(stanza.getArguments().get(1));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not a stanza of scrypt", e);
        }
        if (salt.length != SALT_BYTES || work < 1 || work > MOST_WORK) {
            throw new GeneralSecurityException("work of 2^" + work + " is not done here");
        }
        return new FileKey(crypt(Cipher.DECRYPT_MODE, salt, work, stanza.getBody()));
    }

    private byte[] crypt(int mode, byte[] salt, int work, byte[] input) throws GeneralSecurityException {
        byte[] labelled = Arrays.copyOf(LABEL, LABEL.length + salt.length);
        System.arraycopy(salt, 0, labelled, LABEL.length, salt.length);
        byte[] key = SCrypt.generate(passphrase, labelled, 1 << work, 8, 1, 32);
        try {
            Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
            cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(NO_NONCE));
            return cipher.doFinal(input);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private record Stanza(List<String> arguments, byte[] body) implements RecipientStanza {
        @Override
        public String getType() {
            return TYPE;
        }

        @Override
        public List<String> getArguments() {
            return arguments;
        }

        @Override
        public byte[] getBody() {
            return body.clone();
        }
    }
}
