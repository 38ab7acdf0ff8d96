package org.lanyard.session.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.config.SessionConfig;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestCard;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.house.TestKiosk;
import org.lanyard.session.login.Acr;
import org.lanyard.session.login.Opening;

@DisplayName("DESIGN: what the door opens for a good proof, and what it does with it")
class DoorTest {
    private static TestStore data;
    private static House house;
    private static Door door;

    @BeforeAll
    static void build() {
        data = TestStore.sqlite("pki", "session");
        house = new House(data.store());
        door = new Door(house.doorParts, SessionConfig.localhost(8080).doorPolicy());
    }

    @AfterAll
    static void takeDown() {
        house.close();
        data.close();
    }

    private static boolean isOpen(UUID session) {
        return house.count("login_session WHERE ended_at IS NULL AND id = '" + session + "'") == 1;
    }

    private static boolean isInvited(UUID person) {
        return house.count("invitation WHERE redeemed_at IS NULL AND person_id = '" + person + "'") == 1;
    }

    private static UUID guardian() {
        return house.person("guardian", house.school());
    }

    private static Proof.Key key(Browser browser, String assertion) {
        return new Proof.Key(assertion, browser.preSession, Optional.empty());
    }

    @Test
    @DisplayName("9E is a tap, 9A a tap with a PIN: by the certificate's profile")
    void tap_isAsStrongAsTheCardsKey() throws Exception {
        UUID school = house.school();
        TestKiosk kiosk = house.kiosk(school);
        UUID teacher = house.person("staff", school);
        assertEquals(Acr.TAP, door.open(kiosk.proof(house.card(teacher))).acr());
        assertEquals(
                Acr.TAP_PIN,
                door.open(kiosk.proof(house.card(teacher, Profile.CARD_9A))).acr());
    }

    @Test
    @DisplayName("a tap at another kiosk ends the card's session at the first")
    void tap_elsewhere_endsTheFormer() throws Exception {
        UUID school = house.school();
        TestCard card = house.card(house.person("pupil", school));
        UUID left = door.open(house.kiosk(school).proof(card)).session();
        assertEquals(true, isOpen(left));
        UUID right = door.open(house.kiosk(school).proof(card)).session();
        assertEquals(List.of(false, true), List.of(isOpen(left), isOpen(right)));
    }

    @Test
    @DisplayName("a key that may be backed up is a passkey, another a key: by its flag BE")
    void key_isAsStrongAsItsFlagsSay() throws Exception {
        for (Acr acr : List.of(Acr.KEY, Acr.PASSKEY)) {
            UUID parent = guardian();
            TestKey key = new TestKey();
            key.flags |= acr == Acr.PASSKEY ? TestKey.BE : 0;
            Browser browser = new Browser(house);
            ObjectNode opened = browser.openInvitation(parent);
            String challenge = opened.get("challenge").textValue();
            String handle = opened.get("handle").textValue();
            assertEquals(
                    acr,
                    door.open(key(browser, browser.registration(key, challenge, handle)))
                            .acr());
            assertEquals(
                    acr,
                    door.open(key(browser, browser.signIn(key, browser.challenge(), handle)))
                            .acr());
        }
    }

    @Test
    @DisplayName("the browser's former session is replaced, another one is not")
    void key_formerSession_isEnded() throws Exception {
        UUID parent = guardian();
        TestKey key = new TestKey();
        Browser browser = new Browser(house);
        browser.register(key, parent);
        String handle = house.handleOf(parent);
        Opening.InBrowser elsewhere = door.open(key(browser, browser.signIn(key, browser.challenge(), handle)));
        Opening.InBrowser former = door.open(key(browser, browser.signIn(key, browser.challenge(), handle)));
        String again = browser.signIn(key, browser.challenge(), handle);
        door.open(new Proof.Key(
                again, browser.preSession, Optional.of(former.cookie().reveal())));
        assertEquals(List.of(true, false), List.of(isOpen(elsewhere.session()), isOpen(former.session())));
    }

    @Test
    @DisplayName("a registration redeems the invitation of the person that it names, of all that the browser holds")
    void registration_ofOneOfTwoInvitations_isForThatPerson() throws Exception {
        Browser browser = new Browser(house);
        List<UUID> parents = List.of(guardian(), guardian());
        List<ObjectNode> opened = parents.stream().map(browser::openInvitation).toList();
        for (int i = 0; i < 2; i++) {
            assertEquals(true, isInvited(parents.get(i)));
            String assertion = browser.registration(
                    new TestKey(),
                    opened.get(i).get("challenge").textValue(),
                    opened.get(i).get("handle").textValue());
            UUID session = door.open(key(browser, assertion)).session();
            assertEquals(
                    1,
                    house.count("login_session WHERE id = '" + session + "' AND person_id = '" + parents.get(i) + "'"));
            assertEquals(false, isInvited(parents.get(i)));
        }
    }

    @Test
    @DisplayName("the rehearsal of a good registration keeps nothing, and the registration is let in afterwards")
    void rehearsal_ofAGoodRegistration_keepsNothing() throws Exception {
        UUID parent = guardian();
        TestKey key = new TestKey();
        Browser browser = new Browser(house);
        ObjectNode opened = browser.openInvitation(parent);
        String assertion = browser.registration(
                key, opened.get("challenge").textValue(), opened.get("handle").textValue());
        long credentials = house.count("credential");
        door.rehearse(assertion);
        assertEquals(credentials, house.count("credential"));
        assertEquals(true, isInvited(parent));
        door.open(key(browser, assertion));
    }

    @Test
    @DisplayName("a sign-in is not rehearsed")
    void rehearsal_ofASignIn_isRefused() {
        UUID parent = guardian();
        TestKey key = new TestKey();
        Browser browser = new Browser(house);
        browser.register(key, parent);
        String assertion = browser.signIn(key, browser.challenge(), house.handleOf(parent));
        assertEquals(
                Reason.CEREMONY_OF_ANOTHER_TYPE,
                assertThrows(RefusedException.class, () -> door.rehearse(assertion))
                        .reason());
    }

    @Test
    @DisplayName("a proof's text names its kind and nothing of what it holds")
    void proof_toString_hasNoSecret() {
        assertEquals("Tap", new Proof.Tap("secret", "secret").toString());
        assertEquals("Key", new Proof.Key("secret", "secret", Optional.of("secret")).toString());
    }
}
