package org.lanyard.card.kiosk;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.kiosk.DoorAnswer.Given;
import org.lanyard.card.kiosk.DoorAnswer.Refused;
import org.lanyard.card.kiosk.DoorDesk.Signed;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.tap.CertificateCache;
import org.lanyard.card.tap.Tap;
import org.lanyard.card.tap.TapPolicy;
import org.lanyard.card.tap.TapReading;
import org.lanyard.pki.assertion.CardClaims;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the card say who it is and sign, and tells the agent what came of it. PINs are {@link PinDesk}'s. */
final class CardDesk {
    private static final Logger LOG = LoggerFactory.getLogger("org.lanyard.kiosk");
    private static final int CARDS_KNOWN = 4096;

    private final CardHold hold;
    private final DoorDesk door;
    private final Troubles troubles;
    private final Consumer<KioskEvent> events;
    private final TapReading reading;

    CardDesk(CardHold hold, DoorDesk door, TapPolicy policy, Troubles troubles, Consumer<KioskEvent> events) {
        this.hold = hold;
        this.door = door;
        this.troubles = troubles;
        this.events = events;
        this.reading = new TapReading(new CertificateCache(CARDS_KNOWN), policy, System::nanoTime, LOG::trace);
    }

    /** Reads and signs in one go: three APDUs for a card that is known. */
    void tap(long attempt, Optional<UUID> butNot) {
        hold.work(attempt, () -> {
            CardConnection card = hold.connect(attempt);
            DoorAnswer<Challenge> challenge = door.takeChallenge();
            if (challenge instanceof Refused<Challenge>) {
                // Whose card it is counts all the same: it may have come to sign out.
                identify(attempt, card, Proof.TAP);
            }
            sign(
                    attempt,
                    challenge,
                    (itsReading, claims) -> itsReading.tap(card, guid -> {
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

    interface Signing {
        Tap with(TapReading reading, TapReading.ClaimsFor claims) throws CardException;
    }

    /** Signs over the challenge, if there is one; from within {@link CardHold#work} alone. */
    void sign(long attempt, DoorAnswer<Challenge> answer, Signing signing) throws CardException {
        if (answer instanceof Refused<Challenge> refused) {
            events.accept(new KioskEvent.CardFailed(attempt, troubles.of(refused.failure(), refused.code())));
        } else if (answer instanceof Given<Challenge> given) {
            sign(attempt, given.value(), signing);
        }
    }

    private void sign(long attempt, Challenge challenge, Signing signing) throws CardException {
        boolean[] asked = new boolean[1];
        try {
            Tap tap = signing.with(reading, card -> {
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

    /** Reads who the card says it is, without a signature. */
    UUID identify(long attempt, CardConnection card, Proof proof) throws CardException {
        UUID guid = reading.identify(card);
        events.accept(new KioskEvent.CardRead(attempt, guid, card.cardInterface(), proof));
        return guid;
    }
}
