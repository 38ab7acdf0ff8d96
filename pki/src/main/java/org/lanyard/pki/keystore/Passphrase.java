package org.lanyard.pki.keystore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/**
 * Where a passphrase comes from. There is no variant that takes it as a string: what stands in a command line can be
 * read by every user of the machine.
 */
public sealed interface Passphrase {

    /**
     * Reads it. The caller owns the array and fills it with zeros after use.
     *
     * @throws PkiException PASSPHRASE_MISSING or PASSPHRASE_EXPOSED
     */
    char[] read() throws PkiException;

    /**
     * The first line of a file, UTF-8, without its line end. A regular file that others may read is refused.
     *
     * @param file a path; a pipe such as /dev/fd/3 will do
     */
    record FromFile(Path file) implements Passphrase {
        private static final int LIMIT = 4096;

        public FromFile {
            Objects.requireNonNull(file, "file");
        }

        @Override
        public char[] read() throws PkiException {
            refuseIfExposed();
            byte[] bytes;
            try {
                bytes = SecretFiles.read(file, LIMIT);
            } catch (PkiException e) {
                throw new PkiException(PkiReason.PASSPHRASE_MISSING, e.detail(), e);
            }
            CharBuffer text = null;
            try {
                text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                int end = 0;
                while (end < text.length() && text.get(end) != '\n' && text.get(end) != '\r') {
                    end++;
                }
                return notEmpty(Arrays.copyOfRange(text.array(), 0, end), file.toString());
            } catch (CharacterCodingException e) {
                throw new PkiException(PkiReason.PASSPHRASE_MISSING, file + " is not UTF-8", e);
            } finally {
                Arrays.fill(bytes, (byte) 0);
                if (text != null) {
                    Arrays.fill(text.array(), '\0');
                }
            }
        }

        private void refuseIfExposed() throws PkiException {
            try {
                if (Files.isRegularFile(file)
                        && Files.getFileStore(file).supportsFileAttributeView("posix")
                        && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                    throw new PkiException(PkiReason.PASSPHRASE_EXPOSED, file.toString());
                }
            } catch (IOException e) {
                throw new PkiException(PkiReason.PASSPHRASE_MISSING, file.toString(), e);
            }
        }
    }

    /**
     * An environment variable.
     *
     * @param variable its name
     * @param environment the variables, {@link System#getenv()} outside tests
     */
    record FromEnvironment(String variable, Map<String, String> environment) implements Passphrase {
        public FromEnvironment {
            Objects.requireNonNull(variable, "variable");
            Objects.requireNonNull(environment, "environment");
        }

        /** A variable of this process. */
        public FromEnvironment(String variable) {
            this(variable, System.getenv());
        }

        @Override
        public char[] read() throws PkiException {
            String value = environment.get(variable);
            return notEmpty(value == null ? new char[0] : value.toCharArray(), "$" + variable);
        }

        @Override
        public String toString() {
            // Never the environment itself: it holds the secret.
            return "$" + variable;
        }
    }

    /**
     * A question on the terminal, without echo.
     *
     * @param question what to ask, such as {@code Passphrase of the issuing key}
     * @param terminal asks and answers null where there is no terminal
     */
    record FromPrompt(String question, Function<String, char[]> terminal) implements Passphrase {
        public FromPrompt {
            Objects.requireNonNull(question, "question");
            Objects.requireNonNull(terminal, "terminal");
        }

        /** The terminal of this process. */
        public FromPrompt(String question) {
            this(
                    question,
                    asked -> System.console() == null ? null : System.console().readPassword("%s: ", asked));
        }

        @Override
        public char[] read() throws PkiException {
            char[] typed = terminal.apply(question);
            return notEmpty(typed == null ? new char[0] : typed, question);
        }
    }

    /**
     * A question on the terminal for a passphrase that is new: asked twice, and both answers must agree.
     *
     * @param question what to ask
     * @param terminal asks and answers null where there is no terminal
     */
    record NewFromPrompt(String question, Function<String, char[]> terminal) implements Passphrase {
        public NewFromPrompt {
            Objects.requireNonNull(question, "question");
            Objects.requireNonNull(terminal, "terminal");
        }

        @Override
        public char[] read() throws PkiException {
            char[] first = new FromPrompt(question, terminal).read();
            char[] second = new FromPrompt(question + ", once more", terminal).read();
            try {
                if (Arrays.equals(first, second)) {
                    return first;
                }
                Arrays.fill(first, '\0');
                throw new PkiException(PkiReason.PASSPHRASES_DIFFER, question);
            } finally {
                Arrays.fill(second, '\0');
            }
        }
    }

    /** Asks on the terminal of this process, without echo; null where there is none. */
    static char[] askOnConsole(String question) {
        return System.console() == null ? null : System.console().readPassword("%s: ", question);
    }

    private static char[] notEmpty(char[] passphrase, String source) throws PkiException {
        if (passphrase.length == 0) {
            throw new PkiException(PkiReason.PASSPHRASE_MISSING, source);
        }
        return passphrase;
    }
}
