package org.lanyard.session.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.guardianship.Act;
import org.lanyard.session.guardianship.GuardianshipKind;
import org.lanyard.session.guardianship.GuardianshipOffice;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.house.TestKiosk;
import org.lanyard.session.notice.MailAddress;

@DisplayName("The office's invitations")
class InvitationsTest {
    private TestStore data;
    private House house;
    private UUID school;
    private UUID guardian;
    private GuardianshipOffice families;

    @BeforeEach
    void build() {
        data = TestStore.sqlite("pki", "session");
        house = new House(data.store());
        school = house.school();
        guardian = house.person("guardian", school);
        families = new GuardianshipOffice(house.audit, new SecureRandom());
    }

    @AfterEach
    void takeDown() {
        house.close();
        data.close();
    }

    private Reason refusal(InvitationOrder order) {
        return assertThrows(
                        RefusedException.class,
                        () -> house.store.<Invited, RefusedException>transact(
                                tx -> house.desk.invitations().create(tx, order, house.now(), "office")))
                .reason();
    }

    private static InvitationOrder letter(UUID person) {
        return InvitationOrder.letter(person, SecondCodeChannel.TOLD);
    }

    private Act act() {
        return new Act("office", house.now(), "papers");
    }

    @Test
    @DisplayName("a new one withdraws the one before, of whichever kind")
    void oneAtATime() {
        Invited first = house.invite(guardian);
        Invited second = house.invite(InvitationOrder.inPerson(guardian));
        Browser browser = new Browser(house, null);
        assertEquals(400, browser.openInvitation(first).status());
        assertEquals(200, browser.openInvitation(second).status());
        assertEquals(1, house.count("audit_row WHERE kind = 'invitation.withdrawn'"));
        assertEquals(2, house.count("audit_row WHERE kind = 'invitation.created'"));
    }

    @Test
    @DisplayName("taken back it is over, once")
    void withdrawn() {
        Invited invited = house.invite(guardian);
        house.run(tx -> assertTrue(
                house.desk.invitations().withdraw(tx, invited.id(), house.now(), "office", "wrong address")));
        house.run(tx -> assertFalse(
                house.desk.invitations().withdraw(tx, invited.id(), house.now(), "office", "wrong address")));
        assertEquals(400, new Browser(house, null).openInvitation(invited).status());
    }

