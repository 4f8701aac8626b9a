package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.latchkey.adapters.sms.provider.Messages;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.adapters.sms.smtp.SmtpProvider;
import io.latchkey.bootstrap.settings.SettingsFixture;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.EmailAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MailHostsTest {
    private static final String ID = "00000000-0000-4000-8000-000000000001";

    @TempDir
    private Path folder;

    private static MailHosts hosts(Map<String, String> values) {
        return new MailHosts(SettingsFixture.of(values), Clock.systemUTC());
    }

    private static WordedMessage mail() {
        return Messages.mail(
                new OutboxMessageId(UUID.fromString(ID)),
                new EmailAddress("ada@example.org"),
                "en",
                "Your code",
                "483920",
                "<p>483920</p>",
                Duration.ofMinutes(5));
    }

    @Test
    void has_no_mail_server_where_none_is_named() {
        try (MailHosts hosts = hosts(Map.of("latchkey.smtp.from", "codes@example.org"))) {
            assertThat(hosts.providers()).isEmpty();
        }
    }

    @Test
    void sends_by_each_server_under_its_own_name() throws Exception {
        GreenMail first = started();
        GreenMail second = started();
        Map<String, String> values = Map.of(
                "latchkey.smtp.host", "127.0.0.1",
                "latchkey.smtp.port", Integer.toString(first.getSmtp().getPort()),
                "latchkey.smtp.security", "none",
                "latchkey.smtp.from", "codes@example.org",
                "latchkey.smtp.from-name", "Codes",
                "latchkey.smtp-2.host", "127.0.0.1",
                "latchkey.smtp-2.port", Integer.toString(second.getSmtp().getPort()),
                "latchkey.smtp-2.security", "none");
        try (MailHosts hosts = hosts(values)) {
            assertThat(hosts.providers()).extracting(SmtpProvider::name).containsExactly("smtp", "smtp-2");
            assertThat(hosts.providers())
                    .extracting(sender -> sender.send(mail()))
                    .containsExactly(
                            new DeliveryOutcome.Accepted("smtp", Optional.empty()),
                            new DeliveryOutcome.Accepted("smtp-2", Optional.empty()));
            for (GreenMail server : List.of(first, second)) {
                MimeMessage received = server.getReceivedMessages()[0];
                assertThat(received.getFrom()[0]).hasToString("Codes <codes@example.org>");
                assertThat(received.getMessageID()).isEqualTo("<" + ID + "@example.org>");
            }
        } finally {
            first.stop();
            second.stop();
        }
    }

    @Test
    void lets_the_second_server_have_a_sender_of_its_own_but_the_same_message_id() throws Exception {
        GreenMail second = started();
        Map<String, String> values = Map.of(
                "latchkey.smtp.host", "mail.example.org",
                "latchkey.smtp.from", "codes@example.org",
                "latchkey.smtp-2.host", "127.0.0.1",
                "latchkey.smtp-2.port", Integer.toString(second.getSmtp().getPort()),
                "latchkey.smtp-2.security", "none",
                "latchkey.smtp-2.from", "codes@example.net",
                "latchkey.smtp-2.from-name", "Spare");
        try (MailHosts hosts = hosts(values)) {
            hosts.providers().get(1).send(mail());
            MimeMessage received = second.getReceivedMessages()[0];
            assertThat(received.getFrom()[0]).hasToString("Spare <codes@example.net>");
            assertThat(received.getMessageID()).isEqualTo("<" + ID + "@example.org>");
        } finally {
            second.stop();
        }
    }

    private static GreenMail started() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    @Test
    void asks_for_a_token_with_the_secret_as_it_is_now() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "old\n");
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(401, -1);
            }
        });
        server.start();
        Map<String, String> values = microsoft();
        values.remove("latchkey.smtp.oauth.client-secret");
        values.put("latchkey.smtp.oauth.client-secret-file", file.toString());
        values.put(
                "latchkey.smtp.oauth.token-url",
                "http://127.0.0.1:" + server.getAddress().getPort());
        try (MailHosts hosts = hosts(values)) {
            DeliveryOutcome noToken = new DeliveryOutcome.Deferred("no access token (401)", Optional.empty());
            assertThat(hosts.providers().get(0).send(mail())).isEqualTo(noToken);
            Files.writeString(file, "new");
            assertThat(hosts.providers().get(0).send(mail())).isEqualTo(noToken);
            values.put("latchkey.smtp.oauth.client-secret-file", "");
            assertThat(hosts.providers().get(0).send(mail()))
                    .isEqualTo(new DeliveryOutcome.Deferred(
                            "no access token: credentials cannot be sent", Optional.empty()));
        } finally {
            server.stop(0);
        }
        String form = "grant_type=client_credentials&scope=https%3A%2F%2Foutlook.office365.com%2F.default"
                + "&client_id=11111111-2222-3333-4444-555555555555&client_secret=";
        assertThat(asked).containsExactly(form + "old", form + "new");
    }

    @Test
    void takes_a_token_that_another_process_keeps() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "ya29.token\n");
        for (String name : List.of("smtp", "smtp-2")) {
            Map<String, String> values = new HashMap<>(Map.of("latchkey.smtp.host", "smtp.example.org"));
            values.put("latchkey." + name + ".host", "smtp.gmail.com");
            values.put("latchkey." + name + ".auth", "xoauth2");
            values.put("latchkey." + name + ".user", "codes@example.org");
            values.put("latchkey." + name + ".access-token-file", file.toString());
            try (MailHosts hosts = hosts(values)) {
                assertThat(hosts.providers()).hasSize(name.equals("smtp") ? 1 : 2);
            }
            values.put("latchkey." + name + ".oauth.scope", "https://mail.google.com/");
            assertThatThrownBy(() -> hosts(values))
                    .hasMessage("latchkey." + name + ".oauth.scope must not be set with latchkey." + name
                            + ".access-token-file.");
        }
    }

    private static Map<String, String> microsoft() {
        return new HashMap<>(Map.of(
                "latchkey.smtp.host", "smtp.office365.com",
                "latchkey.smtp.auth", "xoauth2",
                "latchkey.smtp.user", "codes@example.org",
                "latchkey.smtp.oauth.token-url", "https://login.microsoftonline.com/tenant/oauth2/v2.0/token",
                "latchkey.smtp.oauth.client-id", "11111111-2222-3333-4444-555555555555",
                "latchkey.smtp.oauth.client-secret", "s3cret",
                "latchkey.smtp.oauth.scope", "https://outlook.office365.com/.default"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "smtp-2"})
    void starts_with_a_client_of_a_token_server(String name) {
        Map<String, String> values = of(name);
        try (MailHosts hosts = hosts(values)) {
            assertThat(hosts.providers()).extracting(SmtpProvider::name).endsWith(name);
        }
    }

    /** A complete configuration of the server with this name, after a plain first server. */
    private static Map<String, String> of(String name) {
        Map<String, String> values = new HashMap<>(Map.of("latchkey.smtp.host", "mail.example.org"));
        microsoft().forEach((key, value) -> values.put(key.replace("latchkey.smtp.", "latchkey." + name + "."), value));
        return values;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "user                 | -    | NAME.user must be set: log-in at the mail server",
                "auth                 | login | NAME.oauth.token-url needs NAME.auth=xoauth2.",
                "auth                 | plain | NAME.auth must be one of login, xoauth2.",
                "password             | x    | NAME.password must not be set with NAME.auth=xoauth2.",
                "security             | none | NAME.security must be starttls or tls where an access token signs in; none only to this machine.",
                "oauth.token-url      | -    | NAME.oauth.token-url or NAME.access-token-file must be set with NAME.auth=xoauth2.",
                "oauth.token-url      | http://login.example.org/ | NAME.oauth.token-url must be an https address; http only to this machine.",
                "oauth.token-url      | login | NAME.oauth.token-url must be an http or https URL.",
                "oauth.client-id      | -    | NAME.oauth.client-id must be set: name of the client there",
                "oauth.client-secret  | -    | NAME.oauth.client-secret or NAME.oauth.client-secret-file must be set.",
                "oauth.client-secret-file | /nowhere | NAME.oauth.client-secret and NAME.oauth.client-secret-file must not both be set.",
                "access-token-file    | /nowhere | NAME.oauth.token-url must not be set with NAME.access-token-file.",
                "timeout              | PT31S | NAME.timeout must be more than zero and at most PT30S.",
                "timeout              | PT0S | NAME.timeout must be more than zero and at most PT30S.",
                "from                 | nobody | NAME.from ",
            })
    void refuses_what_does_not_fit_with_a_sentence_that_names_the_key(String key, String value, String sentence) {
        for (String prefix : List.of("latchkey.smtp", "latchkey.smtp-2")) {
            Map<String, String> values = of(prefix.substring("latchkey.".length()));
            if (value == null) {
                values.remove(prefix + "." + key);
            } else {
                values.put(prefix + "." + key, value);
            }
            assertThatThrownBy(() -> hosts(values))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining(sentence.replace("NAME", prefix))
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void refuses_a_file_of_a_secret_that_cannot_be_read_or_is_empty() throws IOException {
        Map<String, String> values = microsoft();
        values.remove("latchkey.smtp.oauth.client-secret");
        values.put(
                "latchkey.smtp.oauth.client-secret-file", folder.resolve("none").toString());
        String sentence = "latchkey.smtp.oauth.client-secret-file must name a file that can be read and is not empty.";
        assertThatThrownBy(() -> hosts(values)).hasMessage(sentence);
        Files.writeString(folder.resolve("none"), "\n");
        assertThatThrownBy(() -> hosts(values)).hasMessage(sentence);
    }

    @Test
    void refuses_a_file_that_holds_no_token() throws IOException {
        Map<String, String> values = new HashMap<>(Map.of(
                "latchkey.smtp.host", "smtp.gmail.com",
                "latchkey.smtp.auth", "xoauth2",
                "latchkey.smtp.user", "codes@example.org",
                "latchkey.smtp.access-token-file", folder.resolve("token").toString()));
        String sentence =
                "latchkey.smtp.access-token-file must name a file that can be read and holds an access token.";
        assertThatThrownBy(() -> hosts(values)).hasMessage(sentence);
        Files.writeString(folder.resolve("token"), """
                {"access_token": "not read out of JSON"}""");
        assertThatThrownBy(() -> hosts(values)).hasMessage(sentence);
    }

    @Test
    void refuses_a_second_server_without_a_first_or_without_a_host() {
        assertThatThrownBy(() -> hosts(Map.of("latchkey.smtp-2.host", "spare.example.org")))
                .hasMessage("latchkey.smtp-2.host needs latchkey.smtp.host.");
        assertThatThrownBy(() ->
                        hosts(Map.of("latchkey.smtp.host", "mail.example.org", "latchkey.smtp-2.password", "s3cret")))
                .hasMessage("latchkey.smtp-2.password needs latchkey.smtp-2.host.");
        assertThatThrownBy(() -> hosts(
                        Map.of("latchkey.smtp.host", "mail.example.org", "latchkey.smtp-2.oauth.client-id", "me")))
                .hasMessage("latchkey.smtp-2.oauth.client-id needs latchkey.smtp-2.host.");
    }

    @Test
    void refuses_a_user_without_a_password() {
        assertThatThrownBy(() -> hosts(Map.of("latchkey.smtp.host", "mail.example.org", "latchkey.smtp.user", "me")))
                .hasMessage("latchkey.smtp.password must be set: password of that log-in");
    }
}
