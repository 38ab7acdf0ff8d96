package org.lanyard.card.kiosk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.est.EstClient;
import org.lanyard.pki.keystore.KeyFiles;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.CertificateReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kiosk's key in its file. Where enrolment is configured, the first comes with a one-time token, and each next one with
 * the last, key and all, once two thirds of its time are over; so a kiosk that is switched on now and then needs no visit.
 * The old key signs until the new one is on the disk.
 */
public final class KioskKeys implements Supplier<SigningKey>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KioskKeys.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Path file;
    private final Passphrase passphrase;
    private final Optional<KioskConfig.Enrolment> enrolment;
    private final InstantSource clock;
    private final SecureRandom random;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "kiosk-key");
        thread.setDaemon(true);
        return thread;
    });
    private volatile SigningKey current;

    private KioskKeys(
            Path file,
            Passphrase passphrase,
            Optional<KioskConfig.Enrolment> enrolment,
            InstantSource clock,
            SecureRandom random) {
        this.file = file;
        this.passphrase = passphrase;
        this.enrolment = enrolment;
        this.clock = Objects.requireNonNull(clock, "clock");
        this.random = Objects.requireNonNull(random, "random");
    }

    /**
     * Opens the key's file, or gets a first certificate if there is none and a token to get it with: in the file of the
     * configuration, else typed.
     *
     * @param terminal asks for the token; answers null where there is no terminal
     * @throws PkiException as {@link KeyFiles#open}, {@link EstClient#enrol}
     * @throws IOException if the server that enrols cannot be reached
     */
    public static KioskKeys open(
            KioskConfig config, InstantSource clock, SecureRandom random, Function<String, char[]> terminal)
            throws PkiException, IOException, InterruptedException {
        KioskKeys keys = new KioskKeys(
                config.key(), new Passphrase.FromFile(config.passphraseFile()), config.enrolment(), clock, random);
        if (!Files.exists(config.key()) && config.enrolment().isPresent()) {
            keys.enrol(config.enrolment().get(), terminal);
        }
        keys.current = KeyFiles.open(config.key(), keys.passphrase);
        return keys;
    }

    private void enrol(KioskConfig.Enrolment from, Function<String, char[]> terminal)
            throws PkiException, IOException, InterruptedException {
        Optional<Path> token = from.tokenFile().filter(Files::exists);
        FolderWatch.tryToWrite(file.toAbsolutePath().getParent());
        keep(client(from).enrol(word(token, terminal), pair()));
        if (token.isPresent()) {
            // It is used up; a file with it would only puzzle whoever finds it.
            Files.deleteIfExists(token.get());
        }
        LOG.info("the kiosk has its first certificate");
    }

    private String word(Optional<Path> token, Function<String, char[]> terminal) throws PkiException, IOException {
        if (token.isPresent()) {
            return Files.readString(token.get(), StandardCharsets.US_ASCII).strip();
        }
        char[] typed = terminal.apply("This kiosk's one-time code: ");
        if (typed == null) {
            throw new PkiException(
                    PkiReason.KEY_FILE_UNREADABLE, file + " is not there, and no token-file to enrol with");
        }
        try {
            return new String(typed).strip();
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    /** The key to sign with now. */
    @Override
    public SigningKey get() {
        return current;
    }

    /** Begins to look each hour whether it is time for the next. */
    public KioskKeys start() {
        if (enrolment.isPresent()) {
            lookIn(Duration.ZERO);
        }
        return this;
    }

    private void lookIn(Duration delay) {
        if (!timer.isShutdown()) {
            timer.schedule(this::look, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        Duration next = AGAIN;
        try {
            renewIfDue();
            next = EVERY;
        } catch (PkiException | IOException e) {
            LOG.warn("the kiosk's certificate could not be renewed, trying again in a minute: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("the kiosk's certificate could not be renewed", e);
        } finally {
            lookIn(next);
        }
    }

    /**
     * Gets the next certificate if two thirds of this one's time are over.
     *
     * @return whether there is a new one
     */
    boolean renewIfDue() throws PkiException, IOException, InterruptedException {
        SigningKey old = current;
        Instant from = old.certificate().getNotBefore().toInstant();
        Duration whole = Duration.between(from, old.certificate().getNotAfter().toInstant());
        if (enrolment.isEmpty()
                || clock.instant().isBefore(from.plus(whole.multipliedBy(2).dividedBy(3)))) {
            return false;
        }
        // A certificate that cannot be kept is not asked for.
        FolderWatch.tryToWrite(file.toAbsolutePath().getParent());
        SigningKey next = client(enrolment.get()).renew(old, pair());
        keep(next);
        current = next;
        LOG.info(
                "the kiosk's certificate was renewed until={}",
                next.certificate().getNotAfter().toInstant());
        return true;
    }

    private void keep(SigningKey key) throws PkiException {
        char[] characters = passphrase.read();
        try {
            KeyFiles.replace(file, key, characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private static EstClient client(KioskConfig.Enrolment from) throws PkiException, IOException {
        Optional<X509Certificate> root = from.root().isPresent()
                ? Optional.of(
                        CertificateReader.read(Files.readAllBytes(from.root().get())))
                : Optional.empty();
        return new EstClient(from.service(), root);
    }

    private KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes P-256 keys", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
