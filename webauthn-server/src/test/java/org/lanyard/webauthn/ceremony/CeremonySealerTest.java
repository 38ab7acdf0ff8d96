package org.lanyard.webauthn.ceremony;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.TurnableClock;
import org.lanyard.webauthn.UserHandle;
import org.lanyard.webauthn.WebAuthnException;

@DisplayName("a ceremony's sealed state")
class CeremonySealerTest {
    private final TurnableClock clock = new TurnableClock();
    private final byte[] key = Ground.random(32);
    private final CeremonySealer sealer = new CeremonySealer(key, clock);
    private final UserHandle handle = Ground.newHandle();

    private CeremonyState registration(int challengeLength) {
        return new CeremonyState(
                Purpose.REGISTRATION,
                Ground.random(challengeLength),
                Optional.of(handle),
                clock.instant().plusSeconds(120));
    }

    @Test
    void open_givesBackWhatWasSealed() throws WebAuthnException {
        for (int length : new int[] {16, 90, 256}) {
            CeremonyState state = registration(length);
            CeremonyState opened = sealer.open(sealer.seal(state), Purpose.REGISTRATION);
            assertArrayEquals(state.challenge(), opened.challenge());
            assertEquals(state.handle(), opened.handle());
            assertEquals(state.expiresAt(), opened.expiresAt());
        }
    }

    @Test
    void open_ofAnyChangedByte_isRefused() {
        byte[] sealed = Base64Url.decode(sealer.seal(registration(90))).orElseThrow();
        for (int at = 0; at < sealed.length; at++) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            refused(Reason.CEREMONY_FORGED, Base64Url.encode(changed), Purpose.REGISTRATION);
        }
    }

    @Test
    void open_ofAnyPart_isRefused() {
        String sealed = sealer.seal(registration(256));
        for (int length = 0; length < sealed.length(); length++) {
            refused(Reason.CEREMONY_FORGED, sealed.substring(0, length), Purpose.REGISTRATION);
        }
        refused(Reason.CEREMONY_FORGED, sealed + "A", Purpose.REGISTRATION);
        refused(Reason.CEREMONY_FORGED, sealed + "=", Purpose.REGISTRATION);
        refused(Reason.CEREMONY_FORGED, sealed.repeat(9), Purpose.REGISTRATION);
    }

    @Test
    void open_ofAnotherKey_isRefused() {
        String sealed = new CeremonySealer(Ground.random(32), clock).seal(registration(90));
        refused(Reason.CEREMONY_FORGED, sealed, Purpose.REGISTRATION);
    }

    @Test
    void open_ofAnotherPurpose_isRefused() {
        refused(Reason.CEREMONY_OF_ANOTHER_PURPOSE, sealer.seal(registration(90)), Purpose.AUTHENTICATION);
    }

    @Test
    void open_atTheSecondThatItExpires_isRefused() throws WebAuthnException {
        String sealed = sealer.seal(registration(90));
        clock.turn(Duration.ofSeconds(120).minusMillis(1));
        sealer.open(sealed, Purpose.REGISTRATION);
        clock.turn(Duration.ofMillis(1));
        refused(Reason.CEREMONY_EXPIRED, sealed, Purpose.REGISTRATION);
    }

    @Test
    void state_withAChallengeTooShortOrTooLong_orTheWrongHandle_cannotBe() {
        assertThrows(IllegalArgumentException.class, () -> registration(15));
        assertThrows(IllegalArgumentException.class, () -> registration(257));
        assertThrows(
                IllegalArgumentException.class,
                () -> new CeremonyState(Purpose.AUTHENTICATION, new byte[32], Optional.of(handle), clock.instant()));
    }

    private void refused(Reason reason, String sealed, Purpose purpose) {
        assertEquals(
                reason,
                assertThrows(WebAuthnException.class, () -> sealer.open(sealed, purpose))
                        .reason());
    }
}
