package org.lanyard.card.softcard;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.CommandApdu;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.apdu.StatusWord;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.KeyReference;

/**
 * A PIV card in software, as seen at its contacts: power, reset, APDUs. Put it into a {@link SoftReader} or, by {@link
 * VpcdCard}, into a virtual reader of PC/SC.
 *
 * <p>Safe for use by several threads; one command at a time, as in a card.
 */
public final class SoftCard {
    private static final int MOST_RUBBISH = 300;

    private final SoftMemory memory;
    private final SoftMemory.Keeper keeper;
    private final SecureRandom random;
    private final SoftWire wire;
    private final SoftApplication application;
    private volatile SoftFaults faults = SoftFaults.NONE;
    private int commands;
    private boolean powered;
    private boolean takesExtended;

    SoftCard(SoftCardImage image, SoftMemory.Keeper keeper, SecureRandom random) {
        this.keeper = keeper;
        this.random = random;
        this.memory = new SoftMemory(image, keeper);
        this.application = new SoftApplication(memory, random);
        this.wire = new SoftWire(application);
    }

    /**
     * The card's UUID: the GUID of its CHUID and the name in its certificates.
     *
     * @throws IllegalStateException if the card has none yet: a blank one, or one whose CHUID is none
     */
    public UUID id() {
        return guid().orElseThrow(() -> new IllegalStateException("the card has no UUID"));
    }

    /** The GUID of the card's CHUID; absent on a blank card. */
    public Optional<UUID> guid() {
        return image().object(SoftObjects.CHUID).flatMap(SoftObjects::guidIn);
    }

    /** Whether the card is as it came out of its box: no key, and no object that somebody wrote. */
    public boolean isBlank() {
        SoftCardImage image = image();
        return image.keys().isEmpty()
                && Set.of(SoftObjects.DISCOVERY).containsAll(image.objects().keySet());
    }

    /** @throws IllegalArgumentException if the card has no such key */
    public PublicKey publicKey(KeyReference reference) {
        SoftKey key = image().keys().get(reference);
        if (key == null) {
            throw new IllegalArgumentException("the card has no key " + reference);
        }
        return key.publicKey();
    }

    /** The certificate in the container of this key, if there is one and it is not compressed. */
    public Optional<X509Certificate> certificate(KeyReference reference) {
        return image().object(reference.certificateTag()).flatMap(SoftObjects::certificateIn);
    }

    /** How many PIN tries are left. */
    public int pinTriesLeft() {
        return image().pin().triesLeft();
    }

    /** How many PUK tries are left. */
    public int pukTriesLeft() {
        return image().puk().triesLeft();
    }

    /**
     * The same card with this certificate in its container; this one is to be used no more.
     *
     * @throws IllegalArgumentException if the certificate is for another key
     */
    public SoftCard withCertificate(KeyReference reference, X509Certificate certificate) {
        if (!certificate.getPublicKey().equals(publicKey(reference))) {
            throw new IllegalArgumentException("the certificate is for another key");
        }
        try {
            byte[] container = SoftObjects.certificate(certificate.getEncoded());
            return with(image().with(reference.certificateTag(), container));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate without an encoding", e);
        }
    }

    /** The same card with another protocol; this one is to be used no more. */
    public SoftCard withProtocol(SoftProtocol protocol) {
        return with(image().with(protocol));
    }

    /**
     * The same card with other retry counters, both of them full; this one is to be used no more.
     *
     * @param pin 1 to 15 tries
     * @param puk 1 to 15 tries
     */
    public SoftCard withTries(int pin, int puk) {
        SoftCardImage image = image();
        return with(image.withPin(image.pin().withMostTries(pin))
                .withPuk(image.puk().withMostTries(puk)));
    }

    /** The same card with its PIN blocked; this one is to be used no more. */
    public SoftCard withPinBlocked() {
        return with(image().withPin(image().pin().withTriesLeft(0)));
    }

