package org.lanyard.card.personalise;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.Transport;
import org.lanyard.card.judge.Flaw;
import org.lanyard.card.judge.IssuerSigner;
import org.lanyard.card.judge.KeyProof;
import org.lanyard.card.piv.Container;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.ManagementKey;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.piv.PinPolicy;
import org.lanyard.card.piv.PivAdmin;
import org.lanyard.card.piv.PivCard;
import org.lanyard.card.piv.Puk;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.AllowedKeys;
import org.lanyard.pki.keystore.SigningKey;

/**
 * Makes a card one of ours, on its contacts. Any step may fail, before it took effect or after: the card then is one that
 * {@link #personalise} completes when it is asked again, and there is no receipt.
 *
 * <pre>{@code
 * try (CardSecrets secrets = CardSecrets.random(random)) {
 *     Receipt receipt = personaliser.personalise(connection, Plan.of(id, expires, P_256, secrets), step -> {});
 *     // Keep the receipt and the sealed PUK; and when they are committed:
 *     personaliser.settle(connection, id);
 * }
 * }</pre>
 */
public final class Personaliser {
    private static final List<KeyReference> KEYS =
            List.of(KeyReference.PIV_AUTHENTICATION, KeyReference.CARD_AUTHENTICATION);
    /** The PUK that most makers deliver cards with. */
    private static final String PUK_OF_NEW_CARDS = "12345678";

    /** All tries are there, and the PIN is known; some cards do not tell their counter. */
    static final PinPolicy JUST_SET = new PinPolicy(1, true);

    private final IssuerSigner signer;
    private final CardMasterKey master;
    private final CertificateSource source;
    private final InstantSource clock;
    private final SecureRandom random;

