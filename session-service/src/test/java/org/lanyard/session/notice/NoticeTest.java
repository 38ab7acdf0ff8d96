package org.lanyard.session.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.people.TestPeople;

@DisplayName("Notices: who is told what, and who never is")
class NoticeTest {
    private NoticeGround ground;

    /** Where it is tried. */
    TestStore store() {
        return TestStore.sqlite("pki", "session");
    }

    @BeforeEach
    void build() {
        ground = new NoticeGround(store());
    }

    @AfterEach
    void takeDown() {
        ground.close();
    }

    private Set<UUID> told(Audience audience) {
        Set<UUID> told = new HashSet<>();
        ground.rows().stream().filter(row -> row.audience() == audience).forEach(row -> told.add(row.recipient()));
        return told;
    }

    private void tell(NoticeKind kind, UUID about) {
        ground.run(tx -> ground.notices.tell(tx, kind, about, Map.of(Notices.KEY, "Megan's phone"), ground.now()));
    }

    private void permit() {
        ground.run(tx -> ground.family.permit(tx, ground.megan, ground.rhys, ground.gwaun, ground.act()));
    }

    @Nested
    @DisplayName("whom")
    class Whom {
        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SECOND_CODE")
        @DisplayName(
                "the person; a lead of a child's school where the kind says so; never the other guardian, nor another school")
        void audiences(NoticeKind kind) {
            tell(kind, ground.megan);
            assertEquals(Set.of(ground.megan), told(Audience.PERSON));
            assertEquals(kind.audiences().contains(Audience.LEAD) ? Set.of(ground.nia) : Set.of(), told(Audience.LEAD));
            assertEquals(Set.of(), told(Audience.FAMILY));
        }

        @Test
        @DisplayName("a restriction hides nothing from the lead of the child's school")
        void restricted() {
            ground.run(tx -> ground.office.restrict(
                    tx, ground.megan, ground.cadi, ground.now(), Optional.empty(), "order 12", ground.act()));
            tell(NoticeKind.RECOVERED, ground.megan);
            assertEquals(Set.of(ground.nia), told(Audience.LEAD));
        }

        @Test
        @DisplayName("a lead's own key is not told to them twice")
        void ownLead() {
            tell(NoticeKind.KEY_ADDED, ground.nia);
            assertEquals(Set.of(ground.nia), told(Audience.PERSON));
            assertEquals(Set.of(), told(Audience.LEAD));
        }

        @Test
        @DisplayName("the other guardian after a recovery where the school permitted it, hours later, and nothing else")
        void permitted() {
            permit();
            tell(NoticeKind.KEY_ADDED, ground.megan);
            assertEquals(Set.of(), told(Audience.FAMILY));
            tell(NoticeKind.RECOVERED, ground.megan);
            NoticeRow row = ground.rows().stream()
                    .filter(each -> each.audience() == Audience.FAMILY)
                    .findFirst()
                    .orElseThrow();
            assertEquals(ground.rhys, row.recipient());
            Duration later = Duration.between(row.happenedAt(), row.dueAt());
            assertTrue(later.compareTo(Duration.ofHours(6)) >= 0 && later.compareTo(Duration.ofHours(30)) <= 0);
        }

        @Test
        @DisplayName("one way alone: what Megan's permission lets Rhys hear, Megan does not hear of Rhys")
        void oneWay() {
            permit();
            tell(NoticeKind.RECOVERED, ground.rhys);
            assertEquals(Set.of(), told(Audience.FAMILY));
        }

        @Test
        @DisplayName("not once a restriction is on either, whatever was permitted before")
        void restrictedFamily() {
            permit();
            ground.run(tx -> ground.office.restrict(
                    tx, ground.rhys, ground.cadi, ground.now(), Optional.empty(), "order 12", ground.act()));
            tell(NoticeKind.RECOVERED, ground.megan);
            assertEquals(Set.of(), told(Audience.FAMILY));
        }

        @Test
        @DisplayName("not once they have no child in common, nor after the school took its word back")
        void noFamily() {
            permit();
            ground.run(tx ->
                    Sql.update(tx, "UPDATE guardianship SET status = 'ended' WHERE guardian_id = ?", ground.rhys));
            tell(NoticeKind.RECOVERED, ground.megan);
            assertEquals(Set.of(), told(Audience.FAMILY));
            ground.run(tx ->
                    Sql.update(tx, "UPDATE guardianship SET status = 'confirmed' WHERE guardian_id = ?", ground.rhys));
            ground.run(tx -> ground.family.withdraw(tx, ground.megan, ground.rhys, ground.act()));
            tell(NoticeKind.RECOVERED, ground.megan);
            assertEquals(Set.of(), told(Audience.FAMILY));
        }

        @Test
        @DisplayName("not by the word of a school that has nothing to do with them")
        void foreignSchool() {
            ground.run(tx -> ground.family.permit(tx, ground.megan, ground.rhys, ground.teifi, ground.act()));
            tell(NoticeKind.RECOVERED, ground.megan);
            assertEquals(Set.of(), told(Audience.FAMILY));
        }

