package org.lanyard.card.kiosk;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.kiosk.DoorAnswer.Given;
import org.lanyard.card.kiosk.DoorAnswer.Refused;
import org.lanyard.card.kiosk.DoorDesk.Signed;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.pcsc.PinPad;
import org.lanyard.card.pcsc.Reader;
import org.lanyard.card.piv.EasyPin;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.piv.PivAdmin;
import org.lanyard.card.piv.PivCard;
import org.lanyard.card.tap.CertificateCache;
import org.lanyard.card.tap.Tap;
import org.lanyard.card.tap.TapPolicy;
import org.lanyard.card.tap.TapReading;
import org.lanyard.pki.assertion.CardClaims;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the agent wants of the card, one thing at a time on a thread of its own, and tells it what came of it. */
final class CardDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("org.lanyard.kiosk");
    private static final int CARDS_KNOWN = 4096;

    private final Reader reader;
    private final DoorDesk door;
    private final Troubles troubles;
    private final Consumer<KioskEvent> events;
    private final TapReading reading;
    private final TapPolicy policy;
    private final SecureRandom random;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(work -> KioskAgent.daemon(work, "kiosk-card"));

    private CardConnection connection;
    private Optional<PinPad> pad = Optional.empty();
    private long connectedFor;

    CardDesk(
            Reader reader,
            DoorDesk door,
            Duration relayBound,
            Troubles troubles,
            Consumer<KioskEvent> events,
            SecureRandom random) {
        this.random = random;
        this.reader = reader;
        this.door = door;
        this.troubles = troubles;
        this.events = events;
        this.policy = TapPolicy.DEFAULT.withSignatureLimit(relayBound);
        this.reading = new TapReading(new CertificateCache(CARDS_KNOWN), policy, System::nanoTime, LOG::trace);
    }

    private interface Work {
        void run() throws CardException;
    }

    /** Reads and signs in one go: three APDUs for a card that is known. */
    void tap(long attempt, Optional<UUID> butNot) {
        work(attempt, () -> {
            CardConnection card = connect(attempt);
            DoorAnswer<Challenge> challenge = door.takeChallenge();
            if (challenge instanceof Refused<Challenge>) {
                // Whose card it is counts all the same: it may have come to sign out.
                identify(attempt, card, Proof.TAP);
            }
            sign(
                    attempt,
                    challenge,
                    claims -> reading.tap(card, guid -> {
                        events.accept(new KioskEvent.CardRead(attempt, guid, card.cardInterface(), Proof.TAP));
                        if (butNot.filter(guid::equals).isPresent()) {
                            // It came to sign out and is asked for nothing more: the signature that would be next finds
                            // no card.
                            card.close();
                        }
                        return claims.card(guid);
                    }));
        });
    }

    /** Reads, and asks for the PIN's counter. */
    void readForPin(long attempt, Optional<UUID> butNot) {
        work(attempt, () -> {
            CardConnection card = connect(attempt);
            UUID guid = identify(attempt, card, Proof.PIN);
            if (card.cardInterface() != CardInterface.CONTACT
                    || butNot.filter(guid::equals).isPresent()) {
                return;
            }
            PivCard piv = new PivCard(card);
            piv.select();
            OptionalInt left = piv.pinStatus().triesLeft();
            if (left.isEmpty()) {
                throw new CardException(CardFault.PIN_COUNTER_UNKNOWN, "empty VERIFY");
            }
            int tries = left.getAsInt() - policy.pin().triesKept();
            if (tries <= 0) {
                events.accept(new KioskEvent.PinSpent(attempt));
                return;
            }
            pad = card.pinPad();
            events.accept(
                    pad.isPresent()
                            ? new KioskEvent.PinWantedOnReader(attempt, tries)
                            : new KioskEvent.PinWanted(attempt, tries));
        });
    }

    /** The reader takes the PIN, then the card signs. A reader that can't after all leaves the PIN to the screen. */
    void verifyOnReader(long attempt) {
        work(attempt, () -> {
            try {
                CardConnection card = held(attempt);
                PinPad itsPad = pad.orElseThrow(() -> new CardException(CardFault.PIN_PAD_FAILED, "none"));
                sign(attempt, door.takeChallenge(), claims -> reading.tapWithPinOnReader(card, itsPad, claims));
            } catch (CardException failed) {
                switch (failed.fault()) {
                    case PIN_NOT_TYPED -> events.accept(new KioskEvent.PinNotTyped(attempt));
                    case PIN_PAD_FAILED -> {
                        troubles.of(failed);
                        events.accept(new KioskEvent.PinWanted(attempt, 1));
                    }
                    default -> tellPin(attempt, failed);
                }
            }
        });
    }

    /** For a PIN that is to be changed: how often may it be tried? */
    void readForChange(long attempt) {
        work(attempt, () -> {
            CardConnection card = connect(attempt);
            if (card.cardInterface() != CardInterface.CONTACT) {
                events.accept(new KioskEvent.ChangeReady(attempt, card.cardInterface(), 0));
                return;
            }
            PivCard piv = new PivCard(card);
            piv.select();
            OptionalInt left = piv.pinStatus().triesLeft();
            int tries = left.orElseThrow(() -> new CardException(CardFault.PIN_COUNTER_UNKNOWN, "empty VERIFY"))
                    - policy.pin().triesKept();
            events.accept(
                    tries <= 0
                            ? new KioskEvent.PinSpent(attempt)
                            : new KioskEvent.ChangeReady(attempt, CardInterface.CONTACT, tries));
        });
    }

    /** CHANGE REFERENCE DATA, unless others would guess the new PIN; closes both. */
    void changePin(long attempt, Pin current, Pin next) {
        work(attempt, () -> {
            try (current;
                    next) {
                if (EasyPin.is(next)) {
                    events.accept(new KioskEvent.PinTooEasy(attempt));
                    return;
                }
                PivCard piv = new PivCard(held(attempt));
                piv.select();
                new PivAdmin(piv, random).changePin(current, next, policy.pin());
                events.accept(new KioskEvent.PinChanged(attempt));
            } catch (CardException failed) {
                tellPin(attempt, failed);
            }
        });
    }

    private CardConnection held(long attempt) throws CardException {
        if (connection == null || connectedFor != attempt) {
            throw new CardException(CardFault.CARD_REMOVED, "before its PIN was tried");
        }
        return connection;
    }

    /** VERIFY and sign; closes the PIN. */
    void verifyAndSign(long attempt, Pin pin) {
        work(attempt, () -> {
            try (pin) {
                CardConnection card = held(attempt);
                sign(attempt, door.takeChallenge(), claims -> reading.tapWithPin(card, pin, claims));
            } catch (CardException failed) {
                tellPin(attempt, failed);
            }
        });
    }

    /** Lets go of the card of {@code attempt}; one that is read for a newer attempt stays. */
    void release(long attempt) {
        work(attempt, () -> {
            if (connectedFor == attempt) {
                disconnect();
            }
        });
    }

    private interface Signing {
        Tap with(TapReading.ClaimsFor claims) throws CardException;
    }

    private void sign(long attempt, DoorAnswer<Challenge> answer, Signing signing) throws CardException {
        if (answer instanceof Refused<Challenge> refused) {
            events.accept(new KioskEvent.CardFailed(attempt, troubles.of(refused.failure(), refused.code())));
        } else if (answer instanceof Given<Challenge> given) {
            sign(attempt, given.value(), signing);
        }
    }

    private void sign(long attempt, Challenge challenge, Signing signing) throws CardException {
        boolean[] asked = new boolean[1];
        try {
            Tap tap = signing.with(card -> {
                asked[0] = true;
                return claims(card, challenge);
            });
            LOG.debug("card signed: {}", tap);
            door.keep(attempt, new Signed(tap.assertion(), challenge));
            events.accept(new KioskEvent.CardSigned(attempt));
        } catch (CardException failed) {
            // A challenge that was shown to a card is not used for another: who knows where the signature is.
            if (asked[0]) {
                door.renewChallenge();
            } else {
                door.giveBack(challenge);
            }
            throw failed;
        }
    }

    private CardClaims claims(UUID card, Challenge challenge) {
        DoorClient client = door.door();
        Instant now = client.clock().instant();
        Instant end = now.plus(DoorClient.ASSERTION_LIFETIME);
        return new CardClaims(card, client.audience(), now, end, challenge.value(), client.kiosk());
    }

    private UUID identify(long attempt, CardConnection card, Proof proof) throws CardException {
        UUID guid = reading.identify(card);
        events.accept(new KioskEvent.CardRead(attempt, guid, card.cardInterface(), proof));
        return guid;
    }

    /** What may be spent here is what the card has, less what is kept for the grown-up who will help. */
    private void tellPin(long attempt, CardException failed) throws CardException {
        switch (failed.fault()) {
            case PIN_WRONG, PIN_TRIES_KEPT, PIN_BLOCKED -> {
                int tries = failed.triesLeft().orElse(0) - policy.pin().triesKept();
                events.accept(tries <= 0 ? new KioskEvent.PinSpent(attempt) : new KioskEvent.PinWrong(attempt, tries));
            }
            default -> throw failed;
        }
    }

    private CardConnection connect(long attempt) throws CardException {
        disconnect();
        connectedFor = attempt;
        connection = reader.connect();
        troubles.cardIsFree();
        return connection;
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private void work(long attempt, Work work) {
        try {
            worker.execute(() -> {
                try {
                    work.run();
                } catch (CardException failed) {
                    events.accept(new KioskEvent.CardFailed(attempt, troubles.of(failed)));
                } catch (RuntimeException bug) {
                    events.accept(new KioskEvent.CardFailed(attempt, troubles.of(bug)));
                }
            });
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed");
        }
    }

    @Override
    public void close() {
        worker.execute(this::disconnect);
        worker.shutdown();
    }
}
