package org.lanyard.session.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.guardianship.Act;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.invitation.InvitationOrder;
import org.lanyard.session.invitation.Invited;
import org.lanyard.session.invitation.SecondCodeChannel;
import org.lanyard.session.notice.Letters;
import org.lanyard.session.notice.MailAddress;
import org.lanyard.session.notice.NoticeKind;
import org.lanyard.session.notice.Outbox;

/** Somebody reads everything that was ever mailed to a family, and has nothing else. */
@DisplayName("Issue: no e-mail link alone opens an account")
class MailAloneTest {
    private static final Pattern WORD = Pattern.compile("[0-9A-Za-z][0-9A-Za-z -]{2,40}[0-9A-Za-z]");

    private TestStore data;
    private House house;
    private RecoveryGround ground;

    @BeforeEach
    void build() {
        data = TestStore.sqlite("pki", "session");
        house = new House(data.store());
        ground = new RecoveryGround(house);
    }

    @AfterEach
    void takeDown() {
        house.close();
        data.close();
    }

    private void reachable(UUID person, String mail) {
        house.run(tx -> house.desk
                .contacts()
                .set(
                        tx,
                        person,
                        MailAddress.of(mail).orElseThrow(),
                        Optional.empty(),
                        new Act("office", house.now(), "given at the counter")));
    }

    /** All that was mailed, as it arrives. */
    private List<String> mailed() {
        Outbox outbox = new Outbox(house.audit, new SecureRandom());
        Letters letters = new Letters(house.audit, house.desk.contacts(), ZoneId.of("Europe/London"));
        List<String> texts = new ArrayList<>();
        house.run(tx -> outbox.claim(tx, "test", 200, house.now().plus(Duration.ofDays(2)))
                .forEach(claimed -> letters.of(tx, claimed.row(), house.now())
                        .letter()
                        .map(letter -> letter.subject() + "\n" + letter.text())
                        .ifPresent(texts::add)));
        return texts;
    }

    @Test
    @DisplayName("with all mails of all kinds, and nothing else, no door opens: no code, no link, no address of a page")
    void mailAlone() {
        UUID invited = house.person("guardian", ground.school);
        reachable(invited, "cadi@example.org");
        reachable(ground.parent.id(), "parent@example.org");
        reachable(ground.lead.id(), "lead@example.org");
        Invited letter = house.invite(InvitationOrder.letter(invited, SecondCodeChannel.MAIL));
        List<String> printed = ground.codes(ground.parent.cookie());
        Browser browser = new Browser(house);
        ground.register(browser, new TestKey(), ground.openCode(browser, printed.get(0)));
        String atOffice = ground.officeCode(ground.clerk.cookie(), ground.parent.id());
        for (NoticeKind kind : NoticeKind.values()) {
            if (kind != NoticeKind.SECOND_CODE) {
                house.run(tx -> house.desk.notices().tell(tx, kind, ground.parent.id(), Map.of(), house.now()));
            }
        }
        List<String> mails = mailed();
        assertTrue(mails.size() >= NoticeKind.values().length, () -> mails.size() + " mails");
        String all = String.join("\n\n", mails);
        assertFalse(all.contains("://"), "no link");
        assertFalse(all.toLowerCase(Locale.ROOT).contains("localhost"), "nor an address");
        Set<String> words = words(all);
        assertTrue(
                words.stream().anyMatch(word -> word.replaceAll("[^0-9]", "").length() == 8),
                "the second code is there");
        for (String secret : List.of(letter.code().reveal(), atOffice, printed.get(0), printed.get(1))) {
            assertFalse(all.contains(secret) || all.contains(secret.replace("-", "")));
        }
        long keys = house.count("credential");
        for (String word : words) {
            Browser thief = new Browser(house, browser.service);
            assertNotEquals(200, ground.openCode(thief, word).status());
            assertNotEquals(200, thief.openInvitation(word, "").status());
            for (String second : words) {
                if (second.replaceAll("[^0-9]", "").length() == 8) {
                    assertNotEquals(200, thief.openInvitation(word, second).status());
                }
            }
        }
        assertEquals(keys, house.count("credential"));
        assertEquals(
                200,
                RecoveryGround.openInvitation(new Browser(house), atOffice).status(),
                "what was shown at the counter does");
    }

    /** Whatever in a text could be meant as a code. */
    private static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        for (String line : text.split("[\n.,;:()]")) {
            for (Matcher found = WORD.matcher(line); found.find(); ) {
                if (found.group().matches(".*[0-9].*")) {
                    words.add(found.group());
                }
            }
        }
        return words;
    }
}
