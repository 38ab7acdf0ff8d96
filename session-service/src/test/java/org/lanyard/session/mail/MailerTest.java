package org.lanyard.session.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanyard.pki.store.TestStore;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.session.house.LogCapture;
import org.lanyard.session.notice.NoticeBook;
import org.lanyard.session.notice.NoticeKind;
import org.lanyard.session.notice.NoticeStatus;
import org.lanyard.session.notice.Outbox;
import org.lanyard.session.notice.Trouble;

@DisplayName("Mail to a real SMTP server")
class MailerTest {
    private MailGround mail;

    @BeforeEach
    void build() {
        mail = new MailGround();
    }

    @AfterEach
    void takeDown() {
        mail.close();
    }

    private void later(Duration by) {
        mail.ground.clock.move(by);
    }

    @Nested
    @DisplayName("a letter")
    class ALetter {
        @ParameterizedTest
        @EnumSource(MailTls.class)
        @DisplayName("arrives as it should, by STARTTLS, by TLS, and on this machine without")
        void arrives(MailTls tls) throws Exception {
            mail.tell(NoticeKind.KEY_RENAMED);
            try (SmtpFront front = mail.front(tls);
                    Mailer mailer = mail.mailer(mail.settings(tls, front.port()))) {
                assertEquals(1, mailer.round());
                assertEquals(0, mailer.round(), "and once");
            }
            MimeMessage message = mail.received().get(0);
            assertEquals(1, mail.received().size());
            assertEquals("megan@example.org", message.getAllRecipients()[0].toString());
            assertEquals("school@example.org", message.getFrom()[0].toString());
            assertEquals("office@example.org", message.getReplyTo()[0].toString());
            assertEquals("A change to how you sign in", message.getSubject());
            assertEquals("auto-generated", message.getHeader("Auto-Submitted", null));
            assertEquals("en", message.getHeader("Content-Language", null));
            assertEquals("<" + mail.row().id() + "@example.org>", message.getMessageID());
            assertEquals("text/plain; charset=UTF-8", message.getContentType());
            assertEquals(mail.ground.now(), message.getSentDate().toInstant());
            assertTrue(message.getContent().toString().contains("Its name: Ffôn Megan"));
            assertEquals(NoticeStatus.SENT, mail.row().status());
            assertEquals(1, mail.counted(NoticeKind.KEY_RENAMED, "sent"));
        }

        @Test
        @DisplayName("to somebody without an address waits, and goes out when there is one")
        void noAddress() throws Exception {
            mail.tell(NoticeKind.KEY_ADDED);
            try (Mailer mailer = mail.mailer(mail.settings())) {
                assertEquals(1, mailer.round(), "Megan's; the lead has no address");
                mail.ground.contact(mail.ground.nia, "nia@example.org");
                assertEquals(1, mailer.round());
            }
            assertEquals(2, mail.received().size());
            assertTrue(mail.received().get(1).getContent().toString().contains("Megan Prydderch"));
        }
    }

    @Nested
    @DisplayName("a way that is not secure gets nothing")
    class NotSecure {
        private void refused(MailSettings settings) throws Exception {
            mail.tell(NoticeKind.KEY_RENAMED);
            try (Mailer mailer = mail.mailer(settings)) {
                assertEquals(0, mailer.round());
            }
            assertEquals(Optional.of("not-secure"), mail.row().trouble());
            assertEquals(0, mail.row().attempts(), "not the notice's fault");
            assertEquals(List.of(), mail.received());
        }

        @Test
        @DisplayName("a server that offers no STARTTLS (RFC 3207 §6: stripped by somebody between)")
        void stripped() throws Exception {
            refused(mail.settings(MailTls.STARTTLS, mail.server.getSmtp().getPort()));
        }

        @ParameterizedTest
        @EnumSource(names = {"STARTTLS", "TLS"})
        @DisplayName("a certificate for another host")
        void otherHost(MailTls tls) throws Exception {
            try (SmtpFront front = new SmtpFront(
                    tls,
                    MailGround.context(mail.authority, "mail.example.net"),
                    0,
                    mail.server.getSmtp().getPort())) {
                refused(mail.settings(tls, front.port()));
                assertFalse(front.commands().stream().anyMatch(line -> line.startsWith("AUTH")));
            }
        }

