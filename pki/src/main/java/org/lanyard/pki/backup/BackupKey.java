package org.lanyard.pki.backup;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.Passphrase;

/**
 * What closes and opens a backup: a passphrase, or the recipients of age. With recipients the machine that makes backups
 * cannot read them: the identity that can is kept elsewhere.
 */
public sealed interface BackupKey {

    /**
     * A channel that encrypts; closing it writes the last piece, without which the file counts as cut off.
     *
     * @throws PkiException as {@link Passphrase#read}, BACKUP_KEY_WRONG for what is no recipient
     */
    WritableByteChannel encrypting(WritableByteChannel out) throws PkiException, IOException;

    /**
     * A channel that decrypts, and gives out nothing that was altered.
     *
     * @throws PkiException BACKUP_KEY_WRONG, and as {@link Passphrase#read}
     */
    ReadableByteChannel decrypting(ReadableByteChannel in) throws PkiException, IOException;

    /** A passphrase, which both makes and opens. */
    record OfPassphrase(Passphrase passphrase, SecureRandom random) implements BackupKey {
        public OfPassphrase {
            Objects.requireNonNull(passphrase, "passphrase");
            Objects.requireNonNull(random, "random");
        }

        @Override
        public WritableByteChannel encrypting(WritableByteChannel out) throws PkiException, IOException {
            Scrypt scrypt = scrypt();
            try {
                return BackupKey.encrypting(out, List.of(scrypt));
            } finally {
                scrypt.forget();
            }
        }

        @Override
        public ReadableByteChannel decrypting(ReadableByteChannel in) throws PkiException, IOException {
            Scrypt scrypt = scrypt();
            try {
                return BackupKey.decrypting(in, List.of(scrypt));
            } finally {
                scrypt.forget();
            }
        }

        private Scrypt scrypt() throws PkiException {
            char[] typed = passphrase.read();
            try {
                return new Scrypt(typed, random);
            } finally {
                Arrays.fill(typed, '\0');
            }
        }
    }

    /**
     * Recipients ({@code age1…}), which make.
     *
     * @param recipients at least one; each of them can open the file alone
     */
    record ForRecipients(List<String> recipients) implements BackupKey {
        public ForRecipients {
            recipients = List.copyOf(recipients);
        }

        @Override
        public WritableByteChannel encrypting(WritableByteChannel out) throws PkiException, IOException {
            List<RecipientStanzaWriter> writers = new ArrayList<>();
            for (String recipient : recipients) {
                try {
                    writers.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient));
                } catch (GeneralSecurityException | RuntimeException e) {
                    throw new PkiException(PkiReason.BACKUP_KEY_WRONG, "not a recipient of age: " + recipient, e);
                }
            }
            return BackupKey.encrypting(out, writers);
        }

        @Override
        public ReadableByteChannel decrypting(ReadableByteChannel in) throws PkiException {
            throw new PkiException(PkiReason.BACKUP_KEY_WRONG, "a recipient closes, only its identity opens");
        }
    }

    /**
     * The identity of a recipient, which opens.
     *
     * @param file as age-keygen writes it: a line {@code AGE-SECRET-KEY-1…}, others empty or comments
     */
    record OfIdentity(Path file) implements BackupKey {
        public OfIdentity {
            Objects.requireNonNull(file, "file");
        }

        @Override
        public WritableByteChannel encrypting(WritableByteChannel out) throws PkiException {
            throw new PkiException(PkiReason.BACKUP_KEY_WRONG, "an identity opens, its recipient closes");
        }

        @Override
        public ReadableByteChannel decrypting(ReadableByteChannel in) throws PkiException, IOException {
            List<RecipientStanzaReader> readers = new ArrayList<>();
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                try {
                    readers.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(line.strip()));
                } catch (GeneralSecurityException | RuntimeException e) {
                    throw new PkiException(PkiReason.BACKUP_KEY_WRONG, file + " is not an identity of age", e);
                }
            }
            return BackupKey.decrypting(in, readers);
        }
    }

    private static WritableByteChannel encrypting(WritableByteChannel out, List<? extends RecipientStanzaWriter> to)
            throws PkiException, IOException {
        try {
            return new StandardEncryptingChannelFactory().newEncryptingChannel(out, List.copyOf(to));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new PkiException(PkiReason.BACKUP_KEY_WRONG, "", e);
        }
    }

    private static ReadableByteChannel decrypting(ReadableByteChannel in, List<? extends RecipientStanzaReader> by)
            throws PkiException, IOException {
        try {
            return new StandardDecryptingChannelFactory().newDecryptingChannel(in, List.copyOf(by));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new PkiException(PkiReason.BACKUP_KEY_WRONG, "", e);
        }
    }
}
