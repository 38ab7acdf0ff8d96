package org.lanyard.dist.bench;

import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.pcsc.PcscConfig;
import org.lanyard.card.pcsc.PcscReader;
import org.lanyard.card.pcsc.Reader;
import org.lanyard.card.pcsc.ReaderEvents;
import org.lanyard.card.personalise.CardMasterKey;
import org.lanyard.card.personalise.CardSecrets;
import org.lanyard.card.personalise.Personaliser;
import org.lanyard.card.personalise.Plan;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFactory;
import org.lanyard.card.softcard.SoftReader;
import org.lanyard.card.softcard.VpcdCard;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.PublicationPoints;

/** An authority, cards of its, and readers to put them into. */
record TapGround(AuthorityGround authority, SigningKey signer, Optional<VirtualReader> virtual)
        implements AutoCloseable {
    /** As long as keeps a CHUID near the two kilobytes that others' have. */
    private static final int SIGNER_BITS = 4096;

    private static final URI PUBLISHED_AT = URI.create("http://pki.school.example");

    private static final int YEARS = 6;

    /** A card that is in a reader. */
    record Inserted(Reader reader, Runnable takeOut, String where) implements AutoCloseable {
        @Override
        public void close() {
            takeOut.run();
            reader.close();
        }
    }

    static TapGround make(Load.Length length, Consumer<String> progress) throws Exception {
        AuthorityGround authority = AuthorityGround.make(length, PublicationPoints.at(PUBLISHED_AT), progress);
        return new TapGround(authority, signer(authority), VirtualReader.open(progress));
    }

    /**
     * A card as the office issues it, its CHUID signed by a key of {@link #SIGNER_BITS}; with a certificate of this authority or,
     * if {@code bytes} is more than 0, with one that is so long.
     */
    SoftCard card(int bytes) throws Exception {
        SoftCard card = new SoftCardFactory(
                        authority.random(), LocalDate.now(ZoneOffset.UTC).plusYears(YEARS))
                .blank();
        UUID id = UUID.randomUUID();
        LocalDate expires = LocalDate.now(ZoneOffset.UTC).plusYears(YEARS);
        SoftReader reader = new SoftReader("office");
        reader.insert(card, CardInterface.CONTACT);
        try (CardMasterKey master = CardMasterKey.of(authority.random().generateSeed(32));
                CardSecrets secrets = CardSecrets.random(authority.random());
                CardConnection connection = reader.connect()) {
            Personaliser personaliser =
                    new Personaliser(signer, master, this::certificates, authority.clock(), authority.random());
            personaliser.personalise(connection, Plan.of(id, expires, AlgorithmId.P_256, secrets), step -> {});
            personaliser.settle(connection, id);
        } finally {
            reader.close();
        }
        if (bytes == 0) {
            return card;
        }
        PublicKey key = card.publicKey(KeyReference.CARD_AUTHENTICATION);
        return card.withCertificate(KeyReference.CARD_AUTHENTICATION, SizedCertificate.of(key, bytes));
    }

    private Map<KeyReference, X509Certificate> certificates(UUID card, Map<KeyReference, PublicKey> keys)
            throws PkiException {
        List<KeyReference> references = List.copyOf(keys.keySet());
        List<X509Certificate> issued = authority
                .authority()
                .issueAll(
                        references.stream()
                                .map(reference -> new IssuanceRequest(
                                        reference == KeyReference.CARD_AUTHENTICATION
                                                ? Profile.CARD_9E
                                                : Profile.CARD_9A,
                                        keys.get(reference),
                                        new SubjectName.Card(card)))
                                .toList(),
                        AuthorityGround.ACTOR);
        Map<KeyReference, X509Certificate> certificates = new EnumMap<>(KeyReference.class);
        for (int i = 0; i < issued.size(); i++) {
            certificates.put(references.get(i), issued.get(i));
        }
        return certificates;
    }

    private static SigningKey signer(AuthorityGround authority) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(SIGNER_BITS, authority.random());
        KeyPair pair = generator.generateKeyPair();
        SubjectName name = new SubjectName.Service(URI.create("urn:lanyard:bench:content-signer"));
        X509Certificate certificate = authority
                .authority()
                .issue(new IssuanceRequest(Profile.CARD_CONTENT_SIGNER, pair.getPublic(), name), AuthorityGround.ACTOR);
        return new SigningKey(pair.getPrivate(), List.of(certificate));
    }

    /** Puts the card into the virtual reader where there is one, else into one of this process. */
    Inserted insert(SoftCard card, boolean inProcess) throws Exception {
        if (inProcess || virtual.isEmpty()) {
            SoftReader reader = new SoftReader("bench");
            reader.insert(card, CardInterface.CONTACT);
            return new Inserted(reader, reader::remove, "in process");
        }
        Waiting waiting = new Waiting(new CountDownLatch(1), new CountDownLatch(1));
        PcscReader reader = new PcscReader(
                PcscConfig.FIRST_READER.withReader(VirtualReader.NAME).withCardInterface(CardInterface.CONTACT));
        VpcdCard inserted = VpcdCard.insert(card, CardInterface.CONTACT, VpcdCard.PORT);
        reader.start(waiting);
        if (!within(waiting.in())) {
            inserted.close();
            reader.close();
            throw new IOException("the virtual reader does not see its card");
        }
        return new Inserted(
                reader,
                () -> {
                    // PC/SC sees it some time later: the next card must not be taken for this one.
                    inserted.close();
                    within(waiting.out());
                },
                "vpcd");
    }

    private static boolean within(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits for a card to come, and to go. */
    private record Waiting(CountDownLatch in, CountDownLatch out) implements ReaderEvents {
        @Override
        public void available(String readerName) {
            // The card counts.
        }

        @Override
        public void unavailable(CardFault why) {
            // It may come.
        }

        @Override
        public void inserted() {
            in.countDown();
        }

        @Override
        public void removed() {
            out.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        virtual.ifPresent(VirtualReader::close);
        authority.close();
    }
}