        @Test
        @DisplayName("a certificate of nobody we trust")
        void stranger() throws Exception {
            try (SmtpFront front = new SmtpFront(
                    MailTls.TLS,
                    MailGround.context(TestAuthority.create(), "localhost"),
                    0,
                    mail.server.getSmtp().getPort())) {
                refused(mail.settings(MailTls.TLS, front.port()));
            }
        }

        @Test
        @DisplayName("no TLS at all to another machine is no configuration")
        void elsewhere() {
            MailSettings good = mail.settings();
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new MailSettings(
                            Optional.of("smtp.example.org"),
                            25,
                            MailTls.NONE,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            good.from(),
                            Optional.empty(),
                            60));
        }
    }

    @Nested
    @DisplayName("a server in trouble costs no letter")
    class InTrouble {
        @Test
        @DisplayName("down, then up again: asked less and less often, and then all goes out")
        void down() throws Exception {
            mail.tell(NoticeKind.KEY_RENAMED);
            int port;
            try (SmtpFront gone = mail.front(MailTls.NONE)) {
                port = gone.port();
            }
            Mailer mailer = mail.mailer(mail.settings(MailTls.NONE, port));
            assertEquals(0, mailer.round());
            assertEquals(Optional.of("unreachable"), mail.row().trouble());
            assertEquals(1, mail.counted(NoticeKind.KEY_RENAMED, "unreachable"));
            assertEquals(0, mailer.round(), "left alone for a while");
            assertEquals(1, mail.counted(NoticeKind.KEY_RENAMED, "unreachable"));
            later(Duration.ofMinutes(6));
            try (SmtpFront up = mail.front(MailTls.NONE, port)) {
                assertEquals(port, up.port());
                assertEquals(1, mailer.round());
            }
            mailer.close();
            assertEquals(NoticeStatus.SENT, mail.row().status());
        }

        @Test
        @DisplayName("a wrong password: nothing is sent, nothing is given up, and the password is in no log")
        void wrongPassword() throws Exception {
            mail.tell(NoticeKind.KEY_RENAMED);
            MailSettings wrong = mail.settings(
                    MailTls.NONE, mail.server.getSmtp().getPort(), mail.secret("wrong", "not-the-pass-word"));
            try (LogCapture log = new LogCapture();
                    Mailer mailer = mail.mailer(wrong)) {
                for (int i = 0; i < 10; i++) {
                    assertEquals(0, mailer.round());
                    later(Duration.ofMinutes(6));
                }
                assertEquals(Optional.of("login-refused"), mail.row().trouble());
                assertEquals(NoticeStatus.WAITING, mail.row().status());
                assertFalse(String.join("\n", log.lines()).contains("not-the-pass-word"));
                assertFalse(String.join("\n", log.lines()).contains("megan"));
                assertEquals(
                        1, String.join("\n", log.lines()).split("no mail can be sent", -1).length - 1, "told once");
            }
        }

        @ParameterizedTest
        @CsvSource({
            "MAIL, 451 4.7.1 later, PUT_OFF",
            "RCPT, 450 4.2.1 greylisted, PUT_OFF",
            "RCPT, 421 4.3.2 closing, UNREACHABLE",
            "MAIL, 550 5.7.1 not you, SENDER_REFUSED",
            "MAIL, 530 5.7.0 log in first, LOGIN_REFUSED",
            "RCPT, 550 5.1.1 no such mailbox, ADDRESS_REFUSED",
            "RCPT, 553 5.1.3 not an address, ADDRESS_REFUSED",
            "DATA, 554 5.7.1 looks like spam, LETTER_REFUSED",
            "DATA, 452 4.3.1 disk full, PUT_OFF",
            "EHLO, cut, UNREACHABLE",
            "MAIL, cut, UNREACHABLE",
            "RCPT, cut, UNREACHABLE",
            "DATA, cut, UNREACHABLE",
        })
        @DisplayName("each answer has its own consequence")
        void answers(String command, String answer, Trouble trouble) throws Exception {
            mail.tell(NoticeKind.KEY_RENAMED);
            try (SmtpFront front = mail.front(MailTls.STARTTLS).answering(command, answer);
                    Mailer mailer = mail.mailer(mail.settings(MailTls.STARTTLS, front.port()))) {
                if (command.equals("EHLO")) {
                    front.answering("HELO", answer);
                }
                assertEquals(0, mailer.round());
                assertEquals(Optional.of(trouble.code()), mail.row().trouble());
                assertEquals(
                        trouble.lasting() ? NoticeStatus.GIVEN_UP : NoticeStatus.WAITING,
                        mail.row().status());
                assertEquals(trouble.ofServer() ? 0 : 1, mail.row().attempts());
                assertEquals(List.of(), mail.received());
                // What is set right goes out; what was given up once the office says so.
                front.obliging();
                later(Duration.ofMinutes(6));
                mail.ground.run(tx ->
                        new NoticeBook(mail.ground.audit).retry(tx, mail.row().id(), mail.ground.now(), "cli:office"));
                assertEquals(1, mailer.round());
                assertEquals(1, mail.received().size());
                assertEquals(NoticeStatus.SENT, mail.row().status());
            }
        }

        @Test
        @DisplayName("one refused address keeps none of the others from going out")
        void others() throws Exception {
            mail.ground.contact(mail.ground.nia, "nia@example.org");
            mail.tell(NoticeKind.KEY_ADDED);
            try (SmtpFront front = mail.front(MailTls.TLS).answering("RCPT TO:<megan", "550 5.1.1 unknown");
                    Mailer mailer = mail.mailer(mail.settings(MailTls.TLS, front.port()))) {
                assertEquals(1, mailer.round());
            }
            assertEquals(
                    "nia@example.org",
                    mail.received().get(0).getAllRecipients()[0].toString());
            assertEquals(NoticeStatus.GIVEN_UP, mail.row().status());
        }
    }

    @Nested
    @DisplayName("once, for all that anybody can do")
    class Once {
        @Test
        @DisplayName("two nodes at once on one store: each letter once")
        void twoNodes() throws Exception {
            try (MailGround shared = new MailGround(TestStore.postgresql("pki", "session"))) {
                for (int i = 0; i < 24; i++) {
                    shared.tell(NoticeKind.KEY_RENAMED);
                }
                List<CompletableFuture<Integer>> nodes = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    Mailer node = shared.mailer(shared.ground.data.another(), new SmtpPost(shared.settings()));
                    nodes.add(CompletableFuture.supplyAsync(() -> untilDone(node)));
                }
                assertEquals(24, nodes.get(0).join() + nodes.get(1).join());
                assertEquals(24, shared.received().size());
                assertEquals(24, MailGround.ids(shared.received()).size());
            }
        }

        private static int untilDone(Mailer node) {
            int sent = 0;
            int some;
            do {
                some = node.round();
                sent += some;
            } while (some > 0);
            node.close();
            return sent;
        }

        @Test
        @DisplayName(
                "killed between the server's yes and its own note: once more by another, under the same Message-ID")
        void killed() throws Exception {
            mail.tell(NoticeKind.KEY_RENAMED);
            try (Mailer dead = mail.mailer(mail.ground.store, new Dying(new SmtpPost(mail.settings())));
                    Mailer other = mail.mailer(mail.settings())) {
                assertThrows(Dying.Died.class, dead::round);
                assertEquals(0, other.round(), "the dead node's claim stands");
                later(Outbox.CLAIM);
                assertEquals(1, other.round());
            }
            assertEquals(2, mail.received().size());
            assertEquals(1, MailGround.ids(mail.received()).size());
        }

        @Test
        @DisplayName("cut after the letter and before the answer: sent again under the same Message-ID")
        void cut() throws Exception {
            mail.tell(NoticeKind.KEY_RENAMED);
            try (SmtpFront front = mail.front(MailTls.TLS).cuttingAt(".");
                    Mailer mailer = mail.mailer(mail.settings(MailTls.TLS, front.port()))) {
                assertEquals(0, mailer.round());
                assertEquals(Optional.of("unreachable"), mail.row().trouble());
                front.obliging();
                later(Duration.ofMinutes(6));
                assertEquals(1, mailer.round());
            }
            assertEquals(2, mail.received().size());
            assertEquals(1, MailGround.ids(mail.received()).size());
        }
    }

    @Test
    @DisplayName("not more a minute than configured, and never a burst after a rest")
    void pace() {
        Pace pace = new Pace(60);
        Instant now = mail.ground.now();
        assertEquals(10, pace.may(now));
        for (int i = 0; i < 10; i++) {
            pace.sent();
        }
        assertEquals(0, pace.may(now));
        assertEquals(1, pace.may(now.plusSeconds(1)));
        assertEquals(10, pace.may(now.plusSeconds(3600)));
        assertEquals(10, pace.may(now), "a clock that was set back gives nothing");
    }
}
