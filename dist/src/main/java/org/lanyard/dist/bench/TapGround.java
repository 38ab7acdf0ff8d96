package org.lanyard.dist.bench;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.pcsc.PcscConfig;
import org.lanyard.card.pcsc.PcscReader;
import org.lanyard.card.pcsc.Reader;
import org.lanyard.card.pcsc.ReaderEvents;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFactory;
import org.lanyard.card.softcard.SoftReader;
import org.lanyard.card.softcard.VpcdCard;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;

/** An authority, cards of its, and readers to put them into. */
record TapGround(AuthorityGround authority, Optional<VirtualReader> virtual) implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final char[] PIN = "135790".toCharArray();

    /** A card that is in a reader. */
    record Inserted(Reader reader, Runnable takeOut, String where) implements AutoCloseable {
        @Override
        public void close() {
            takeOut.run();
            reader.close();
        }
    }

    static TapGround make(Load.Length length, Consumer<String> progress) throws Exception {
        return new TapGround(AuthorityGround.make(length, progress), VirtualReader.open(progress));
    }

    /** A card with a certificate of this authority or, if {@code bytes} is more than 0, with one that is so long. */
    SoftCard card(int bytes) throws Exception {
        UUID id = UUID.randomUUID();
        SoftCard card = new SoftCardFactory(RANDOM, LocalDate.now().plusYears(5)).make(id, PIN, AlgorithmId.P_256);
        var key = card.publicKey(KeyReference.CARD_AUTHENTICATION);
        X509Certificate certificate = bytes > 0
                ? SizedCertificate.of(key, bytes)
                : authority
                        .authority()
                        .issueAll(
                                List.of(new IssuanceRequest(Profile.CARD_9E, key, new SubjectName.Card(id))),
                                AuthorityGround.ACTOR)
                        .get(0);
        return card.withCertificate(KeyReference.CARD_AUTHENTICATION, certificate);
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
