package org.lanyard.card.softcard;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
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
    private final SoftMemory memory;
    private final SoftMemory.Keeper keeper;
    private final SoftWire wire;
    private final SoftApplication application;
    private volatile SoftFaults faults = SoftFaults.NONE;
    private int commands;
    private boolean powered;

    SoftCard(SoftCardImage image, SoftMemory.Keeper keeper) {
        this.keeper = keeper;
        this.memory = new SoftMemory(image, keeper);
        this.application = new SoftApplication(memory);
        this.wire = new SoftWire(application);
    }

    /** The card's UUID: the GUID of its CHUID and the name in its certificates. */
    public UUID id() {
        return image().id();
    }

    /** @throws IllegalArgumentException if the card has no such key */
    public PublicKey publicKey(KeyReference reference) {
        SoftKey key = image().keys().get(reference);
        if (key == null) {
            throw new IllegalArgumentException("the card has no key " + reference);
        }
        return key.publicKey();
    }

    /** How many PIN tries are left. */
    public int pinTriesLeft() {
        return image().pin().triesLeft();
    }

    /** The same card with this certificate in its container; this one is to be used no more. */
    public SoftCard withCertificate(KeyReference reference, X509Certificate certificate) {
        return new SoftCard(image().with(reference, certificate), keeper);
    }

    /** The same card with another protocol; this one is to be used no more. */
    public SoftCard withProtocol(SoftProtocol protocol) {
        return new SoftCard(image().with(protocol), keeper);
    }

    SoftCard withKeeper(SoftMemory.Keeper newKeeper) {
        return new SoftCard(image(), newKeeper);
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
        wire.reset(on == CardInterface.CONTACT && protocol == SoftProtocol.T0);
        return protocol.atr(on);
    }

    /** The answer to reset that the card gives on this interface. */
    public byte[] atr(CardInterface on) {
        return image().protocol().atr(on);
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
        if (faults.pulledOutAt().isPresent() && faults.pulledOutAt().getAsInt() == commands) {
            powerOff();
            throw new CardException(CardFault.CARD_REMOVED, "pulled out at command " + commands);
        }
        if (!faults.delay().isZero()) {
            LockSupport.parkNanos(faults.delay().toNanos());
        }
        return switch (faults.lie()) {
            case MORE_DATA_FOR_EVER -> new ResponseApdu(new byte[255], StatusWord.moreData(255)).encode();
            case WRONG_LE_FOR_EVER -> new ResponseApdu(StatusWord.exactLe(16)).encode();
            case NO_STATUS_WORD -> new byte[1];
            default -> answer(command).encode();
        };
    }

    private ResponseApdu answer(byte[] bytes) {
        try {
            CommandApdu command = CommandApdu.parse(bytes);
            if (!Arrays.equals(command.encode(), bytes)) {
                // The extended form of what is short: this card knows no extended lengths.
                return new ResponseApdu(StatusWord.WRONG_LENGTH);
            }
            application.lie(faults.lie());
            return wire.transceive(command);
        } catch (CardException e) {
            return new ResponseApdu(StatusWord.WRONG_LENGTH);
        }
    }
}
