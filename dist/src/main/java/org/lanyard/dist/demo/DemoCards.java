package org.lanyard.dist.demo;

import java.nio.file.Files;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFactory;
import org.lanyard.card.softcard.SoftCardFile;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.store.Store;
import org.lanyard.session.card.CardStates;
import org.lanyard.session.card.CardStatus;

/** A software card for each pupil of the demo: made, certified and activated where it is absent, else read from its file. */
final class DemoCards {
    /** The PIN of every card of the demo. */
    static final String PIN = "135790";

    private static final int YEARS = 6;

    private final DemoFolder folder;
    private final DemoAuthority authority;
    private final Store store;
    private final CardStates states;

    /** A pupil's card. */
    record Held(DemoPeople.Pupil pupil, SoftCard card) {}

    DemoCards(DemoFolder folder, DemoAuthority authority, Store store, CardStates states) {
        this.folder = folder;
        this.authority = authority;
        this.store = store;
        this.states = states;
    }

    /** @param blank as many as there are pupils, from {@link #blank}; empty where they were made before */
    List<Held> open(List<DemoPeople.Pupil> pupils, List<SoftCard> blank, Instant now)
            throws CardException, PkiException {
        if (!blank.isEmpty()) {
            certify(blank);
        }
        List<Held> held = new ArrayList<>();
        for (int i = 0; i < pupils.size(); i++) {
            held.add(new Held(pupils.get(i), SoftCardFile.load(folder.card(i + 1))));
        }
        activate(held, now);
        return held;
    }

    /**
     * Cards with keys and without certificates, where there are none yet. The file of the last card is written last: where it
     * is absent, all are made anew. Needs no store, so it may be done beside what does.
     */
    static List<SoftCard> blank(DemoFolder folder, Instant now, SecureRandom random) throws CardException {
        List<SoftCard> cards = new ArrayList<>();
        if (Files.exists(folder.card(DemoPeople.PUPILS))) {
            return cards;
        }
        SoftCardFactory factory = new SoftCardFactory(
                random, LocalDate.ofInstant(now, ZoneOffset.UTC).plusYears(YEARS));
        for (int i = 0; i < DemoPeople.PUPILS; i++) {
            cards.add(factory.make(UUID.randomUUID(), PIN.toCharArray(), AlgorithmId.P_256));
        }
        return cards;
    }

    private void certify(List<SoftCard> cards) throws CardException, PkiException {
        List<IssuanceRequest> requests = new ArrayList<>();
        for (SoftCard card : cards) {
            SubjectName name = new SubjectName.Card(card.id());
            requests.add(new IssuanceRequest(Profile.CARD_9E, card.publicKey(KeyReference.CARD_AUTHENTICATION), name));
            requests.add(new IssuanceRequest(Profile.CARD_9A, card.publicKey(KeyReference.PIV_AUTHENTICATION), name));
        }
        List<X509Certificate> certificates = authority.issueAll(requests);
        for (int i = 0; i < cards.size(); i++) {
            SoftCard card = cards.get(i)
                    .withCertificate(KeyReference.CARD_AUTHENTICATION, certificates.get(2 * i))
                    .withCertificate(KeyReference.PIV_AUTHENTICATION, certificates.get(2 * i + 1));
            SoftCardFile.save(card, folder.card(i + 1));
        }
    }

    private void activate(List<Held> cards, Instant now) {
        store.transact(tx -> {
            for (Held each : cards) {
                UUID id = each.card().id();
                if (states.find(tx, id).isEmpty()) {
                    Optional<UUID> holder = Optional.of(each.pupil().id());
                    states.add(tx, new CardStates.Card(id, CardStatus.ACTIVE, holder), now, DemoAuthority.ACTOR);
                }
            }
            return null;
        });
    }
}
