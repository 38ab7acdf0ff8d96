package org.lanyard.pki.ca;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.config.Toml;
import org.lanyard.pki.revocation.PublicationPoints;

/**
 * {@code authority.toml} in the authority's folder: where its keys are, and what a second person must approve.
 *
 * @param token the PKCS#11 token that new issuing keys are made in; in PKCS#12 files where absent
 * @param approval what a second person must approve
 * @param publication where the world finds lists and answers
 */
public record AuthoritySettings(Optional<Token> token, Approval approval, Publication publication) {
    /** The file's name. */
    public static final String FILE = "authority.toml";

    /** Keys in files, and nothing to approve. */
    public static final AuthoritySettings DEFAULTS = new AuthoritySettings(
            Optional.empty(), new Approval(false, false, Duration.ofHours(24)), new Publication(Optional.empty(), 0));

    /**
     * A token.
     *
     * @param library its maker's PKCS#11 library
     * @param label what it is called
     */
    public record Token(Path library, String label) {
        public Token {
            if (!library.isAbsolute()) {
                throw new IllegalArgumentException("library must be an absolute path");
            }
            if (label.isBlank() || !label.chars().allMatch(c -> c >= 0x20 && c < 0x7f && c != '"' && c != '\\')) {
                throw new IllegalArgumentException("label must be the token's, in ASCII");
            }
        }
    }

    /**
     * What waits until a second person has approved it.
     *
     * @param ceremonies the issuing authorities' own certificates
     * @param massActions suspending, releasing and revoking many certificates
     * @param expires how long a request waits
     */
    public record Approval(boolean ceremonies, boolean massActions, Duration expires) {
        public Approval {
            if (expires.compareTo(Duration.ofMinutes(1)) < 0 || expires.compareTo(Duration.ofDays(30)) > 0) {
                throw new IllegalArgumentException("expires must be 1m to 30d");
            }
        }
    }

    /**
     * Where the service publishes, as every new certificate is to say.
     *
     * @param base such as {@code http://pki.example}; nothing is said in certificates where it is absent
     * @param shards into how many lists new certificates are spread; 0: one list for all
     */
    public record Publication(Optional<URI> base, int shards) {
        public Publication {
            points(base, shards);
        }

        /** As certificates are made with it. */
        public PublicationPoints points() {
            return points(base, shards);
        }

        private static PublicationPoints points(Optional<URI> base, int shards) {
            return new PublicationPoints(base, shards);
        }
    }

    /**
     * Reads the settings of a folder; the defaults where it has none.
     *
     * @throws PkiException CONFIGURATION_UNREADABLE, CONFIGURATION_INVALID
     */
    public static AuthoritySettings read(Path folder) throws PkiException {
        return Toml.readOrDefaults(folder.resolve(FILE), DEFAULTS);
    }

    /** Writes down where the keys are, where no settings are yet. */
    static void writeToken(Path folder, Token token) throws PkiException {
        String text = """
                # Where the issuing keys are. The PIN is never written here.
                [token]
                library = "%s"
                label = "%s"
                """.formatted(token.library(), token.label());
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(FILE), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new PkiException(
                    PkiReason.KEY_FILE_UNWRITABLE, folder.resolve(FILE).toString(), e);
        }
    }
}
