package io.latchkey.adapters.sms.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.sms.TestCertificate;
import io.latchkey.adapters.sms.oauth.AccessTokens;
import io.latchkey.adapters.sms.oauth.OAuthClient;
import io.latchkey.adapters.sms.oauth.TokenEndpoint;
import io.latchkey.adapters.sms.oauth.TokenFile;
import io.latchkey.adapters.sms.provider.Messages;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.adapters.sms.smtp.ScriptedMailServer.TokenRefusal;
import io.latchkey.application.testkit.MutableClock;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.EmailAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests sign-in by access token, with a real token server and a mail server that speaks XOAUTH2. */
@Timeout(60)
class SmtpCredentialsTest {
    private static final String MAILBOX = "codes@example.org";
    private static final String FIRST = "token-1-of-s3cret";
    private static final String SECOND = "token-2-of-s3cret";
    private static final DeliveryOutcome ACCEPTED = new DeliveryOutcome.Accepted("smtp", Optional.empty());

    @TempDir
    static Path folder;

    private static SSLContext tls;

    private TokenEndpoint endpoint;
    private ScriptedMailServer server;
    private final MutableClock clock = new MutableClock();
    private volatile String secret = "s3cret";

    @BeforeAll
    static void make_certificate() throws Exception {
        tls = TestCertificate.create(folder, "ip:127.0.0.1").context();
    }

    @BeforeEach
    void start() throws IOException {
        endpoint = new TokenEndpoint(secret);
        server = new ScriptedMailServer(tls).expectToken(MAILBOX, FIRST);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        endpoint.close();
    }

    private SmtpProvider sender() {
        return sender(new OAuthClient(
                        endpoint.uri(), TokenEndpoint.CLIENT, () -> secret, TokenEndpoint.SCOPE, Duration.ofSeconds(2))
                .tokens(clock));
    }

    private SmtpProvider sender(AccessTokens tokens) {
        return new SmtpProvider(settings("127.0.0.1", server.port(), SmtpSecurity.STARTTLS, tokens), tls, clock);
    }

