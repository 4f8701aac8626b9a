package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.latchkey.application.account.EmailVerification;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.Registration;
import io.latchkey.application.account.VerifyEmailCommand;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.ReceiptOutcome;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.AuthenticateUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.Requester;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Password;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service with e-mail providers of its settings and routes. The providers are a server on this machine. */
class MailByHttpTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final EmailAddress READER = new EmailAddress("ada@bücher.example");
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

    @TempDir
    private Path folder;

    private record Call(String path, Map<String, List<String>> headers, JsonNode body) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, String> values = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile int postmarkStatus = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/email", exchange -> answer(exchange, postmarkStatus, """
                {"To":"ada@example.org","MessageID":"pm-1","ErrorCode":0,"Message":"OK"}"""));
        server.createContext("/emails", exchange -> answer(exchange, 200, "{\"id\":\"re-1\"}"));
        server.start();
        NoLimits.lines().forEach(line -> values.put(line.split("=", 2)[0], line.split("=", 2)[1]));
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        values.putAll(Map.of(
                "latchkey.email.provider", "postmark,resend",
                "latchkey.email.from", "codes@example.org",
                "latchkey.email.from-name", "Beispiel",
                "latchkey.email.reply-to", "hilfe@example.org",
                "latchkey.providers.allow-private", "true",
                "latchkey.providers.postmark.base-url", base,
                "latchkey.providers.postmark.server-token", "token",
                "latchkey.providers.resend.base-url", base,
                "latchkey.providers.resend.api-key", "key"));
        values.put("latchkey.providers.postmark.webhook-user", "hook");
        values.put("latchkey.providers.postmark.webhook-password", "s3cret");
    }

    private void answer(HttpExchange exchange, int status, String answer) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            calls.add(new Call(exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()), body));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static OtpChallengeId request(DeliveringService running) {
        CodeSending outcome = running.service.useCases.otp.sendCode.send(SendCodeCommand.asked(
                OtpPurpose.parse("custom:pay"), READER, new Requester(Locale.GERMAN, AssembledService.ORIGIN)));
        return ((CodeSending.Sent) outcome).challenge().challenge().id();
    }

    private static DeliveryState state(DeliveringService running, OtpChallengeId id) {
        return running.service.useCases.otp.findCode.find(id).orElseThrow().delivery();
    }

    private static ReceiptOutcome receipt(DeliveringService running, String password, String body) {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString(("hook:" + password).getBytes(StandardCharsets.UTF_8));
        return running.service.useCases.delivery.takeReceipts.take(new ReceiptCall(
                "postmark", Map.of("authorization", List.of(basic)), "", body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void sends_a_code_in_the_words_of_mails_and_hears_that_it_arrived() {
        try (DeliveringService running = new DeliveringService(folder, values)) {
            OtpChallengeId id = request(running);
            Await.until("accepted", SOON, () -> state(running, id) == DeliveryState.ACCEPTED);
            JsonNode mail = calls.get(0).body();
            assertThat(mail.path("From").asText()).isEqualTo("Beispiel <codes@example.org>");
            assertThat(mail.path("To").asText()).isEqualTo("ada@xn--bcher-kva.example");
            assertThat(mail.path("ReplyTo").asText()).isEqualTo("hilfe@example.org");
            assertThat(mail.path("Subject").asText()).isNotBlank().doesNotContainPattern(CODE);
            Matcher code = CODE.matcher(mail.path("TextBody").asText());
            assertThat(code.find()).isTrue();
            assertThat(mail.path("HtmlBody").asText()).startsWith("<!").contains(code.group());
            assertThat(mail.path("Headers").toString())
                    .isEqualTo("[{\"Name\":\"Auto-Submitted\",\"Value\":\"auto-generated\"},"
                            + "{\"Name\":\"Content-Language\",\"Value\":\"de\"}]");
            String delivery = "{\"RecordType\":\"Delivery\",\"MessageID\":\"pm-1\"}";
            assertThat(receipt(running, "guess", delivery)).isInstanceOf(ReceiptOutcome.NotAuthentic.class);
            assertThat(state(running, id)).isEqualTo(DeliveryState.ACCEPTED);
            assertThat(receipt(running, "s3cret", delivery)).isInstanceOf(ReceiptOutcome.Taken.class);
            assertThat(state(running, id)).isEqualTo(DeliveryState.DELIVERED);
            assertThat(calls).hasSize(1);
        }
    }

    @Test
    void goes_to_the_next_provider_at_once_when_the_first_is_down() {
        postmarkStatus = 503;
        try (DeliveringService running = new DeliveringService(folder, values)) {
            OtpChallengeId id = request(running);
            Await.until("accepted", SOON, () -> state(running, id) == DeliveryState.ACCEPTED);
            assertThat(calls).extracting(Call::path).containsExactly("/email", "/emails");
            Call second = calls.get(1);
            assertThat(second.body().path("from").asText()).isEqualTo("Beispiel <codes@example.org>");
            assertThat(second.body().path("text").asText()).containsPattern(CODE);
            assertThat(second.headers()).containsKey("Idempotency-key");
        }
    }

    @Test
    void sends_nothing_more_to_an_address_that_bounced_hard() {
        try (DeliveringService running = new DeliveringService(folder, values)) {
            OtpChallengeId id = request(running);
            Await.until("accepted", SOON, () -> state(running, id) == DeliveryState.ACCEPTED);
            String bounce = "{\"RecordType\":\"Bounce\",\"Type\":\"HardBounce\",\"MessageID\":\"pm-1\"}";
            assertThat(receipt(running, "s3cret", bounce)).isInstanceOf(ReceiptOutcome.Taken.class);
            Await.until("failed", SOON, () -> state(running, id) == DeliveryState.FAILED);
            OtpChallengeId next = request(running);
            Await.until("failed again", SOON, () -> state(running, next) == DeliveryState.FAILED);
            assertThat(calls).hasSize(1);
        }
    }

    @Test
    void sends_nothing_more_to_a_reader_who_complained_of_a_mail_that_arrived() {
        try (DeliveringService running = new DeliveringService(folder, values)) {
            OtpChallengeId id = request(running);
            Await.until("accepted", SOON, () -> state(running, id) == DeliveryState.ACCEPTED);
            receipt(running, "s3cret", "{\"RecordType\":\"Delivery\",\"MessageID\":\"pm-1\"}");
            String complaint = "{\"RecordType\":\"SpamComplaint\",\"Type\":\"SpamComplaint\",\"MessageID\":\"pm-1\"}";
            assertThat(receipt(running, "s3cret", complaint)).isInstanceOf(ReceiptOutcome.Taken.class);
            assertThat(state(running, id)).isEqualTo(DeliveryState.DELIVERED);
            OtpChallengeId next = request(running);
            Await.until("failed", SOON, () -> state(running, next) == DeliveryState.FAILED);
            assertThat(calls).hasSize(1);
        }
    }

    @Test
    void the_owner_of_an_address_that_bounced_verifies_it_anew_by_the_one_code_that_goes_there() {
        try (DeliveringService running = new DeliveringService(folder, values)) {
            Caller owner = register(running);
            OtpChallengeId lost = request(running);
            Await.until("accepted", SOON, () -> state(running, lost) == DeliveryState.ACCEPTED);
            receipt(running, "s3cret", """
                    {"RecordType":"Bounce","Type":"HardBounce","MessageID":"pm-1"}""");
            int before = codes().size();
            EmailVerification.Sent sent = (EmailVerification.Sent) verifyAnew(running, owner);
            OtpChallengeId probe = sent.challenge().challenge().id();
            Await.until("accepted", SOON, () -> state(running, probe) == DeliveryState.ACCEPTED);
            assertThat(verifyAnew(running, owner)).isInstanceOf(EmailVerification.Closed.class);
            assertThat(codes()).hasSize(before + 1);
            enter(running, probe);
            OtpChallengeId next = request(running);
            Await.until("accepted", SOON, () -> state(running, next) == DeliveryState.ACCEPTED);
        }
    }

    private static EmailVerification verifyAnew(DeliveringService running, Caller owner) {
        return running.service.useCases.account.verifyEmail.verify(
                new VerifyEmailCommand(owner, Optional.empty(), AssembledService.ORIGIN));
    }

    /** Somebody who has just signed in, and whose only contact is the reader's. */
    private Caller register(DeliveringService running) {
        Password password = new Password("correct horse battery staple");
        Registration.Pending pending =
                (Registration.Pending) running.service.useCases.account.register.register(RegisterCommand.provenByCode(
                        NewAccount.named(Optional.empty(), Optional.empty())
                                .reachedAt(Optional.of(READER), Optional.empty())
                                .protectedBy(Optional.of(password)),
                        new Requester(Locale.GERMAN, AssembledService.ORIGIN)));
        OtpChallengeId id = pending.challenges().get(0).challenge().id();
        Await.until("accepted", SOON, () -> state(running, id) == DeliveryState.ACCEPTED);
        enter(running, id);
        SignIn signedIn = running.service.useCases.session.signIn.signIn(
                SignInCommand.ByPassword.of(new LoginName.ByContact(READER), password, AssembledService.ORIGIN));
        String token = ((SignIn.SignedIn) signedIn).tokens().accessToken();
        AuthenticateUseCase authenticate = running.service.useCases.session.authenticate;
        return authenticate.authenticate(token, AssembledService.ORIGIN).orElseThrow();
    }

    /** Enters the code that came last. */
    private void enter(DeliveringService running, OtpChallengeId id) {
        OtpCode code = OtpCode.parse(codes().get(codes().size() - 1));
        assertThat(running.service.useCases.otp.checkCode.check(
                        CheckCodeCommand.proving(id, code, AssembledService.ORIGIN)))
                .isInstanceOf(CodeCheck.Right.class);
    }

    /** The codes that came; notices come between them. */
    private List<String> codes() {
        return calls.stream()
                .map(call -> CODE.matcher(call.body().path("TextBody").asText()))
                .filter(Matcher::find)
                .map(Matcher::group)
                .toList();
    }

    @Test
    void follows_a_route_with_a_sender_of_its_own() throws IOException {
        Path routes = Files.writeString(folder.resolve("routes.yaml"), """
                rules:
                  - when: {channel: email}
                    providers: resend
                    from: shop@example.net
                    values: {from-name: Shop, reply-to: shop@example.com}
                """);
        values.put("latchkey.delivery.routes", routes.toString());
        try (DeliveringService running = new DeliveringService(folder, values)) {
            OtpChallengeId id = request(running);
            Await.until("accepted", SOON, () -> state(running, id) == DeliveryState.ACCEPTED);
            assertThat(calls).extracting(Call::path).containsExactly("/emails");
            assertThat(calls.get(0).body().path("from").asText()).isEqualTo("Shop <shop@example.net>");
            assertThat(calls.get(0).body().path("reply_to").asText()).isEqualTo("shop@example.com");
        }
    }
}
