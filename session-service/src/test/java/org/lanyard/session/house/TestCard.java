package org.lanyard.session.house;

import java.net.URI;
import java.util.UUID;
import org.lanyard.pki.assertion.AssertionWriter;
import org.lanyard.pki.assertion.CardClaims;
import org.lanyard.pki.keystore.SigningKey;

/** A card: signs what a kiosk puts before it. */
public record TestCard(House house, UUID id, SigningKey key) {
    public String assertion(String challenge, URI kiosk) {
        var now = house.now();
        return sign(new CardClaims(id, House.ISSUER, now, now.plusSeconds(30), challenge, kiosk));
    }

    public String sign(CardClaims claims) {
        try {
            return AssertionWriter.write(claims, key);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