    /** The same card with its PUK blocked; this one is to be used no more. */
    public SoftCard withPukBlocked() {
        return with(image().withPuk(image().puk().withTriesLeft(0)));
    }

    /** The same card, which takes extended lengths or does not; this one is to be used no more. */
    public SoftCard withExtendedLengths(boolean extendedLengths) {
        return with(image().withExtendedLengths(extendedLengths));
    }

    private SoftCard with(SoftCardImage changed) {
        return new SoftCard(changed, keeper, random);
    }

    SoftCard withKeeper(SoftMemory.Keeper newKeeper) {
        return new SoftCard(image(), newKeeper, random);
    }

    synchronized SoftCardImage image() {
        return memory.image();
    }

    /** From now on the card has these faults; the count of commands starts again. */
    public synchronized void setFaults(SoftFaults newFaults) {
        faults = newFaults;
        commands = 0;
    }

    /**
     * Power on, or a reset: forgets the selected application and the verified PIN.
     *
     * @return the answer to reset
     */
    public synchronized byte[] powerOn(CardInterface on) {
        SoftProtocol protocol = image().protocol();
        powered = true;
        application.reset(on);
        boolean t0 = on == CardInterface.CONTACT && protocol == SoftProtocol.T0;
        wire.reset(t0);
        takesExtended = image().extendedLengths() && !t0;
        return atr(on);
    }

    /** The answer to reset that the card gives on this interface. */
    public byte[] atr(CardInterface on) {
        return image().protocol().atr(on, image().extendedLengths());
    }

    public synchronized void powerOff() {
        powered = false;
        application.reset(CardInterface.CONTACT);
        wire.reset(false);
    }

    /**
     * One APDU, as bytes.
     *
     * @throws CardException {@code CARD_MUTE} without power; {@code CARD_REMOVED} if a fault pulls the card out here
     */
    public synchronized byte[] transmit(byte[] command) throws CardException {
        if (!powered) {
            throw new CardException(CardFault.CARD_MUTE, "the software card has no power");
        }
        commands++;
        boolean leaves = faults.pullsOut(commands);
        if (leaves && !faults.afterTheEffect()) {
            throw pulledOut();
        }
        if (faults.slows(command)) {
            LockSupport.parkNanos(faults.delay().toNanos());
        }
        byte[] answer = answer(command, faults.lieAt(commands));
        if (leaves) {
            throw pulledOut();
        }
        return answer;
    }

    private byte[] answer(byte[] command, SoftFaults.Lie lie) {
        return switch (lie) {
            case MORE_DATA_FOR_EVER -> new ResponseApdu(new byte[255], StatusWord.moreData(255)).encode();
            case WRONG_LE_FOR_EVER -> new ResponseApdu(StatusWord.exactLe(16)).encode();
            case NO_STATUS_WORD -> new byte[1];
            case RUBBISH -> rubbish();
            default -> honest(command, lie).encode();
        };
    }

    private byte[] rubbish() {
        byte[] bytes = new byte[random.nextInt(MOST_RUBBISH)];
        random.nextBytes(bytes);
        return bytes;
    }

    private CardException pulledOut() {
        powerOff();
        return new CardException(CardFault.CARD_REMOVED, "pulled out at command " + commands);
    }

    private ResponseApdu honest(byte[] bytes, SoftFaults.Lie lie) {
        try {
            CommandApdu command = CommandApdu.parse(bytes);
            // The extended form of what is short is another form as well.
            boolean isExtended = command.isExtended() || !Arrays.equals(command.encode(), bytes);
            if (isExtended && (!takesExtended || lie == SoftFaults.Lie.EXTENDED_REFUSED)) {
                return new ResponseApdu(StatusWord.WRONG_LENGTH);
            }
            application.lie(lie);
            return wire.transceive(command);
        } catch (CardException e) {
            return new ResponseApdu(StatusWord.WRONG_LENGTH);
        }
    }
}