    @Test
    @DisplayName("each kind is for whom it is meant")
    void kinds() {
        UUID pupil = house.person("pupil", school);
        assertEquals(Reason.INVITATION_KIND, refusal(letter(pupil)));
        assertEquals(Reason.INVITATION_KIND, refusal(InvitationOrder.pupil(guardian)));
        assertEquals(Reason.HOLDER_INACTIVE, refusal(letter(UUID.randomUUID())));
        house.invite(InvitationOrder.pupil(pupil));
        house.sql("UPDATE person SET status = 'inactive' WHERE id = ?", guardian);
        assertEquals(Reason.HOLDER_INACTIVE, refusal(letter(guardian)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new InvitationOrder(guardian, InvitationKind.LETTER, Optional.empty()));
    }

    @Test
    @DisplayName("the store has neither code, nor anything to guess the second from")
    void hashed() {
        Invited invited = house.invite(guardian);
        byte[] kept = house.store
                .read(h -> Sql.one(h, "SELECT second_hash FROM invitation", row -> row.getBytes(1)))
                .orElseThrow();
        SecondCode second = invited.second().orElseThrow();
        assertTrue(second.matches(invited.code(), kept));
        assertFalse(second.matches(InvitationCode.random(new SecureRandom()), kept), "bound to the first code");
        assertEquals("SecondCode", second.toString());
    }

    @Nested
    @DisplayName("A second code by mail")
    class ByMail {
        private void contact(String address) {
            house.run(tx -> house.desk
                    .contacts()
                    .set(tx, guardian, MailAddress.of(address).orElseThrow(), Optional.empty(), act()));
        }

        @Test
        @DisplayName("goes to the contact that the school holds, and is in nobody's answer")
        void mailed() {
            contact("sian@example.org");
            Invited invited = house.invite(InvitationOrder.letter(guardian, SecondCodeChannel.MAIL));
            assertEquals(Optional.empty(), invited.second());
            assertEquals(1, house.count("notice WHERE kind = 'SECOND_CODE' AND recipient_id = '" + guardian + "'"));
            assertEquals(1, house.count("notice WHERE kind = 'INVITED'"));
            assertEquals(400, new Browser(house, null).openInvitation(invited).status());
        }

        @Test
        @DisplayName(
                "is refused where the school holds none; a told one then needs none, and no notice waits for an address")
        void noContact() {
            assertEquals(
                    Reason.INVITATION_NO_CONTACT, refusal(InvitationOrder.letter(guardian, SecondCodeChannel.MAIL)));
            house.invite(guardian);
            assertEquals(0, house.count("notice"));
        }

        @Test
        @DisplayName("never goes to a family under a restriction, nor does a notice of an invitation")
        void restricted() {
            contact("sian@example.org");
            UUID child = house.person("pupil", school);
            house.run(tx -> families.restrict(tx, guardian, child, house.now(), Optional.empty(), "order", act()));
            assertEquals(
                    Reason.INVITATION_IN_PERSON, refusal(InvitationOrder.letter(guardian, SecondCodeChannel.MAIL)));
            house.invite(InvitationOrder.inPerson(guardian));
            assertEquals(0, house.count("notice"));
        }
    }

    @Nested
    @DisplayName("DESIGN, Safety: to a family under a restriction nothing that opens an account travels")
    class InPersonOnly {
        private UUID child;
        private UUID other;

        @BeforeEach
        void family() {
            child = house.person("pupil", school);
            other = house.person("guardian", school);
        }

        private UUID guardianship(UUID of) {
            UUID[] id = new UUID[1];
            house.run(tx -> id[0] = families.propose(tx, of, child, GuardianshipKind.CARER, "office", act())
                    .orElseThrow());
            return id[0];
        }

        private UUID restrict(UUID whom) {
            UUID[] id = new UUID[1];
            Instant until = house.now().plus(Duration.ofDays(30));
            house.run(
                    tx -> id[0] = families.restrict(tx, whom, child, house.now(), Optional.of(until), "order", act()));
            return id[0];
        }

        @Test
        @DisplayName("neither to the guardian whom it names, nor to the other; to others it does")
        void whom() {
            guardianship(guardian);
            guardianship(other);
            restrict(other);
            assertEquals(Reason.INVITATION_IN_PERSON, refusal(letter(other)));
            assertEquals(Reason.INVITATION_IN_PERSON, refusal(letter(guardian)));
            house.invite(letter(house.person("guardian", school)));
        }

        @Test
        @DisplayName("in person they are invited as anybody is")
        void inPerson() {
            restrict(guardian);
            Invited invited = house.invite(InvitationOrder.inPerson(guardian));
            Browser browser = new Browser(house);
            var opened = TestKiosk.body(browser.openInvitation(invited));
            TestKey key = new TestKey();
            assertEquals(
                    200,
                    browser.session(browser.registration(
                                    key,
                                    opened.get("challenge").textValue(),
                                    opened.get("handle").textValue()))
                            .status());
        }

        @Test
        @DisplayName("no longer when it is lifted, or over, or the link to the child has ended")
        void over() {
            UUID link = guardianship(guardian);
            UUID restriction = restrict(other);
            assertEquals(Reason.INVITATION_IN_PERSON, refusal(letter(guardian)));
            house.run(tx -> families.end(tx, link, act()));
            house.invite(letter(guardian));
            house.clock.move(Duration.ofDays(1));
            house.run(tx -> families.lift(tx, restriction, act()));
            house.invite(letter(other));
            restrict(other);
            assertEquals(Reason.INVITATION_IN_PERSON, refusal(letter(other)));
            house.clock.move(Duration.ofDays(30));
            house.invite(letter(other));
        }
    }

    @Nested
    @DisplayName("A guess at the second code")
    class Tries {
        @Test
        @DisplayName("is right with one in ten million, whatever is tried")
        void bound() {
            assertEquals(1e-7, InvitationTries.BOUND, 1e-12);
            assertFalse(InvitationTries.spent(InvitationTries.MOST - 1));
            assertTrue(InvitationTries.spent(InvitationTries.MOST));
        }

        @Test
        @DisplayName("rests for longer each time from the third on, and never longer than a quarter of an hour")
        void pauses() {
            Instant now = house.now();
            long[] minutes = {0, 0, 1, 2, 4, 8, 15, 15, 15, 15};
            for (int wrong = 1; wrong <= minutes.length; wrong++) {
                assertEquals(now.plus(Duration.ofMinutes(minutes[wrong - 1])), InvitationTries.pausedUntil(wrong, now));
            }
        }

        @Test
        @DisplayName("a family that mistypes nine times gets in after a rest")
        void neverForGood() {
            Invited invited = house.invite(guardian);
            String right = invited.second().orElseThrow().reveal();
            String wrong = right.substring(0, 8) + (char) ('0' + (right.charAt(8) - '0' + 1) % 10);
            Browser browser = new Browser(house, null);
            for (int i = 0; i < 9; i++) {
                assertEquals(
                        400,
                        browser.openInvitation(invited.code().reveal(), wrong).status());
                house.clock.move(InvitationTries.LONGEST_PAUSE);
            }
            assertEquals(200, browser.openInvitation(invited).status());
        }

        @Test
        @DisplayName("a code with a digit too few is a slip, not a guess")
        void slips() {
            Invited invited = house.invite(guardian);
            Browser browser = new Browser(house, null);
            for (int i = 0; i < 20; i++) {
                browser.openInvitation(invited.code().reveal(), "123 4567");
            }
            assertEquals(200, browser.openInvitation(invited).status());
        }
    }
}
