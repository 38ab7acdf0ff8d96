package org.lanyard.card.kiosk;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.pcsc.Reader;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFactory;
import org.lanyard.card.softcard.SoftReader;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.TestAuthority;

/** A whole kiosk for a test: software reader and cards, a door that verifies, a browser that writes down. */
final class Kiosk implements AutoCloseable {
    static final URI ID = URI.create("urn:lanyard:kiosk:2b2f6b8e-7f0a-4b53-9c71-3d2d1e6c1a10");

    final TestAuthority authority = TestAuthority.create();
    final SoftReader reader = new SoftReader("Software reader");
    final FakeDoor door = new FakeDoor(authority);
    final Cable cable = new Cable(door.port());
    final FakeBrowser browser = new FakeBrowser(door);
    final ServerClock clock;
    final KioskAgent agent;
    private final SecureRandom random = new SecureRandom();

    Kiosk(KioskPolicy policy) {
        this(policy, InstantSource.system());
    }

    Kiosk(KioskPolicy policy, InstantSource own) {
        this(policy, own, Optional.empty());
    }

    /** With a reader of the test's in place of the one in software. */
    Kiosk(KioskPolicy policy, InstantSource own, Optional<Reader> other) {
        door.behind(authority, cable.port());
        clock = new ServerClock(own);
        DoorClient client = new DoorClient(
                door.issuer(), ID, authority.issue(Profile.KIOSK, new SubjectName.Service(ID)), clock, random);
        agent = new KioskAgent(policy, other.orElse(reader), client, browser, random);
    }

    Kiosk started() {
        agent.start();
        return until(KioskState.IDLE);
    }

    Kiosk until(KioskState state) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> agent.display().state() == state);
        return this;
    }

    SoftCard card() throws Exception {
        return card(AlgorithmId.P_256);
    }

    SoftCard card(AlgorithmId algorithm) throws Exception {
        UUID id = UUID.randomUUID();
        SubjectName name = new SubjectName.Card(id);
        SoftCard card = new SoftCardFactory(random, LocalDate.now().plusYears(5)).make(id, pin("123456"), algorithm);
        return card.withCertificate(
                        KeyReference.CARD_AUTHENTICATION,
                        authority.certify(Profile.CARD_9E, name, card.publicKey(KeyReference.CARD_AUTHENTICATION)))
                .withCertificate(
                        KeyReference.PIV_AUTHENTICATION,
                        authority.certify(Profile.CARD_9A, name, card.publicKey(KeyReference.PIV_AUTHENTICATION)));
    }

    /** Taps, and lifts the card again once it was dealt with. */
    Kiosk tap(SoftCard card, KioskState expected) {
        reader.insert(card, CardInterface.CONTACTLESS);
        until(expected);
        reader.remove();
        return this;
    }

    Kiosk insert(SoftCard card, KioskState expected) {
        reader.insert(card, CardInterface.CONTACT);
        return until(expected);
    }

    void enter(String pin) throws Exception {
        agent.enterPin(Pin.of(pin(pin)));
    }

    private static char[] pin(String digits) {
        return digits.toCharArray();
    }

    @Override
    public void close() {
        agent.close();
        cable.close();
        door.close();
    }
}