    private static SmtpSettings settings(String host, int port, SmtpSecurity security, AccessTokens tokens) {
        return new SmtpSettings(
                "smtp",
                host,
                port,
                security,
                Optional.of(new SmtpCredentials.XOAuth2(MAILBOX, tokens)),
                new EmailAddress(MAILBOX),
                "",
                Optional.empty(),
                "example.org",
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20));
    }

    private static WordedMessage mail() {
        return Messages.mail(
                new OutboxMessageId(UUID.fromString("00000000-0000-4000-8000-000000000001")),
                new EmailAddress("ada@example.org"),
                "en",
                "Your code",
                "483920",
                "<p>483920</p>",
                Duration.ofMinutes(5));
    }

    private static DeliveryOutcome deferred(String reason) {
        return new DeliveryOutcome.Deferred(reason, Optional.empty());
    }

    /** Sends a mail and loses the connection, so that the next mail needs a new sign-in. */
    private void sendAndLoseConnection(SmtpProvider sender) throws InterruptedException {
        CountDownLatch hungUp = server.hangUpAfterNextMail();
        assertThat(sender.send(mail())).isEqualTo(ACCEPTED);
        assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void signs_in_by_a_granted_token_after_starttls() {
        try (SmtpProvider sender = sender()) {
            assertThat(sender.send(mail())).isEqualTo(ACCEPTED);
            String shown = Base64.getEncoder()
                    .encodeToString(("user=" + MAILBOX + "\u0001auth=Bearer " + FIRST + "\u0001\u0001")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(server.commands())
                    .startsWith(
                            "EHLO example.org",
                            "STARTTLS",
                            "EHLO example.org",
                            "AUTH XOAUTH2 " + shown,
                            "MAIL FROM:<codes@example.org>");
            assertThat(server.mails()).hasSize(1);
        }
    }

    @Test
    void signs_in_over_tls_from_the_first_byte() throws IOException {
        try (ScriptedMailServer secured =
                        new ScriptedMailServer(null, tls.getServerSocketFactory()).expectToken(MAILBOX, "ready");
                SmtpProvider sender = new SmtpProvider(
                        settings("127.0.0.1", secured.port(), SmtpSecurity.TLS, file("ready")), tls, clock)) {
            assertThat(sender.send(mail())).isEqualTo(ACCEPTED);
            assertThat(secured.shownTokens()).containsExactly("ready");
        }
    }

    @Test
    void shows_one_token_at_each_connection_until_it_ends() throws InterruptedException {
        try (SmtpProvider sender = sender()) {
            sendAndLoseConnection(sender);
            sendAndLoseConnection(sender);
            assertThat(server.shownTokens()).containsExactly(FIRST, FIRST);
            clock.advance(Duration.ofHours(1));
            server.expectToken(MAILBOX, SECOND);
            sendAndLoseConnection(sender);
            assertThat(server.shownTokens()).containsExactly(FIRST, FIRST, SECOND);
            assertThat(endpoint.granted()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AT_ONCE", "AFTER_CHALLENGE"})
    void shows_a_new_token_once_when_the_server_refuses_the_kept_one(TokenRefusal how) throws InterruptedException {
        try (SmtpProvider sender = sender()) {
            sendAndLoseConnection(sender);
            server.expectToken(MAILBOX, SECOND).refuseTokens(how);
            assertThat(sender.send(mail())).isEqualTo(ACCEPTED);
            assertThat(server.shownTokens()).containsExactly(FIRST, FIRST, SECOND);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AT_ONCE", "AFTER_CHALLENGE"})
    void defers_a_mail_when_the_server_refuses_the_new_token_too(TokenRefusal how) {
        server.expectToken(MAILBOX, "another").refuseTokens(how);
        try (SmtpProvider sender = sender()) {
            assertThat(sender.send(mail())).isEqualTo(deferred("sign-in refused by the mail server"));
            assertThat(server.shownTokens()).containsExactly(FIRST, SECOND);
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void keeps_the_token_when_the_server_cannot_tell_for_now() {
        server.expectToken(MAILBOX, "another").refuseTokens(TokenRefusal.NOT_NOW);
        try (SmtpProvider sender = sender()) {
            assertThat(sender.send(mail())).isEqualTo(deferred("sign-in not taken now (454)"));
            server.expectToken(MAILBOX, FIRST);
            assertThat(sender.send(mail())).isEqualTo(ACCEPTED);
            assertThat(endpoint.granted()).containsExactly(FIRST);
        }
    }

    @Test
    void keeps_the_token_when_the_server_hangs_up_on_it() {
        server.replyOnce("AUTH", ScriptedMailServer.HANG_UP);
        try (SmtpProvider sender = sender()) {
            assertThat(sender.send(mail())).isEqualTo(deferred("no connection to the mail server"));
            assertThat(sender.send(mail())).isEqualTo(ACCEPTED);
            assertThat(endpoint.granted()).containsExactly(FIRST);
        }
    }

    @Test
    void shows_no_token_to_a_server_that_lacks_starttls() throws IOException {
        try (ScriptedMailServer plain = new ScriptedMailServer(null).expectToken(MAILBOX, FIRST);
                SmtpProvider sender = new SmtpProvider(
                        settings("127.0.0.1", plain.port(), SmtpSecurity.STARTTLS, file("ready")), tls, clock)) {
            assertThat(sender.send(mail())).isEqualTo(deferred("no connection to the mail server"));
            assertThat(plain.shownTokens()).isEmpty();
        }
    }

    @Test
    void shows_no_token_to_a_server_that_does_not_ask_for_one() {
        server.reply("EHLO", "250-mail.test\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN");
        try (SmtpProvider sender = sender()) {
            assertThat(sender.send(mail())).isEqualTo(deferred("mail server offers no way to sign in"));
            assertThat(server.shownTokens()).isEmpty();
        }
    }

    @Test
    void defers_a_mail_when_the_token_server_is_down() {
        endpoint.close();
        try (SmtpProvider sender = sender()) {
            assertThat(sender.send(mail())).isEqualTo(deferred("no access token: no answer"));
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void defers_a_mail_until_both_sides_know_the_new_client_secret() {
        endpoint.secret("rotated");
        server.expectToken(MAILBOX, "token-1-of-rotated");
        try (SmtpProvider sender = sender()) {
            assertThat(sender.send(mail())).isEqualTo(deferred("no access token (401 invalid_client)"));
            secret = "rotated";
            assertThat(sender.send(mail())).isEqualTo(ACCEPTED);
        }
    }

    private static AccessTokens file(String token) throws IOException {
        return new TokenFile(Files.writeString(folder.resolve("access-token"), token));
    }

    @Test
    void reads_a_token_that_another_process_keeps_at_each_connection() throws Exception {
        server.expectToken(MAILBOX, "first");
        try (SmtpProvider sender = sender(file("first\n"))) {
            sendAndLoseConnection(sender);
            server.expectToken(MAILBOX, "second");
            assertThat(sender.send(mail())).isEqualTo(deferred("sign-in refused by the mail server"));
            file("second\n");
            assertThat(sender.send(mail())).isEqualTo(ACCEPTED);
            assertThat(server.shownTokens()).containsExactly("first", "first", "second");
            Files.delete(folder.resolve("access-token"));
            server.replyOnce("MAIL", ScriptedMailServer.HANG_UP);
            assertThat(sender.send(mail())).isEqualTo(deferred("no access token: file cannot be read"));
        }
    }

    @Test
    void shows_a_token_without_tls_to_this_machine_only() throws IOException {
        AccessTokens ready = file("ready");
        assertThatThrownBy(() -> settings("mail.example.org", 25, SmtpSecurity.NONE, ready))
                .hasMessage(
                        "security must be starttls or tls where an access token signs in; none only to this machine");
        try (ScriptedMailServer plain = new ScriptedMailServer(null).expectToken(MAILBOX, "ready");
                SmtpProvider sender =
                        new SmtpProvider(settings("127.0.0.1", plain.port(), SmtpSecurity.NONE, ready), tls, clock)) {
            assertThat(sender.send(mail())).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void tells_neither_token_nor_secret_nor_address_nor_code_to_outcome_or_log() throws InterruptedException {
        Collection<String> lines = new ConcurrentLinkedQueue<>();
        Collection<String> outcomes = new ConcurrentLinkedQueue<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(new SimpleFormatter().format(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        listener.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        root.setLevel(Level.ALL);
        root.addHandler(listener);
        try (SmtpProvider sender = sender()) {
            sendAndLoseConnection(sender);
            server.expectToken(MAILBOX, "another");
            outcomes.add(sender.send(mail()).toString());
            clock.advance(Duration.ofHours(1));
            endpoint.secret("rotated");
            outcomes.add(sender.send(mail()).toString());
        } finally {
            root.removeHandler(listener);
            root.setLevel(before);
        }
        assertThat(server.shownTokens()).containsExactly(FIRST, FIRST, SECOND);
        assertThat(lines).anyMatch(line -> line.contains("jakarta.mail")).anyMatch(line -> line.contains("net.http"));
        assertThat(outcomes)
                .anyMatch(outcome -> outcome.contains("sign-in refused"))
                .anyMatch(outcome -> outcome.contains("no access token (401 invalid_client)"));
        String shown = Base64.getEncoder()
                .withoutPadding()
                .encodeToString(("user=" + MAILBOX + "\u0001auth=Bearer ").getBytes(StandardCharsets.UTF_8));
        assertThat(String.join("\n", lines) + String.join("\n", outcomes))
                .doesNotContain(
                        "s3cret", "rotated", "483920", "ada@example.org", shown.substring(0, shown.length() - 4));
    }
}
