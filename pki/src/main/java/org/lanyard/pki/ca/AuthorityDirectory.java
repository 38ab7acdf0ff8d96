package org.lanyard.pki.ca;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.KeyFiles;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.PublicationPoints;

/**
 * A folder with an authority's keys: {@code root.p12} (P-384, to be moved to a safe place), {@code issuing.p12} (P-256,
 * used by the service), and their certificates {@code root.crt} and {@code issuing.crt} in PEM. Both names in the
 * certificates are random: they tell of no school.
 */
public final class AuthorityDirectory {
    /** How long a root lasts. */
    public static final Duration ROOT_VALIDITY = Duration.ofDays(20 * 365);

    /** How long an issuing authority lasts. */
    public static final Duration ISSUING_VALIDITY = Duration.ofDays(10 * 365);

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{2,128}");

    private final Path folder;

    private AuthorityDirectory(Path folder) {
        this.folder = folder;
    }

    /**
     * As the other, with the issuing key in a file.
     *
     * @param issuingPassphrase for {@code issuing.p12}
     */
    public static AuthorityDirectory init(
            Path folder,
            Passphrase rootPassphrase,
            Passphrase issuingPassphrase,
            OidArc arc,
            InstantSource clock,
            SecureRandom random)
            throws PkiException {
        return init(folder, rootPassphrase, new NewKeys.InFiles(issuingPassphrase), arc, clock, random);
    }

    /**
     * Makes a root and an issuing authority.
     *
     * @param folder made if absent; nothing in it is overwritten
     * @param rootPassphrase for {@code root.p12}
     * @param issuingKeys where the issuing key is made and kept
     * @throws PkiException KEY_FILE_EXISTS if an authority is there already, KEY_FILE_UNWRITABLE, and as
     *     {@link Passphrase#read()}
     */
    public static AuthorityDirectory init(
            Path folder,
            Passphrase rootPassphrase,
            NewKeys issuingKeys,
            OidArc arc,
            InstantSource clock,
            SecureRandom random)
            throws PkiException {
        AuthorityDirectory directory = new AuthorityDirectory(folder);
        requireNone(folder);
        char[] forRoot = rootPassphrase.read();
        try {
            PublicationPoints points =
                    AuthoritySettings.read(folder).publication().points();
            directory.make(forRoot, issuingKeys, new AuthorityCertificates(arc, points, random), clock.instant());
        } finally {
            Arrays.fill(forRoot, '\0');
        }
        return directory;
    }

    /**
     * Whether an authority could be made in a folder.
     *
     * @throws PkiException KEY_FILE_EXISTS if one is there, KEY_FILE_UNWRITABLE if there is no room for one
     */
    public static void requireNone(Path folder) throws PkiException {
        AuthorityDirectory directory = new AuthorityDirectory(folder);
        for (Path file : List.of(directory.rootKeyFile(), directory.issuingKeyFile(), directory.rootFile())) {
            if (Files.exists(file)) {
                throw new PkiException(PkiReason.KEY_FILE_EXISTS, file.toString());
            }
        }
        KeyFiles.requireRoom(directory.rootKeyFile());
    }

    /** Takes away what {@link #init} made in a folder where nothing was: for one that broke off before it was used. */
    public static void takeBack(Path folder) throws IOException {
        AuthorityDirectory directory = new AuthorityDirectory(folder);
        for (Path file : List.of(
                directory.rootKeyFile(), directory.issuingKeyFile(), directory.issuingFile(), directory.rootFile())) {
            Files.deleteIfExists(file);
        }
    }

    private void make(char[] forRoot, NewKeys issuingKeys, AuthorityCertificates certificates, Instant now)
            throws PkiException {
        KeyPair rootPair = AuthorityCertificates.pair("secp384r1");
        X509Certificate root = certificates.root(rootPair, now, ROOT_VALIDITY);
        SigningKey rootKey = new SigningKey(rootPair.getPrivate(), List.of(root));
        KeyPair issuingPair = issuingKeys.generate();
        X509Certificate issuing = certificates.issuing(rootKey, issuingPair.getPublic(), now, ISSUING_VALIDITY);

        KeyFiles.create(rootKeyFile(), rootKey, forRoot);
        writePem(issuingFile(), issuing);
        issuingKeys.keep(
                this,
                CertificateId.issuerId(issuing),
                new SigningKey(issuingPair.getPrivate(), List.of(issuing, root)));
        // Last: a folder with this file is complete.
        writePem(rootFile(), root);
    }

