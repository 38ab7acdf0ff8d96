package org.lanyard.dist.card;

import java.io.IOException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.personalise.CardMasterKey;
import org.lanyard.card.personalise.CardSecrets;
import org.lanyard.card.personalise.Personaliser;
import org.lanyard.card.personalise.Plan;
import org.lanyard.card.personalise.Receipt;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.dist.office.Office;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.store.Store;
import org.lanyard.session.RefusedException;
import org.lanyard.session.card.CardLife;
import org.lanyard.session.card.CardReceipt;

/**
 * Writes one card, from assigned to personalised: what is on the card and what is in the store meet here. Whatever goes wrong,
 * the certificates that this try got are revoked, and the card stays assigned for the next.
 */
final class CardMaker {
    private static final Duration VALID = Duration.ofDays(3 * 365);

    private final Office office;
    private final Authority authority;
    private final Keys keys;
    private final AlgorithmId algorithm;
    private final PinKeeper pins;
    private final Around around;

    /** What cards are written with. */
    record Keys(SigningKey contentSigner, CardMasterKey master) {}

    /** The machine, and who sits at it. */
    record Around(InstantSource clock, SecureRandom random, String actor) {}

    /** Takes a card's PIN in for whoever is told of it, before the card counts. */
    @FunctionalInterface
    interface PinKeeper {
        /** @param pin wiped afterwards */
        void keep(CardLife.Begun card, char[] pin) throws IOException;
    }

    CardMaker(Office office, Authority authority, Keys keys, AlgorithmId algorithm, PinKeeper pins, Around around) {
        this.office = office;
        this.authority = authority;
        this.keys = keys;
        this.algorithm = algorithm;
        this.pins = pins;
        this.around = around;
    }

    /** Personalises the card that is connected, and takes it into the store as complete. */
    void write(CardLife.Begun begun, CardConnection link)
            throws CardException, RefusedException, PkiException, IOException {
        Set<String> serials = new HashSet<>();
        boolean kept = false;
        try (CardSecrets secrets = CardSecrets.random(around.random())) {
            store().<Void, Exception>transact(tx -> {
                office.life().startOver(tx, begun, office.now(), around.actor());
                return null;
            });
            Personaliser personaliser = personaliser(begun, serials);
            Receipt receipt = personaliser.personalise(link, plan(begun, secrets), step -> {});
            keepPin(begun, secrets);
            keepReceipt(begun, receipt, secrets);
            kept = true;
            personaliser.settle(link, begun.card());
        } catch (CardException | RefusedException | PkiException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            if (!kept) {
                abandon(begun, serials);
            }
        }
    }

    /** Takes the note of the run off a card that was complete when the run was interrupted. */
    void settle(CardLife.Begun begun, CardConnection link) throws CardException {
        personaliser(begun, new HashSet<>()).settle(link, begun.card());
    }

    private Plan plan(CardLife.Begun begun, CardSecrets secrets) {
        // The last day is in UTC, and the certificates may be signed a moment later than this.
        LocalDate last =
                LocalDate.ofInstant(office.now().plus(VALID), ZoneOffset.UTC).plusDays(1);
        return Plan.of(begun.card(), last, algorithm, secrets);
    }

    private Personaliser personaliser(CardLife.Begun begun, Set<String> serials) {
        return new Personaliser(
                keys.contentSigner(),
                keys.master(),
                (card, publicKeys) -> certified(begun, publicKeys, serials),
                around.clock(),
                around.random());
    }

    private Map<KeyReference, X509Certificate> certified(
            CardLife.Begun begun, Map<KeyReference, PublicKey> publicKeys, Set<String> serials) throws PkiException {
        List<KeyReference> references = new ArrayList<>(publicKeys.keySet());
        List<IssuanceRequest> requests = new ArrayList<>();
        for (KeyReference reference : references) {
            Profile profile = reference == KeyReference.CARD_AUTHENTICATION ? Profile.CARD_9E : Profile.CARD_9A;
            requests.add(new IssuanceRequest(
                    profile,
                    publicKeys.get(reference),
                    new SubjectName.Card(begun.card()),
                    Optional.of(VALID),
                    begun.batch()));
        }
        List<X509Certificate> issued = authority.issueAll(requests, around.actor());
        Map<KeyReference, X509Certificate> byKey = new EnumMap<>(KeyReference.class);
        for (int i = 0; i < issued.size(); i++) {
            byKey.put(references.get(i), issued.get(i));
            serials.add(issued.get(i).getSerialNumber().toString(16));
        }
        return byKey;
    }

    private void keepPin(CardLife.Begun begun, CardSecrets secrets) throws IOException {
        char[] pin = secrets.pin();
        try {
            pins.keep(begun, pin);
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    private void keepReceipt(CardLife.Begun begun, Receipt receipt, CardSecrets secrets) throws Exception {
        CardReceipt kept = new CardReceipt(
                receipt.card(),
                receipt.keys().entrySet().stream()
                        .collect(Collectors.toMap(
                                key -> String.format(
                                        Locale.ROOT, "%02x", key.getKey().value()),
                                key -> new CardReceipt.Key(
                                        key.getValue().serialNumber().toString(16),
                                        key.getValue().sha256()))));
        char[] puk = secrets.puk();
        try {
            store().<Void, Exception>transact(tx -> {
                office.life().personalised(tx, begun, kept, puk, office.now(), around.actor());
                return null;
            });
        } finally {
            Arrays.fill(puk, '\0');
        }
    }

    private void abandon(CardLife.Begun begun, Set<String> serials) throws PkiException {
        if (!serials.isEmpty()) {
            store().<Void, PkiException>transact(tx -> {
                office.life().abandon(tx, begun.card(), serials, office.now(), around.actor());
                return null;
            });
        }
    }

    private Store store() {
        return office.store();
    }
}