    /** @param contentSigner of the profile card-content-signer */
    public Personaliser(
            SigningKey contentSigner,
            CardMasterKey master,
            CertificateSource source,
            InstantSource clock,
            SecureRandom random) {
        this.signer = new IssuerSigner(contentSigner, clock);
        this.master = master;
        this.source = source;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes a blank card, or one of ours, into that of the plan.
     *
     * @param link sends exactly one APDU
     * @param progress is told each step when it begins
     * @throws CardException {@link CardFault#CARD_FOREIGN}, {@link CardFault#MANAGEMENT_KEY_WRONG}, {@link
     *     CardFault#PUK_WRONG} and {@link CardFault#FORMER_PUK_MISSING}: the card is as it was; {@link
     *     CardFault#KEY_UNSUPPORTED}, {@link CardFault#KEY_REPEATED}, {@link CardFault#CERTIFICATES_REFUSED}, {@link
     *     CardFault#MEMORY_FULL}, {@link CardFault#READ_BACK_DIFFERS}, {@link CardFault#SIGNATURE_NOT_BY_CERTIFICATE};
     *     and what the way to the card brings
     */
    public Receipt personalise(Transport link, Plan plan, Consumer<PersonalisingStep> progress) throws CardException {
        progress.accept(PersonalisingStep.CHECK);
        IssuedCertificates.requireSigner(signer.key().certificate(), plan);
        PivCard card = new PivCard(link);
        card.select();
        PivAdmin admin = new PivAdmin(card, random);
        Writer writer = new Writer(admin);
        CardState state = CardState.read(admin, master);
        KeyHeld held = authenticate(admin, state);
        char[] puk = currentPuk(writer, state, plan);
        char[] nextPuk = plan.secrets().puk();
        try {
            Note note = new Note(held, plan.card(), List.of(puk, nextPuk));
            writer.write(Note.TAG, note.seal(master, random));

            progress.accept(PersonalisingStep.CLEAR);
            for (Container container : state.filled()) {
                writer.clear(container.tag());
            }
            progress.accept(PersonalisingStep.KEYS);
            Map<KeyReference, PublicKey> keys = generate(admin, plan, state);
            progress.accept(PersonalisingStep.CERTIFICATES);
            Map<KeyReference, X509Certificate> certificates = IssuedCertificates.ask(source, plan, keys);
            progress.accept(PersonalisingStep.WRITE);
            Map<Container, byte[]> objects = write(writer, plan, certificates);
            progress.accept(PersonalisingStep.REFERENCE_DATA);
            referenceData(admin, puk, plan);
            progress.accept(PersonalisingStep.MANAGEMENT_KEY);
            try (ManagementKey own = master.managementKey(plan.card())) {
                admin.setManagementKey(own);
                admin.authenticate(own);
            }
            progress.accept(PersonalisingStep.PROOF);
            return prove(writer, plan, objects, keys);
        } finally {
            Arrays.fill(puk, '\0');
            Arrays.fill(nextPuk, '\0');
            state.note().ifPresent(Note::close);
        }
    }

    /**
     * Takes the note off a card: called when the receipt and the PUK are kept. Until then a card whose receipt was lost
     * can be personalised again; a card from which it is never taken off works all the same.
     *
     * @throws CardException as {@link #personalise}
     */
    public void settle(Transport link, UUID id) throws CardException {
        PivCard card = new PivCard(link);
        card.select();
        PivAdmin admin = new PivAdmin(card, random);
        try (ManagementKey own = master.managementKey(id)) {
            admin.authenticate(own);
        }
        new Writer(admin).clear(Note.TAG);
    }

    private KeyHeld authenticate(PivAdmin admin, CardState state) throws CardException {
        CardException refused = null;
        for (KeyHeld each : state.candidates()) {
            try (ManagementKey key = each.key(master)) {
                admin.authenticate(key);
                return each;
            } catch (CardException e) {
                if (e.fault() != CardFault.MANAGEMENT_KEY_WRONG) {
                    throw e;
                }
                refused = e;
            }
        }
        throw state.isBlank() && refused != null ? refused : CardState.foreign();
    }

    /**
     * The PUK that the card has. Each is tried by changing it to itself: a success gives all tries back, and of two at
     * most one is wrong. A run that breaks off between the wrong one and the right one costs a try: so the note is turned
     * over first, and the next run begins with the other.
     */
    private char[] currentPuk(Writer writer, CardState state, Plan plan) throws CardException {
        List<char[]> candidates = new ArrayList<>();
        if (state.note().isPresent()) {
            Note turned = state.note().get().turned();
            writer.write(Note.TAG, turned.seal(master, random));
            candidates.addAll(turned.puks());
        } else if (state.isBlank()) {
            candidates.add(PUK_OF_NEW_CARDS.toCharArray());
        } else if (plan.formerPuk().isPresent()) {
            candidates.add(digits(plan.formerPuk().get()));
        } else {
            throw new CardException(CardFault.FORMER_PUK_MISSING, "the card was ours before");
        }
        CardException refused = null;
        for (int i = candidates.size() - 1; i >= 0; i--) {
            try (Puk puk = Puk.of(candidates.get(i))) {
                writer.admin().changePuk(puk, puk);
                return candidates.get(i).clone();
            } catch (CardException e) {
                if (e.fault() != CardFault.PUK_WRONG) {
                    throw e;
                }
                refused = e;
            }
        }
        throw refused;
    }

    private static char[] digits(Puk puk) {
        byte[] field = puk.field();
        char[] digits = new char[field.length];
        for (int i = 0; i < field.length; i++) {
            digits[i] = (char) field[i];
        }
        Arrays.fill(field, (byte) 0);
        return digits;
    }

    private static Map<KeyReference, PublicKey> generate(PivAdmin admin, Plan plan, CardState state)
            throws CardException {
        Map<KeyReference, PublicKey> keys = new EnumMap<>(KeyReference.class);
        for (KeyReference reference : KEYS) {
            PublicKey key = admin.generate(reference, plan.algorithm());
            try {
                AllowedKeys.require(key);
            } catch (PkiException e) {
                throw new CardException(CardFault.KEY_UNSUPPORTED, reference + ": " + e.reason(), e);
            }
            if (keys.containsValue(key) || state.certified().contains(key)) {
                throw new CardException(CardFault.KEY_REPEATED, reference.toString());
            }
            keys.put(reference, key);
        }
        return keys;
    }

    private Map<Container, byte[]> write(Writer writer, Plan plan, Map<KeyReference, X509Certificate> certificates)
            throws CardException {
        byte[] discovery = writer.admin().get(Container.DISCOVERY.tag()).orElse(new byte[0]);
        Map<Container, byte[]> objects = CardObjects.of(plan, certificates, discovery, signer);
        for (Map.Entry<Container, byte[]> each : objects.entrySet()) {
            int tag = each.getKey().tag();
            if (each.getKey() == Container.PRINTED_INFORMATION) {
                // It is read back once the PIN is known.
                writer.admin().put(tag, each.getValue());
            } else if (each.getKey() != Container.DISCOVERY || discovery.length == 0) {
                writer.write(tag, each.getValue());
            }
        }
        return objects;
    }

    /** The PUK first: it then opens the way to the PIN, whatever that was. */
    private static void referenceData(PivAdmin admin, char[] current, Plan plan) throws CardException {
        try (Puk former = Puk.of(current);
                Puk puk = plan.secrets().pukForCard();
                Pin pin = plan.secrets().pinForCard()) {
            admin.changePuk(former, puk);
            admin.resetRetryCounter(puk, pin);
        }
    }

    private Receipt prove(Writer writer, Plan plan, Map<Container, byte[]> objects, Map<KeyReference, PublicKey> keys)
            throws CardException {
        PivCard card = writer.admin().card();
        try (Pin pin = plan.secrets().pinForCard()) {
            card.verifyPin(pin, JUST_SET);
        }
        for (Map.Entry<Container, byte[]> each : objects.entrySet()) {
            writer.require(each.getKey().tag(), each.getValue());
        }
        Map<KeyReference, Receipt.CardKey> proved = new EnumMap<>(KeyReference.class);
        for (KeyReference reference : KEYS) {
            X509Certificate certificate = card.certificate(reference);
            Optional<Flaw> flaw = KeyProof.of(card, reference, certificate, random);
            if (flaw.isPresent() || !certificate.getPublicKey().equals(keys.get(reference))) {
                throw new CardException(CardFault.SIGNATURE_NOT_BY_CERTIFICATE, reference.toString());
            }
            proved.put(reference, Receipt.CardKey.of(certificate));
        }
        return new Receipt(plan.card(), proved, clock.instant());
    }
}
