package org.lanyard.card.piv;

import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.CommandApdu;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.apdu.StatusWord;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvReader;

/**
 * The commands that change a card (SP 800-73-5 part 2). {@link PivCard#select} and {@link #authenticate} come first; a
 * PIN and a PUK are changed without the latter. A card lets itself be changed on its contacts alone.
 *
 * <p>Nothing is undone when a step fails: the card then is as the steps before have left it, and where it was taken out
 * during a step, that step is done or not done.
 */
public final class PivAdmin {
    private static final int MANAGEMENT_KEY = 0x9B;
    private static final int APPLICATION_PIN = 0x80;
    private static final int PIN_UNBLOCKING_KEY = 0x81;
    private static final int WITNESS = 0x80;
    private static final int CHALLENGE = 0x81;
    private static final int RESPONSE = 0x82;

    private final PivCard card;
    private final PivLink link;
    private final SecureRandom random;

    /** @param card to be written over the same link */
    public PivAdmin(PivCard card, SecureRandom random) {
        this.card = card;
        this.link = card.link();
        this.random = random;
    }

    /** The reading side of the same card. */
    public PivCard card() {
        return card;
    }

    /**
     * §3.2.4 GENERAL AUTHENTICATE with 9B, mutual (appendix A.1.2): the card sees that we have the key, and we that it
     * does. Counts until the card is reset or another application is selected.
     *
     * @throws CardException {@link CardFault#MANAGEMENT_KEY_WRONG}, {@link CardFault#MANAGEMENT_KEY_BLOCKED}, {@link
     *     CardFault#CONTACTS_REQUIRED}
     */
    public void authenticate(ManagementKey key) throws CardException {
        ResponseApdu first = authenticationStep(key, Tlv.encode(WITNESS));
        if (first.status().equals(StatusWord.SECURITY_STATUS_NOT_SATISFIED)) {
            throw CardException.ofStatus(CardFault.CONTACTS_REQUIRED, "GENERAL AUTHENTICATE", first.status());
        }
        byte[] witness = authenticationAnswer(WITNESS, first);
        if (witness.length != key.algorithm().blockBytes()) {
            throw new CardException(CardFault.MANAGEMENT_KEY_WRONG, "a witness of " + witness.length + " bytes");
        }
        byte[] challenge = new byte[key.algorithm().blockBytes()];
        random.nextBytes(challenge);
        ResponseApdu second =
                authenticationStep(key, Tlv.encode(WITNESS, key.decrypt(witness)), Tlv.encode(CHALLENGE, challenge));
        if (!MessageDigest.isEqual(key.encrypt(challenge), authenticationAnswer(RESPONSE, second))) {
            throw new CardException(CardFault.MANAGEMENT_KEY_WRONG, "the card does not show that it has the key");
        }
    }

    private ResponseApdu authenticationStep(ManagementKey key, byte[]... parts) throws CardException {
        return link.whole()
                .transceive(new CommandApdu(
                        0x00,
                        0x87,
                        key.algorithm().value(),
                        MANAGEMENT_KEY,
                        Tlv.encode(PivLink.DYNAMIC_AUTHENTICATION, parts),
                        CommandApdu.SHORT_LE));
    }

    private byte[] authenticationAnswer(int tag, ResponseApdu response) throws CardException {
        StatusWord status = response.status();
        if (status.equals(StatusWord.AUTHENTICATION_BLOCKED)) {
            throw CardException.ofStatus(CardFault.MANAGEMENT_KEY_BLOCKED, "GENERAL AUTHENTICATE", status);
        }
        // A key of another algorithm is one that the card does not have; what it answers then differs from card to
        // card.
        boolean refused = status.sw1() == 0x63
                || status.equals(StatusWord.SECURITY_STATUS_NOT_SATISFIED)
                || status.equals(StatusWord.WRONG_DATA)
                || status.equals(StatusWord.WRONG_P1_P2)
                || status.equals(StatusWord.REFERENCE_NOT_FOUND);
        if (refused) {
            throw CardException.ofStatus(CardFault.MANAGEMENT_KEY_WRONG, "GENERAL AUTHENTICATE", status);
        }
        byte[] answer = PivLink.success("GENERAL AUTHENTICATE", response);
        return TlvReader.only(
                tag, TlvReader.only(PivLink.DYNAMIC_AUTHENTICATION, answer, link.policy()), link.policy());
    }

    /**
     * Gives the card another management key, by the command that cards of several makers share (FF): no standard has
     * one. To be used without touching the card.
     *
     * @throws IllegalArgumentException for Triple DES, which is only there to be replaced
     * @throws CardException {@link CardFault#KEY_UNSUPPORTED} where the card does not take this kind; as {@link #put}
     */
    public void setManagementKey(ManagementKey next) throws CardException {
        if (!next.algorithm().isForNewKeys()) {
            throw new IllegalArgumentException("no new key is of " + next.algorithm());
        }
        byte[] key = next.copy();
        byte[] data = new byte[3 + key.length];
        try {
            data[0] = (byte) next.algorithm().value();
            data[1] = (byte) MANAGEMENT_KEY;
            data[2] = (byte) key.length;
            System.arraycopy(key, 0, data, 3, key.length);
            ResponseApdu response = link.whole().transceive(new CommandApdu(0x00, 0xFF, 0xFF, 0xFF, data, 0));
            written("SET MANAGEMENT KEY", response, CardFault.KEY_UNSUPPORTED);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(data, (byte) 0);
        }
    }