        @Test
        @DisplayName("what is taken back is not told")
        void rolledBack() {
            assertThrows(
                    IllegalStateException.class,
                    () -> ground.run(tx -> {
                        ground.notices.tell(tx, NoticeKind.KEY_ADDED, ground.megan, Map.of(), ground.now());
                        throw new IllegalStateException("changed my mind");
                    }));
            assertEquals(List.of(), ground.rows());
        }
    }

    @Nested
    @DisplayName("addresses")
    class Addresses {
        private Optional<String> address() {
            return ground.store
                    .read(h -> ground.contacts.of(h, ground.megan))
                    .flatMap(Contact::address)
                    .map(MailAddress::text);
        }

        private boolean roster(String address) {
            boolean[] changed = new boolean[1];
            ground.run(tx -> changed[0] = ground.contacts.fromRoster(
                    tx, ground.megan, MailAddress.of(address).orElseThrow(), "sims", ground.now()));
            return changed[0];
        }

        @Test
        @DisplayName("a roster brings one, and another; the same again changes nothing")
        void fromRoster() {
            assertTrue(roster("megan@example.org"));
            assertFalse(roster("megan@example.org"));
            assertTrue(roster("megan@example.net"));
            assertEquals(Optional.of("megan@example.net"), address());
        }

        @Test
        @DisplayName("what the office says stands above every roster")
        void office() {
            ground.contact(ground.megan, "new@example.org");
            assertFalse(roster("old@example.org"));
            assertEquals(Optional.of("new@example.org"), address());
        }

        @Test
        @DisplayName("one that the office took out does not come back with the next roster")
        void removed() {
            roster("read-by-another@example.org");
            ground.run(tx -> ground.contacts.remove(tx, ground.megan, ground.act()));
            assertFalse(roster("read-by-another@example.org"));
            assertEquals(Optional.empty(), address());
        }

        @Test
        @DisplayName("they stand nowhere in the store to be read, and are gone when the person is erased")
        void sealed() {
            ground.contact(ground.megan, NoticeGround.OF_MEGAN);
            byte[] stored = ground.store
                    .read(h -> Sql.one(h, "SELECT mail FROM contact", row -> row.getBytes(1)))
                    .orElseThrow();
            assertFalse(new String(stored, StandardCharsets.ISO_8859_1).contains("megan"));
            ground.run(tx -> ground.audit.erase(tx, ground.megan.toString()));
            assertEquals(Optional.empty(), address());
            assertFalse(roster("megan@example.org"));
        }

        @Test
        @DisplayName("cannot be set without a reason, nor be anything but an address")
        void checked() {
            for (String bad : List.of(
                    "",
                    "megan",
                    "@example.org",
                    "megan@",
                    "megan@localhost",
                    "megan@example.org\r\nBcc: all@example.org",
                    "megan@example.org\n",
                    "megan@exa mple.org",
                    "me gan@example.org",
                    "\"megan\"@example.org",
                    "Megan <megan@example.org>",
                    "megan@example.org,rhys@example.org",
                    "megan@[127.0.0.1]",
                    "megan@example..org",
                    ".megan@example.org",
                    "megan@-example.org",
                    "megan@example.org\u0000",
                    "m\u0113gan@example.org",
                    "a".repeat(65) + "@example.org",
                    "megan@" + "a.".repeat(130) + "org")) {
                assertEquals(Optional.empty(), MailAddress.of(bad), bad);
            }
        }
    }

    @Nested
    @DisplayName("codes")
    class Codes {
        @Test
        @DisplayName("the second code is sealed, is in the letter alone, and is wiped when it was sent")
        void secondCode() {
            ground.contact(ground.megan, NoticeGround.OF_MEGAN);
            Instant until = ground.now().plus(Duration.ofDays(14));
            ground.run(
                    tx -> ground.notices.secondCode(tx, ground.megan, "1234 5678".toCharArray(), until, ground.now()));
            assertEquals(1, ground.rows().size(), "nobody else is told");
            byte[] stored = facts().orElseThrow();
            assertFalse(new String(stored, StandardCharsets.ISO_8859_1).contains("1234"));
            Outbox.Claimed claimed = claim("a").get(0);
            Letter letter = ground.store
                    .read(h -> ground.letters.of(h, claimed.row(), ground.now()))
                    .letter()
                    .orElseThrow();
            assertTrue(letter.text().contains("\n1234 5678\n"));
            assertFalse(letter.subject().contains("1234"));
            assertFalse(letter.toString().contains("1234"));
            ground.run(tx -> ground.outbox.sent(tx, claimed, ground.now()));
            assertEquals(Optional.empty(), facts());
        }

