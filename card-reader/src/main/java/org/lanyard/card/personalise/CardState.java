package org.lanyard.card.personalise;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.StatusWord;
import org.lanyard.card.piv.CertificateContainer;
import org.lanyard.card.piv.Chuid;
import org.lanyard.card.piv.Container;
import org.lanyard.card.piv.ManagementAlgorithm;
import org.lanyard.card.piv.PivAdmin;
import org.lanyard.card.tlv.TlvPolicy;

/**
 * What a card is before anything is done to it, as far as it shows without a key.
 *
 * @param note of a run that did not end, if we can read it
 * @param guid of its CHUID, if it has one that can be read
 * @param filled the containers that a blank card does not have
 * @param certified the public keys of its certificates
 */
record CardState(Optional<Note> note, Optional<UUID> guid, Set<Container> filled, Set<PublicKey> certified) {
    /** Readable without the PIN, and on no blank card. */
    private static final List<Container> TELLING = List.of(
            Container.CHUID,
            Container.SECURITY_OBJECT,
            Container.PIV_AUTHENTICATION_CERTIFICATE,
            Container.CARD_AUTHENTICATION_CERTIFICATE,
            Container.SIGNATURE_CERTIFICATE,
            Container.KEY_MANAGEMENT_CERTIFICATE,
            Container.KEY_HISTORY);

    private static final List<ManagementAlgorithm> NEW_CARDS =
            List.of(ManagementAlgorithm.AES_192, ManagementAlgorithm.TRIPLE_DES);

    static CardState read(PivAdmin admin, CardMasterKey master) throws CardException {
        Optional<Note> note = content(admin, Note.TAG).flatMap(content -> Note.open(content, master));
        Optional<UUID> guid = Optional.empty();
        Set<Container> filled = EnumSet.noneOf(Container.class);
        Set<PublicKey> certified = new HashSet<>();
        for (Container container : TELLING) {
            Optional<byte[]> content = content(admin, container.tag());
            if (content.isEmpty()) {
                continue;
            }
            filled.add(container);
            if (container == Container.CHUID) {
                guid = guid(content.get());
            } else {
                key(content.get()).ifPresent(certified::add);
            }
        }
        return new CardState(note, guid, filled, certified);
    }

    /** All of these are read freely on the contacts; what a card keeps back, it keeps back by radio. */
    private static Optional<byte[]> content(PivAdmin admin, int tag) throws CardException {
        try {
            return admin.get(tag);
        } catch (CardException e) {
            if (e.status().equals(Optional.of(StatusWord.SECURITY_STATUS_NOT_SATISFIED))) {
                throw CardException.ofStatus(
                        CardFault.CONTACTS_REQUIRED, "GET DATA", StatusWord.SECURITY_STATUS_NOT_SATISFIED);
            }
            throw e;
        }
    }

    private static Optional<UUID> guid(byte[] content) {
        try {
            return Optional.of(Chuid.parseContent(content, TlvPolicy.FIELD).guid());
        } catch (CardException e) {
            return Optional.empty();
        }
    }

    private static Optional<PublicKey> key(byte[] content) {
        try {
            return Optional.of(
                    CertificateContainer.parseContent(content, TlvPolicy.FIELD).getPublicKey());
        } catch (CardException e) {
            return Optional.empty();
        }
    }

    boolean isBlank() {
        return note.isEmpty() && filled.isEmpty();
    }

    /**
     * The management keys that it may have, the likeliest first.
     *
     * @throws CardException {@link CardFault#CARD_FOREIGN} if it is somebody else's without a doubt
     */
    List<KeyHeld> candidates() throws CardException {
        List<KeyHeld> all = new ArrayList<>();
        if (note.isPresent()) {
            all.add(KeyHeld.derivedFor(note.get().to()));
            all.add(note.get().from());
        } else if (isBlank()) {
            NEW_CARDS.forEach(each -> all.add(KeyHeld.ofNewCards(each)));
        } else if (guid.isPresent()) {
            all.add(KeyHeld.derivedFor(guid.get()));
        } else {
            throw foreign();
        }
        return all;
    }

    static CardException foreign() {
        return new CardException(CardFault.CARD_FOREIGN, "the card is neither blank nor one of ours");
    }
}
