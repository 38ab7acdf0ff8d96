package org.lanyard.dist.crash;

import static org.lanyard.dist.crash.DoorCaller.require;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.lanyard.dist.crash.CardBook.Word;
import org.lanyard.pki.keystore.SigningKey;

/** What the test asks of the office's process, and what it was told: serial numbers, list numbers. */
final class Office implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Grounds grounds;
    private final List<UUID> holders;
    private final X509Certificate issuing;
    private final Random random;
    private final Set<String> serials = new HashSet<>();
    private long lastList;
    private volatile Child process;
    private volatile boolean open;

    Office(Grounds grounds, List<UUID> holders, X509Certificate issuing, Random random) {
        this.grounds = grounds;
        this.holders = holders;
        this.issuing = issuing;
        this.random = random;
    }

    /** Starts the process if there is none. */
    void open() throws IOException {
        if (!open) {
            process = new Child(OfficeProcess.class, grounds.arguments());
            open = true;
        }
    }

    void awaitOpen() throws InterruptedException {
        require(process.await("ready", PATIENCE).isPresent(), "the office did not open:\n" + process.tail());
    }

    /** In the middle of whatever it is doing. */
    void kill() throws InterruptedException {
        open = false;
        process.kill();
    }

    boolean isOpen() {
        return open;
    }

    /** A new card with its certificate; empty if the office was killed meanwhile. */
    Optional<CardBook> card() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        UUID id = UUID.randomUUID();
        UUID holder = holders.get(random.nextInt(holders.size()));
        Optional<String> done = ask("card " + id + " " + holder + " "
                + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        if (done.isEmpty()) {
            return Optional.empty();
        }
        X509Certificate certificate = certificate(done.get());
        require(serials.add(certificate.getSerialNumber().toString(16)), "a serial number came twice");
        return Optional.of(new CardBook(id, new SigningKey(pair.getPrivate(), List.of(certificate, issuing))));
    }

    void lose(CardBook card) throws InterruptedException {
        card.lost = Word.ASKED;
        ask("lose " + card.id).ifPresent(done -> card.lost = Word.GONE);
    }

    void revoke(CardBook card) throws InterruptedException {
        card.certificate = Word.ASKED;
        ask("revoke " + card.key.certificate().getSerialNumber().toString(16))
                .ifPresent(done -> card.certificate = Word.GONE);
    }

    void publish() throws InterruptedException {
        Optional<String> done = ask("list");
        if (done.isPresent()) {
            long number = Long.parseLong(done.get());
            require(number > lastList, "list " + number + " came after list " + lastList);
            lastList = number;
        }
    }

    private Optional<String> ask(String order) throws InterruptedException {
        if (!process.say(order)) {
            return Optional.empty();
        }
        Optional<String> answer = process.await("", PATIENCE);
        while (answer.isPresent()
                && !answer.get().startsWith("done ")
                && !answer.get().startsWith("failed ")) {
            answer = process.await("", PATIENCE);
        }
        require(answer.isEmpty() || answer.get().startsWith("done "), order + "\n" + process.tail());
        return answer.map(line -> line.substring("done ".length()));
    }

    private static X509Certificate certificate(String base64) throws GeneralSecurityException {
        byte[] der = Base64.getDecoder().decode(base64);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