    /**
     * §3.3.2 GENERATE ASYMMETRIC KEY PAIR: the card makes a new key in the place of the one before, whose certificate
     * stays in its container until it is written anew.
     *
     * @return what the card says its public key is: a signature shows whether it is true
     * @throws CardException {@link CardFault#KEY_UNSUPPORTED}, {@link CardFault#PUBLIC_KEY_INVALID}; as {@link #put}
     */
    public PublicKey generate(KeyReference reference, AlgorithmId algorithm) throws CardException {
        byte[] control = Tlv.encode(0xAC, Tlv.encode(0x80, new byte[] {(byte) algorithm.value()}));
        ResponseApdu response = link.whole()
                .transceive(new CommandApdu(0x00, 0x47, 0x00, reference.value(), control, CommandApdu.EXTENDED_LE));
        byte[] template = written("GENERATE ASYMMETRIC KEY PAIR", response, CardFault.KEY_UNSUPPORTED);
        return PublicKeyTemplate.parse(template, algorithm, link.policy());
    }

    /**
     * §3.3.1 PUT DATA: writes an object, in the place of what it held.
     *
     * @param tag as {@link Chuid#TAG} or {@link KeyReference#certificateTag()}
     * @param content what goes into the object, without the tag 53 around it; none to empty it
     * @throws CardException {@link CardFault#MANAGEMENT_KEY_REQUIRED}, {@link CardFault#MEMORY_FULL}, {@link
     *     CardFault#MEMORY_FAILED}
     */
    public void put(int tag, byte[] content) throws CardException {
        int wrapper = PivLink.wrapperOf(tag);
        byte[] object = Tlv.encode(wrapper, content);
        byte[] data = wrapper == PivLink.OBJECT ? concat(Tlv.encode(0x5C, PivLink.name(tag)), object) : object;
        ResponseApdu response = link.whole().transceive(new CommandApdu(0x00, 0xDB, 0x3F, 0xFF, data, 0));
        written("PUT DATA", response, CardFault.UNEXPECTED_STATUS);
    }

    /** What {@link #put} wrote; absent where the card has no such object or an empty one. */
    public Optional<byte[]> get(int tag) throws CardException {
        return link.content(tag);
    }

    /**
     * §3.2.2 CHANGE REFERENCE DATA of the PIN, unless it could spend a try that the policy keeps. Needs no management
     * key.
     *
     * @throws CardException {@link CardFault#PIN_INVALID} where the card does not take the new one; as {@link
     *     PivCard#verifyPin}
     */
    public void changePin(Pin current, Pin next, PinPolicy policy) throws CardException {
        card.requireTries(policy);
        StatusWord status = twoFields(0x24, APPLICATION_PIN, current.field(), next.field());
        refuse("CHANGE REFERENCE DATA", status, CardFault.PIN_WRONG, CardFault.PIN_BLOCKED);
    }

    /**
     * §3.2.2 CHANGE REFERENCE DATA of the PUK. Needs no management key. A card does not tell the PUK's counter before.
     *
     * @throws CardException {@link CardFault#PUK_WRONG} with the tries left, {@link CardFault#PUK_BLOCKED}, {@link
     *     CardFault#CONTACTS_REQUIRED}
     */
    public void changePuk(Puk current, Puk next) throws CardException {
        StatusWord status = twoFields(0x24, PIN_UNBLOCKING_KEY, current.field(), next.field());
        refuse("CHANGE REFERENCE DATA", status, CardFault.PUK_WRONG, CardFault.PUK_BLOCKED);
    }

    /**
     * §3.2.3 RESET RETRY COUNTER: a new PIN, and all of its tries again, against the PUK. Needs no management key.
     *
     * @throws CardException {@link CardFault#PIN_INVALID}; as {@link #changePuk}
     */
    public void resetRetryCounter(Puk puk, Pin next) throws CardException {
        StatusWord status = twoFields(0x2C, APPLICATION_PIN, puk.field(), next.field());
        refuse("RESET RETRY COUNTER", status, CardFault.PUK_WRONG, CardFault.PUK_BLOCKED);
    }

    private StatusWord twoFields(int instruction, int reference, byte[] first, byte[] second) throws CardException {
        byte[] data = concat(first, second);
        try {
            return link.whole()
                    .transceive(new CommandApdu(0x00, instruction, 0x00, reference, data, 0))
                    .status();
        } finally {
            Arrays.fill(first, (byte) 0);
            Arrays.fill(second, (byte) 0);
            Arrays.fill(data, (byte) 0);
        }
    }

    private static void refuse(String step, StatusWord status, CardFault wrong, CardFault blocked)
            throws CardException {
        OptionalInt left = status.triesLeft();
        if (left.isPresent()) {
            throw CardException.ofPin(wrong, left.getAsInt());
        }
        if (!status.isSuccess()) {
            throw CardException.ofStatus(
                    status.equals(StatusWord.AUTHENTICATION_BLOCKED)
                            ? blocked
                            : status.equals(StatusWord.WRONG_DATA)
                                    ? CardFault.PIN_INVALID
                                    : PivCard.isContactsRequired(status)
                                            ? CardFault.CONTACTS_REQUIRED
                                            : CardFault.UNEXPECTED_STATUS,
                    step,
                    status);
        }
    }

    private static byte[] written(String step, ResponseApdu response, CardFault ifWrongData) throws CardException {
        StatusWord status = response.status();
        if (status.isSuccess()) {
            return response.data();
        }
        throw CardException.ofStatus(
                switch (status.value()) {
                    case 0x6982 -> CardFault.MANAGEMENT_KEY_REQUIRED;
                    case 0x6A84 -> CardFault.MEMORY_FULL;
                    case 0x6581 -> CardFault.MEMORY_FAILED;
                    case 0x6A80, 0x6A86 -> ifWrongData;
                    default -> CardFault.UNEXPECTED_STATUS;
                },
                step,
                status);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