    /**
     * Opens a folder that {@link #init} made. The root's key may be gone from it.
     *
     * @throws PkiException AUTHORITY_MISSING
     */
    public static AuthorityDirectory open(Path folder) throws PkiException {
        AuthorityDirectory directory = new AuthorityDirectory(folder);
        for (Path file : List.of(directory.rootFile(), directory.issuingFile())) {
            if (!Files.exists(file)) {
                throw new PkiException(PkiReason.AUTHORITY_MISSING, file + " is not there");
            }
        }
        return directory;
    }

    /** Whether a whole authority is in a folder. */
    public static boolean isIn(Path folder) {
        AuthorityDirectory directory = new AuthorityDirectory(folder);
        return Files.exists(directory.rootFile()) && Files.exists(directory.issuingFile());
    }

    /**
     * The keys of its issuing authorities, wherever they are; none is opened yet.
     *
     * @param passphrase of the key files, read when the first of them is opened
     * @param pin of the token, read when the first key in it is asked for
     * @throws PkiException as {@link AuthoritySettings#read}
     */
    public IssuingKeys keys(Passphrase passphrase, Passphrase pin) throws PkiException {
        IssuingKeys files = new KeyFileIssuingKeys(this, passphrase);
        Optional<AuthoritySettings.Token> token = AuthoritySettings.read(folder).token();
        if (token.isEmpty()) {
            return files;
        }
        IssuingKeys inToken = new TokenIssuingKeys(this, token.get(), pin);
        return id -> {
            Optional<SigningKey> inFile = files.of(id);
            return inFile.isPresent() ? inFile : inToken.of(id);
        };
    }

    /** Writes down which token the keys are in, so that every command and the service find it. */
    public void rememberToken(AuthoritySettings.Token token) throws PkiException {
        AuthoritySettings.writeToken(folder, token);
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /**
     * Keeps the certificate of another issuing authority, or another certificate of one of them, in the place of the
     * older.
     */
    void writeCertificate(String id, X509Certificate certificate) throws PkiException {
        boolean first = CertificateId.issuerId(issuingCertificate()).equals(id);
        Path file = first ? issuingFile() : certificateFile(id);
        writePem(file, certificate);
    }

    /**
     * The issuing key, with the chain issuing, root.
     *
     * @throws PkiException as {@link KeyFiles#open}
     */
    public SigningKey issuing(Passphrase passphrase) throws PkiException {
        return KeyFiles.open(issuingKeyFile(), passphrase);
    }

    /**
     * The certificate of an issuing authority whose key this folder has; empty where it has none of that id.
     *
     * @param id the authority's subject key identifier in lower-case hexadecimal
     */
    public Optional<X509Certificate> certificateOf(String id) throws PkiException {
        if (CertificateId.issuerId(issuingCertificate()).equals(id)) {
            return Optional.of(issuingCertificate());
        }
        Path file = certificateFile(id);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /** The file with the key of an issuing authority of this folder. */
    Path keyFile(String id) throws PkiException {
        boolean first = CertificateId.issuerId(issuingCertificate()).equals(id);
        return first ? issuingKeyFile() : named(id, ".p12");
    }

    /** Where the passphrase of one key alone may be. */
    Path passphraseFile(String id) {
        return named(id, ".pass");
    }

    private Path certificateFile(String id) {
        return named(id, ".crt");
    }

    private Path named(String id, String ending) {
        if (!HEX.matcher(id).matches()) {
            throw new IllegalArgumentException("Not an authority's id: " + id);
        }
        return folder.resolve("issuing").resolve(id + ending);
    }

    /** The root's certificate. */
    public X509Certificate root() throws PkiException {
        return read(rootFile());
    }

    /** The issuing authority's certificate, for whoever has no passphrase. */
    public X509Certificate issuingCertificate() throws PkiException {
        return read(issuingFile());
    }

    /** The file with the root's key, to be moved to a safe place. */
    public Path rootKeyFile() {
        return folder.resolve("root.p12");
    }

    /** The file with the issuing key. */
    public Path issuingKeyFile() {
        return folder.resolve("issuing.p12");
    }

    /** The root's certificate in PEM. */
    public Path rootFile() {
        return folder.resolve("root.crt");
    }

    /** The issuing authority's certificate in PEM. */
    public Path issuingFile() {
        return folder.resolve("issuing.crt");
    }

    private static X509Certificate read(Path file) throws PkiException {
        try {
            return CertificateReader.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new PkiException(PkiReason.AUTHORITY_MISSING, file.toString(), e);
        }
    }

    private static void writePem(Path file, X509Certificate certificate) throws PkiException {
        try {
            // Whole or not at all: another process may be reading the older one.
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "crt", ".part");
            Files.write(draft, CertificateReader.pem(certificate).getBytes(StandardCharsets.US_ASCII));
            if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
                // A certificate is public, and a temporary file is not.
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new PkiException(PkiReason.KEY_FILE_UNWRITABLE, file.toString(), e);
        }
    }
}
