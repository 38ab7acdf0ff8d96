package org.lanyard.card.tap;

import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.UUID;
import org.lanyard.card.apdu.Meter;

/**
 * A tap that came to its end.
 *
 * @param card the GUID that the card gave; the door checks it against the certificate
 * @param assertion the compact JWS, signed by the card
 * @param certificate the leaf in it
 * @param known whether the certificate came from the cache
 * @param cost what went over the wire
 */
public record Tap(UUID card, String assertion, X509Certificate certificate, boolean known, Meter.Reading cost) {
    public Tap {
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(assertion, "assertion");
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(cost, "cost");
    }

    /** Without the assertion, which opens a session while it lasts. */
    @Override
    public String toString() {
        return "Tap[" + card + ", known=" + known + ", " + cost + "]";
    }
}