        @Test
        @DisplayName("one that nobody took is wiped when its invitation is over")
        void wipedWhenOver() {
            Instant until = ground.now().plus(Duration.ofHours(1));
            ground.run(
                    tx -> ground.notices.secondCode(tx, ground.megan, "1234 5678".toCharArray(), until, ground.now()));
            ground.clock.move(Duration.ofHours(1));
            assertEquals(List.of(), claim("a"));
            ground.run(tx -> ground.outbox.tidy(tx, ground.now()));
            assertEquals(Optional.empty(), facts());
            assertEquals(NoticeStatus.GIVEN_UP, ground.rows().get(0).status());
        }

        @Test
        @DisplayName("none goes among the facts of another kind")
        void notAmongFacts() {
            assertThrows(IllegalArgumentException.class, () -> tell(NoticeKind.SECOND_CODE, ground.megan));
        }

        private Optional<byte[]> facts() {
            return ground.store.read(
                    h -> Sql.one(h, "SELECT facts FROM notice WHERE facts IS NOT NULL", row -> row.getBytes(1)));
        }
    }

    private List<Outbox.Claimed> claim(String round) {
        return ground.store.transact(tx -> ground.outbox.claim(tx, round, 10, ground.now()));
    }

    @Nested
    @DisplayName("claims")
    class Claims {
        @BeforeEach
        void one() {
            tell(NoticeKind.KEY_RENAMED, ground.megan);
        }

        @Test
        @DisplayName("what one node claimed, no other gets, until the claim is old")
        void once() {
            assertEquals(1, claim("a").size());
            assertEquals(List.of(), claim("b"));
            ground.clock.move(Outbox.CLAIM);
            assertEquals(1, claim("b").size());
        }

        @Test
        @DisplayName("who comes back late to a claim that another has now changes nothing")
        void late() {
            Outbox.Claimed first = claim("a").get(0);
            ground.clock.move(Outbox.CLAIM);
            claim("b");
            boolean ours = ground.store.transact(tx -> ground.outbox.sent(tx, first, ground.now()));
            assertFalse(ours);
            assertEquals(NoticeStatus.WAITING, ground.rows().get(0).status());
        }

        @Test
        @DisplayName("one that failed waits, each time longer, four hours at most, and is given up after days")
        void backoff() {
            int tries = 0;
            while (ground.rows().get(0).status() == NoticeStatus.WAITING) {
                Instant before = ground.now();
                List<Outbox.Claimed> claimed = claim("a" + tries);
                if (!claimed.isEmpty()) {
                    ground.run(tx -> ground.outbox.failed(tx, claimed.get(0), Trouble.PUT_OFF, before));
                    tries++;
                    Duration wait =
                            Duration.between(before, ground.rows().get(0).dueAt());
                    assertTrue(wait.compareTo(Duration.ofSeconds(30)) >= 0, wait::toString);
                    assertTrue(wait.compareTo(Duration.ofHours(4)) <= 0, wait::toString);
                }
                ground.clock.move(Duration.ofMinutes(10));
                ground.run(tx -> ground.outbox.tidy(tx, ground.now()));
            }
            assertTrue(tries > 20 && tries < 80, "tries: " + tries);
            assertEquals(Optional.of("put-off"), ground.rows().get(0).trouble());
        }

        @Test
        @DisplayName("a refused address is given up at once, is visible, and goes out when the office tries again")
        void refused() {
            Outbox.Claimed claimed = claim("a").get(0);
            ground.run(tx -> ground.outbox.failed(tx, claimed, Trouble.ADDRESS_REFUSED, ground.now()));
            NoticeRow row = ground.rows().get(0);
            assertEquals(NoticeStatus.GIVEN_UP, row.status());
            assertEquals(Optional.of("address-refused"), row.trouble());
            assertEquals(List.of(), claim("b"));
            ground.run(tx -> new NoticeBook(ground.audit).retry(tx, row.id(), ground.now(), "cli:office"));
            assertEquals(1, claim("c").size());
        }

        @Test
        @DisplayName("what waits for an address goes out as soon as there is one")
        void contactComes() {
            Outbox.Claimed claimed = claim("a").get(0);
            assertEquals(
                    Optional.of(Trouble.NO_CONTACT),
                    ground.store
                            .read(h -> ground.letters.of(h, claimed.row(), ground.now()))
                            .trouble());
            ground.run(tx -> ground.outbox.failed(tx, claimed, Trouble.NO_CONTACT, ground.now()));
            assertEquals(List.of(), claim("b"));
            ground.contact(ground.megan, NoticeGround.OF_MEGAN);
            assertEquals(1, claim("c").size());
        }

        @Test
        @DisplayName("somebody who left or was erased is told nothing more")
        void gone() {
            ground.contact(ground.megan, NoticeGround.OF_MEGAN);
            Outbox.Claimed claimed = claim("a").get(0);
            ground.run(tx -> TestPeople.leave(tx, ground.megan));
            assertEquals(
                    Optional.of(Trouble.NOTHING_TO_TELL),
                    ground.store
                            .read(h -> ground.letters.of(h, claimed.row(), ground.now()))
                            .trouble());
        }
    }
}
