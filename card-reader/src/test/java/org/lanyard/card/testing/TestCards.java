package org.lanyard.card.testing;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFactory;
import org.lanyard.card.tap.TapReading;
import org.lanyard.pki.assertion.CardClaims;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.TestAuthority;

/** Software cards with both certificates of a test authority. */
public final class TestCards {
    /** The PIN of every card made here. */
    public static final String PIN = "271828";

    public static final String AUDIENCE = "https://school.example";
    public static final URI KIOSK = URI.create("https://kiosk.example/library");
    public static final String CHALLENGE = "AAECAwQFBgcICQoLDA0ODw";

    private final TestAuthority authority;
    private final SoftCardFactory factory = new SoftCardFactory(new SecureRandom(), LocalDate.of(2031, 7, 31));

    public TestCards(TestAuthority authority) {
        this.authority = authority;
    }

    public SoftCard make(AlgorithmId algorithm) throws CardException {
        return make(UUID.randomUUID(), algorithm);
    }

    public SoftCard make(UUID id, AlgorithmId algorithm) throws CardException {
        SoftCard card = factory.make(id, PIN.toCharArray(), algorithm);
        return certified(card);
    }

    /** The card with both certificates. */
    public SoftCard certified(SoftCard card) {
        SubjectName name = new SubjectName.Card(card.id());
        SoftCard with9e = card.withCertificate(
                KeyReference.CARD_AUTHENTICATION,
                authority.certify(Profile.CARD_9E, name, card.publicKey(KeyReference.CARD_AUTHENTICATION)));
        return with9e.withCertificate(
                KeyReference.PIV_AUTHENTICATION,
                authority.certify(Profile.CARD_9A, name, card.publicKey(KeyReference.PIV_AUTHENTICATION)));
    }

    /** Claims as a kiosk makes them, of right now. */
    public static TapReading.ClaimsFor claims() {
        Instant now = Instant.now();
        return card -> new CardClaims(card, AUDIENCE, now, now.plusSeconds(60), CHALLENGE, KIOSK);
    }
}
