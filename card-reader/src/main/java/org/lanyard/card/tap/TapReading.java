package org.lanyard.card.tap;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.lanyard.card.apdu.CardCapabilities;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.Meter;
import org.lanyard.card.apdu.RedactedTrace;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.pcsc.PinPad;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.piv.PivCard;
import org.lanyard.pki.assertion.AssertionWriter;
import org.lanyard.pki.assertion.CardClaims;

/**
 * Turns a card in the reader into a signed assertion: SELECT; the first response of the CHUID tells which card it is;
 * the certificate from the cache, or else off the card; GENERAL AUTHENTICATE. Three APDUs for a known P-256 card.
 *
 * <p>Has no state but the cache, and may be used by several threads, each with its own connection.
 */
public final class TapReading {
    private final CertificateCache known;
    private final TapPolicy policy;
    private final LongSupplier nanoTime;
    private final Consumer<String> trace;

    /** Says what the card is to sign, once it is known which card it is. */
    @FunctionalInterface
    public interface ClaimsFor {
        /** @param card the GUID that the card gave, to be {@link CardClaims#card()} */
        CardClaims card(UUID card);
    }

    /**
     * @param nanoTime a clock that only goes forward, in nanoseconds: {@code System::nanoTime}
     * @param trace takes a line for each command and each response, without secrets; {@code line -> {}} for none
     */
    public TapReading(CertificateCache known, TapPolicy policy, LongSupplier nanoTime, Consumer<String> trace) {
        this.known = known;
        this.policy = policy;
        this.nanoTime = nanoTime;
        this.trace = trace;
    }

    /** Which card this is, or says that it is: a name, not a proof. SELECT and one GET DATA. */
    public UUID identify(CardConnection connection) throws CardException {
        PivCard card = piv(connection, new Meter(connection, nanoTime));
        card.select();
        return card.guid();
    }

    /** A tap alone: signed with 9E, on any interface, without the PIN. */
    public Tap tap(CardConnection connection, ClaimsFor claims) throws CardException {
        Meter meter = new Meter(connection, nanoTime);
        PivCard card = piv(connection, meter);
        card.select();
        return sign(card, KeyReference.CARD_AUTHENTICATION, claims, meter);
    }

    /**
     * A tap and the PIN: signed with 9A, which a card allows on its contacts alone.
     *
     * @param pin the caller's to close
     * @throws CardException {@link CardFault#CONTACTS_REQUIRED} before the PIN is sent; as {@link PivCard#verifyPin}
     */
    public Tap tapWithPin(CardConnection connection, Pin pin, ClaimsFor claims) throws CardException {
        if (connection.cardInterface() != CardInterface.CONTACT) {
            throw new CardException(CardFault.CONTACTS_REQUIRED, "a PIN is verified on the card's contacts alone");
        }
        Meter meter = new Meter(connection, nanoTime);
        PivCard card = piv(connection, meter);
        card.select();
        card.verifyPin(pin, policy.pin());
        return sign(card, KeyReference.PIV_AUTHENTICATION, claims, meter);
    }

    /**
     * As {@link #tapWithPin}, with a PIN that goes from the reader's pad to the card.
     *
     * @throws CardException also as {@link PinPad#verify}
     */
    public Tap tapWithPinOnReader(CardConnection connection, PinPad pad, ClaimsFor claims) throws CardException {
        Meter meter = new Meter(connection, nanoTime);
        PivCard card = piv(connection, meter);
        card.select();
        PinOnReader.verify(card, pad, policy.pin());
        return sign(card, KeyReference.PIV_AUTHENTICATION, claims, meter);
    }

    private PivCard piv(CardConnection connection, Meter meter) {
        return new PivCard(
                new RedactedTrace(meter, trace),
                CardCapabilities.of(connection.atr()),
                policy.tlv(),
                policy.signatureLimit(),
                nanoTime);
    }

    private Tap sign(PivCard card, KeyReference reference, ClaimsFor claimsFor, Meter meter) throws CardException {
        UUID id = card.guid();
        CardClaims claims = claimsFor.card(id);
        Optional<X509Certificate> guess = known.find(id, reference);
        if (guess.isPresent()) {
            try {
                String assertion = write(card, reference, claims, guess.get());
                return new Tap(id, assertion, guess.get(), true, meter.reading());
            } catch (CardException e) {
                if (!showsWrongGuess(e.fault())) {
                    throw e;
                }
                known.forget(id, reference);
            }
        }
        X509Certificate certificate = card.certificate(reference);
        String assertion = write(card, reference, claims, certificate);
        known.keep(id, reference, certificate);
        return new Tap(id, assertion, certificate, false, meter.reading());
    }

    /** Another key of the same kind signs what does not verify; one of another kind refuses, or answers in its form. */
    private static boolean showsWrongGuess(CardFault fault) {
        return switch (fault) {
            case SIGNATURE_NOT_BY_CERTIFICATE, SIGNATURE_MALFORMED, UNEXPECTED_STATUS -> true;
            default -> false;
        };
    }

    private static String write(PivCard card, KeyReference reference, CardClaims claims, X509Certificate certificate)
            throws CardException {
        return AssertionWriter.write(claims, certificate, new CardSigner(card, reference, certificate));
    }
}
