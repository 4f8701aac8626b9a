package io.latchkey.adapters.sms.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.latchkey.adapters.sms.TestCertificate;
import io.latchkey.adapters.sms.provider.Messages;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.SuppressionCause;
import io.latchkey.domain.shared.EmailAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SmtpProviderTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final DeliveryOutcome ACCEPTED = new DeliveryOutcome.Accepted("smtp", Optional.empty());
    private static final String ID = "00000000-0000-4000-8000-000000000001";
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    static Path folder;

    private static TestCertificate certificate;
    /** Certificate for the name that a reverse look-up of the server's address would find. */
    private static TestCertificate strangersCertificate;

    @BeforeAll
    static void make_certificates() throws IOException, InterruptedException {
        certificate = TestCertificate.create(folder, "ip:127.0.0.1");
        strangersCertificate = TestCertificate.create(folder, "dns:localhost");
    }

    @Test
    void hands_a_mail_with_both_alternatives_to_a_server() throws Exception {
        GreenMail server = started(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), null);
        try (SmtpProvider sender = sender(settings(server.getSmtp().getPort(), SmtpSecurity.NONE))) {
            assertThat(sender.send(mail("ada@example.org"))).isEqualTo(ACCEPTED);
            assertCarriesBothAlternatives(server.getReceivedMessages()[0]);
        } finally {
            server.stop();
        }
    }

    private static void assertCarriesBothAlternatives(MimeMessage received) throws Exception {
        assertThat(received.getSubject()).isEqualTo("Bestätige deine Adresse");
        assertThat(received.getFrom()[0]).hasToString("=?UTF-8?Q?Schl=C3=BCssel?= <no-reply@example.org>");
        assertThat(received.getReplyTo()).singleElement().hasToString("hilfe@xn--bcher-kva.example");
        assertThat(received.getAllRecipients()).singleElement().hasToString("ada@example.org");
        assertThat(received.getMessageID()).isEqualTo("<" + ID + "@example.org>");
        assertThat(received.getSentDate()).isEqualTo(Date.from(NOW));
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(received.getHeader("Content-Language")).containsExactly("de");
        assertThat(received.getContentType()).startsWith("multipart/alternative");
        MimeMultipart parts = (MimeMultipart) received.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).startsWithIgnoringCase("text/plain; charset=utf-8");
        assertThat(parts.getBodyPart(0).getContent()).asString().contains("Gültig: 483920");
        assertThat(parts.getBodyPart(1).getContentType()).startsWithIgnoringCase("text/html; charset=utf-8");
        assertThat(parts.getBodyPart(1).getContent()).asString().contains("<p>Gültig: 483920</p>");
    }

    @Test
    void works_for_a_thread_without_a_context_class_loader() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer(null);
                SmtpProvider sender = sender(settings(server.port(), SmtpSecurity.NONE))) {
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
            try {
                assertThat(sender.send(mail("ada@example.org"))).isEqualTo(ACCEPTED);
                assertThat(Thread.currentThread().getContextClassLoader())
                        .isSameAs(ClassLoader.getPlatformClassLoader());
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
            assertThat(server.mails()).singleElement().asString().contains("multipart/alternative");
        }
    }

    @Test
    void signs_in_with_the_right_password() {
        GreenMail server = started(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), "right");
        try (SmtpProvider sender =
                sender(settings(server.getSmtp().getPort(), SmtpSecurity.NONE, credentials("right")))) {
            assertThat(sender.send(mail("ada@example.org"))).isEqualTo(ACCEPTED);
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void defers_a_mail_when_the_password_is_wrong() {
        GreenMail server = started(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), "right");
        try (SmtpProvider sender =
                sender(settings(server.getSmtp().getPort(), SmtpSecurity.NONE, credentials("wrong")))) {
            assertThat(sender.send(mail("ada@example.org"))).isEqualTo(deferred("sign-in refused by the mail server"));
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void defers_a_mail_when_the_password_cannot_be_read() throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer(null);
                SmtpProvider sender = sender(settings(
                        server.port(), SmtpSecurity.NONE, Optional.of(new SmtpCredentials.Login("latchkey", () -> {
                            throw new IllegalStateException("no such file");
                        }))))) {
            assertThat(sender.send(mail("ada@example.org"))).isEqualTo(deferred("password cannot be read"));
        }
    }

    @Test
    void talks_tls_from_the_first_byte_to_a_server_it_trusts() throws Exception {
        // GreenMail reads its key store once in a virtual machine. Only this test needs it.
        System.setProperty("greenmail.tls.keystore.file", certificate.file().toString());
        System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
        GreenMail server = started(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS), null);
        SmtpSettings settings = settings(server.getSmtps().getPort(), SmtpSecurity.TLS);
        try (SmtpProvider trusting = new SmtpProvider(settings, certificate.context(), CLOCK);
                SmtpProvider doubting = new SmtpProvider(settings, SSLContext.getDefault(), CLOCK)) {
            assertThat(trusting.send(mail("ada@example.org"))).isEqualTo(ACCEPTED);
            assertThat(doubting.send(mail("ada@example.org"))).isEqualTo(deferred("no connection to the mail server"));
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
            System.clearProperty("greenmail.tls.keystore.file");
            System.clearProperty("greenmail.tls.keystore.password");
        }
    }

    @Test
    void upgrades_to_tls_before_anything_is_said_about_the_mail() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer(certificate.context());
                SmtpProvider sender = new SmtpProvider(
                        settings(server.port(), SmtpSecurity.STARTTLS), certificate.context(), CLOCK)) {
            assertThat(sender.send(mail("ada@example.org"))).isEqualTo(ACCEPTED);
            assertThat(server.commands().subList(0, 4))
                    .containsExactly(
                            "EHLO example.org", "STARTTLS", "EHLO example.org", "MAIL FROM:<no-reply@example.org>");
        }
    }

    @Test
    void sends_nothing_to_a_server_that_shows_another_ones_certificate() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer(strangersCertificate.context());
                SmtpProvider sender = new SmtpProvider(
                        settings(server.port(), SmtpSecurity.STARTTLS), strangersCertificate.context(), CLOCK)) {
            assertThat(sender.send(mail("ada@example.org"))).isEqualTo(deferred("no connection to the mail server"));
            assertThat(server.commands()).containsExactly("EHLO example.org", "STARTTLS");
        }
    }

    @Test
    void sends_nothing_over_tls_under_another_ones_certificate() throws Exception {
        SSLContext strangers = strangersCertificate.context();
        try (ScriptedMailServer server = new ScriptedMailServer(null, strangers.getServerSocketFactory());
                SmtpProvider sender = new SmtpProvider(settings(server.port(), SmtpSecurity.TLS), strangers, CLOCK)) {
            assertThat(sender.send(mail("ada@example.org"))).isEqualTo(deferred("no connection to the mail server"));
            assertThat(server.commands()).isEmpty();
        }
    }

    @Test
    void sends_nothing_when_the_server_lacks_starttls() throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer(null);
                SmtpProvider sender = sender(settings(server.port(), SmtpSecurity.STARTTLS))) {
            assertThat(sender.send(mail("ada@example.org"))).isEqualTo(deferred("no connection to the mail server"));
            assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 no such user, recipient refused (550)",
        "RCPT, 550 5.4.1 recipient address rejected, recipient refused (550)",
        "RCPT, 552 5.2.2 mailbox full, recipient refused (552)",
        "RCPT, 553 no such name, recipient refused (553)",
    })
    void gives_up_a_mail_the_server_refuses_for_good(String stage, String reply, String reason) throws IOException {
        assertThat(sendTo(stage, reply)).isEqualTo(new DeliveryOutcome.Rejected(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 5.1.1 no such user, recipient refused (550)",
        "RCPT, 550 5.2.1 mailbox disabled, recipient refused (550)",
        "RCPT, 556 5.1.10 takes no mail, recipient refused (556)",
        "END, 550 5.1.1 no such user, mail refused (550)"
    })
    void tells_an_address_that_takes_no_mail_for_good(String stage, String reply, String reason) throws IOException {
        assertThat(sendTo(stage, reply)).isEqualTo(new DeliveryOutcome.Rejected(reason, SuppressionCause.BOUNCED));
    }

    @ParameterizedTest
    @CsvSource({
        "DATA, 554 no, mail refused (554)",
        "END, 554 5.6.0 unreadable, mail refused (554)",
        "END, 554 looks like spam, mail refused (554)",
        "MAIL, 550 not you, sender refused (550)",
        "MAIL, 553 5.1.8 no such sender, sender refused (553)",
        "RCPT, 554 5.7.1 relay access denied, recipient refused by policy (554)",
        "END, 550 5.7.1 looks like spam, mail refused by policy (550)",
        "END, 554 5.2.252 SendAsDenied, sender refused (554)"
    })
    void leaves_a_mail_this_server_refuses_to_another(String stage, String reply, String reason) throws IOException {
        assertThat(sendTo(stage, reply)).isEqualTo(new DeliveryOutcome.Declined(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 421 busy, no connection to the mail server",
        "GREETING, hang up, no connection to the mail server",
        "GREETING, silence, no connection to the mail server",
        "EHLO, silence, no connection to the mail server",
        "EHLO, trickle, no connection in time",
        "MAIL, 451 later, mail not taken now (451)",
        "MAIL, 421 closing, mail not taken now (421)",
        "RCPT, 450 mailbox busy, recipient not taken now (450)",
        "RCPT, 451 grey-listed, recipient not taken now (451)",
        "RCPT, silence, connection lost",
        "RCPT, hang up, connection lost",
        "RCPT, trickle, no answer in time",
        "DATA, hang up, connection lost",
        "DATA, silence, connection lost",
        "END, 452 full, mail not taken now (452)",
        "END, 421 4.3.2 closing, mail not taken now (421)",
        "MAIL, 530 5.7.57 client not authenticated, sign-in refused by the mail server (530)",
        "MAIL, 535 5.7.8 who are you, sign-in refused by the mail server (535)",
        "RCPT, 530 5.7.0 sign in first, sign-in refused by the mail server (530)",
        "RCPT, 503 nested MAIL, mail server failed (503)",
        "RCPT, 550 5.3.0 own trouble, mail server failed (550)",
        "DATA, 554 5.5.1 no, mail server failed (554)"
    })
    void defers_a_mail_the_server_has_not_taken(String stage, String reply, String reason) throws IOException {
        assertThat(sendTo(stage, reply)).isEqualTo(deferred(reason));
    }

    @ParameterizedTest
    @CsvSource({"END, hang up, lost answer", "END, silence, lost answer", "END, trickle, no answer in time"})
    void knows_nothing_of_a_mail_whose_last_answer_is_lost(String stage, String reply, String reason)
            throws IOException {
        assertThat(sendTo(stage, reply)).isEqualTo(new DeliveryOutcome.Unknown(reason));
    }

    private static DeliveryOutcome sendTo(String stage, String reply) throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer(null).reply(stage, reply);
                SmtpProvider sender = sender(new SmtpSettings(
                        "smtp",
                        "127.0.0.1",
                        server.port(),
                        SmtpSecurity.NONE,
                        Optional.empty(),
                        new EmailAddress("no-reply@example.org"),
                        "",
                        Optional.empty(),
                        "example.org",
                        SHORT,
                        SHORT,
                        SHORT.multipliedBy(3)))) {
            long begin = System.nanoTime();
            DeliveryOutcome outcome = sender.send(mail("ada@example.org"));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            return outcome;
        }
    }

    @Test
    void stops_handing_a_mail_over_when_it_is_of_no_use_any_more() throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer(null).reply("RCPT", ScriptedMailServer.TRICKLE);
                SmtpProvider sender = sender(settings(server.port(), SmtpSecurity.NONE))) {
            long begin = System.nanoTime();
            assertThat(sender.send(mail("ada@example.org", SHORT))).isEqualTo(deferred("no answer in time"));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void defers_a_mail_when_nobody_listens() throws IOException {
        int port;
        try (ServerSocket briefly = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = briefly.getLocalPort();
        }
        try (SmtpProvider sender = sender(settings(port, SmtpSecurity.NONE))) {
            assertThat(sender.send(mail("ada@example.org"))).isEqualTo(deferred("no connection to the mail server"));
        }
    }

    @Test
    void sends_the_next_mail_over_the_same_connection() throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer(null);
                SmtpProvider sender = sender(settings(server.port(), SmtpSecurity.NONE))) {
            assertThat(sender.send(mail("ada@example.org"))).isEqualTo(ACCEPTED);
            assertThat(sender.send(mail("bob@example.org"))).isEqualTo(ACCEPTED);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.mails()).hasSize(2);
        }
    }

    @Test
    void connects_anew_when_the_server_closed_the_kept_connection() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer(null);
                SmtpProvider sender = sender(settings(server.port(), SmtpSecurity.NONE))) {
            CountDownLatch hungUp = server.hangUpAfterNextMail();
            assertThat(sender.send(mail("ada@example.org"))).isEqualTo(ACCEPTED);
            assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(sender.send(mail("bob@example.org"))).isEqualTo(ACCEPTED);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.mails()).hasSize(2);
        }
    }

    @Test
    void connects_anew_when_the_server_says_good_bye_on_the_kept_connection() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer(null);
                SmtpProvider sender = sender(settings(server.port(), SmtpSecurity.NONE))) {
            assertThat(sender.send(mail("ada@example.org"))).isEqualTo(ACCEPTED);
            server.replyOnce("MAIL", "421 4.4.2 idle for too long");
            assertThat(sender.send(mail("bob@example.org"))).isEqualTo(ACCEPTED);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.mails()).hasSize(2);
        }
    }

    @Test
    void carries_the_same_message_id_at_every_try_and_at_every_server() throws Exception {
        try (ScriptedMailServer first = new ScriptedMailServer(null).replyOnce("END", ScriptedMailServer.HANG_UP);
                ScriptedMailServer second = new ScriptedMailServer(null);
                SmtpProvider sender = sender(settings(first.port(), SmtpSecurity.NONE));
                SmtpProvider other = sender(new SmtpSettings(
                        "smtp-2",
                        "127.0.0.1",
                        second.port(),
                        SmtpSecurity.NONE,
                        Optional.empty(),
                        new EmailAddress("codes@example.net"),
                        "",
                        Optional.empty(),
                        "example.org",
                        SHORT,
                        SHORT,
                        SHORT))) {
            assertThat(sender.send(mail("ada@example.org"))).isEqualTo(new DeliveryOutcome.Unknown("lost answer"));
            assertThat(sender.send(mail("ada@example.org"))).isEqualTo(ACCEPTED);
            assertThat(other.send(mail("ada@example.org")))
                    .isEqualTo(new DeliveryOutcome.Accepted("smtp-2", Optional.empty()));
            assertThat(first.mails()).hasSize(2);
            assertThat(Stream.concat(first.mails().stream(), second.mails().stream()))
                    .allSatisfy(mail -> assertThat(mail).contains("\nMessage-ID: <" + ID + "@example.org>\n"));
            assertThat(second.commands()).contains("MAIL FROM:<codes@example.net>");
        }
    }

    @Test
    void keeps_no_connection_after_a_failure() throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer(null).reply("RCPT", "550 no such user");
                SmtpProvider sender = sender(settings(server.port(), SmtpSecurity.NONE))) {
            assertThat(sender.send(mail("ada@example.org"))).isInstanceOf(DeliveryOutcome.Rejected.class);
            server.reply("RCPT", "250 fine");
            assertThat(sender.send(mail("bob@example.org"))).isEqualTo(ACCEPTED);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void writes_international_domains_in_ascii() throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer(null);
                SmtpProvider sender = sender(settings(server.port(), SmtpSecurity.NONE))) {
            assertThat(sender.send(mail("ada@bücher.example"))).isEqualTo(ACCEPTED);
            assertThat(sender.send(mail("ada@stra\u00dfe.example"))).isEqualTo(ACCEPTED);
            assertThat(server.commands())
                    .contains("RCPT TO:<ada@xn--bcher-kva.example>", "RCPT TO:<ada@xn--strae-oqa.example>");
        }
    }

    @Test
    void refuses_an_international_name_only_where_the_server_cannot_take_it() throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer(null);
                SmtpProvider sender = sender(settings(server.port(), SmtpSecurity.NONE))) {
            assertThat(sender.send(mail("jürgen@example.org")))
                    .isEqualTo(new DeliveryOutcome.Rejected("address needs SMTPUTF8, which the mail server lacks"));
            server.reply("EHLO", "250-mail.test\r\n250 SMTPUTF8");
            assertThat(sender.send(mail("jürgen@example.org"))).isEqualTo(ACCEPTED);
            assertThat(server.commands()).anyMatch(command -> command.matches("MAIL FROM:<.*> SMTPUTF8"));
        }
    }

    @Test
    void lets_no_header_be_smuggled_in_by_a_subject() throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer(null);
                SmtpProvider sender = sender(settings(server.port(), SmtpSecurity.NONE))) {
            sender.send(Messages.mail(
                    new OutboxMessageId(UUID.fromString(ID)),
                    new EmailAddress("ada@example.org"),
                    "en",
                    "Hello\r\nBcc: eve@example.org",
                    "text",
                    "<p>html</p>",
                    LONG));
            assertThat(server.mails()).noneMatch(mail -> mail.contains("\nBcc:"));
        }
    }

    @Test
    void prints_no_password() {
        SmtpSettings settings = settings(25, SmtpSecurity.NONE, credentials("very-secret"));
        assertThat(settings.toString() + settings.credentials()).doesNotContain("very-secret");
    }

    @Test
    void names_the_setting_it_refuses() {
        assertThatThrownBy(() -> settings(0, SmtpSecurity.NONE)).hasMessage("port must be 1 to 65535");
        assertThatThrownBy(() -> SmtpSecurity.parse("ssl")).hasMessage("security must be one of none, starttls, tls");
        assertThat(SmtpSecurity.parse("starttls")).isEqualTo(SmtpSecurity.STARTTLS);
        assertThatThrownBy(() -> new SmtpCredentials.Login(" ", () -> "x"))
                .hasMessage("user must not be blank and be in one line");
        assertThatThrownBy(() -> new SmtpCredentials.Login("a\u0001auth=Bearer x", () -> "x"))
                .hasMessage("user must not be blank and be in one line");
        assertThatThrownBy(() -> with("smtp://mail", "", SHORT, SHORT, SHORT)).hasMessageStartingWith("host must");
        assertThatThrownBy(() -> with("mail", "a\nb", SHORT, SHORT, SHORT)).hasMessageStartingWith("from-name must");
        assertThatThrownBy(() -> with("mail", "", Duration.ZERO, SHORT, SHORT))
                .hasMessageStartingWith("connect-timeout must");
        assertThatThrownBy(() -> with("mail", "", SHORT, Duration.ofMinutes(2), SHORT))
                .hasMessageStartingWith("read-timeout must");
        assertThatThrownBy(() -> with("mail", "", SHORT, SHORT, Duration.ofSeconds(-1)))
                .hasMessageStartingWith("overall-timeout must");
    }

    private static SmtpSettings with(String host, String fromName, Duration connect, Duration read, Duration overall) {
        return new SmtpSettings(
                "smtp",
                host,
                25,
                SmtpSecurity.NONE,
                Optional.empty(),
                new EmailAddress("no-reply@example.org"),
                fromName,
                Optional.empty(),
                "example.org",
                connect,
                read,
                overall);
    }

    private static GreenMail started(ServerSetup setup, String password) {
        GreenMail server = new GreenMail(setup);
        if (password != null) {
            server.withConfiguration(
                    GreenMailConfiguration.aConfig().withUser("no-reply@example.org", "latchkey", password));
        }
        server.start();
        return server;
    }

    private static Optional<SmtpCredentials> credentials(String password) {
        return Optional.of(new SmtpCredentials.Login("latchkey", () -> password));
    }

    private static SmtpProvider sender(SmtpSettings settings) {
        try {
            return new SmtpProvider(settings, SSLContext.getDefault(), CLOCK);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static SmtpSettings settings(int port, SmtpSecurity security) {
        return settings(port, security, Optional.empty());
    }

    private static SmtpSettings settings(int port, SmtpSecurity security, Optional<SmtpCredentials> credentials) {
        return new SmtpSettings(
                "smtp",
                "127.0.0.1",
                port,
                security,
                credentials,
                new EmailAddress("no-reply@example.org"),
                "Schlüssel",
                Optional.of(new EmailAddress("hilfe@bücher.example")),
                "example.org",
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20));
    }

    private static DeliveryOutcome deferred(String reason) {
        return new DeliveryOutcome.Deferred(reason, Optional.empty());
    }

    private static WordedMessage mail(String to) {
        return mail(to, LONG);
    }

    private static WordedMessage mail(String to, Duration timeLeft) {
        return Messages.mail(
                new OutboxMessageId(UUID.fromString(ID)),
                new EmailAddress(to),
                "de",
                "Bestätige deine Adresse",
                "Gültig: 483920\n",
                "<p>Gültig: 483920</p>\n",
                timeLeft);
    }
}
