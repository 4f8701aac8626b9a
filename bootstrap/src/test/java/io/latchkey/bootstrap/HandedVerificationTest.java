package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.latchkey.adapters.sms.oauth.JwtKey;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.port.CodeOwnerBusyException;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.RefusalReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hands verifications over by bundled definitions, through the whole running service on H2, to a server that does what Twilio and Vonage
 * document: it makes the code, forgets a verification that was right, and takes few guesses.
 */
@Timeout(120)
class HandedVerificationTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final OtpCode RIGHT = new OtpCode("042424");
    private static final OtpCode WRONG = new OtpCode("042425");
    private static final Pattern IN_SMS = Pattern.compile("@127\\.0\\.0\\.1 #([0-9]{6})");
    private static final Pattern VONAGE = Pattern.compile("/v2/verify/([^/]+)");

    @TempDir
    private Path folder;

    private record Call(String line, String body) {}

    /** An RSA key in PEM (PKCS #8), with its line ends as environment variables have them. */
    static String privateKey() {
        return JwtKey.Algorithm.RS256.sampleKey().strip().replace("\n", "\\n");
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Set<String> over = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean isDown;
    private volatile boolean losesAnswers;
    private volatile String refusedStart = "";
    private HttpServer provider;
    private DeliveringService running;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.setExecutor(threads);
        provider.createContext("/", this::take);
        provider.start();
    }

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
        provider.stop(0);
        threads.shutdownNow();
    }

    private void run(String steps, String... more) throws IOException {
        runWhen("{}", steps, more);
    }

    private void runWhen(String when, String steps, String... more) throws IOException {
        Path routes = Files.writeString(
                folder.resolve("routes.yaml"), "rules:\n  - when: " + when + "\n    steps:\n" + steps.indent(6));
        Map<String, String> values = new HashMap<>();
        NoLimits.lines().forEach(line -> values.put(line.split("=", 2)[0], line.split("=", 2)[1]));
        values.put("latchkey.delivery.routes", routes.toString());
        values.put("latchkey.providers.allow-private", "true");
        values.put("latchkey.providers.twilio-verify.service-sid", "VA1");
        for (String name : List.of("twilio", "twilio-verify")) {
            values.put("latchkey.providers." + name + ".account-sid", "AC1");
            values.put("latchkey.providers." + name + ".auth-token", "token");
        }
        for (String name : List.of("vonage-verify", "vonage-silent-auth")) {
            values.put("latchkey.providers." + name + ".application-id", "a");
            values.put("latchkey.providers." + name + ".private-key", privateKey());
            values.put("latchkey.providers." + name + ".brand", "Acme");
        }
        for (String name : List.of("twilio", "twilio-verify", "vonage-verify", "vonage-silent-auth")) {
            values.put(
                    "latchkey.providers." + name + ".base-url",
                    "http://127.0.0.1:" + provider.getAddress().getPort());
        }
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        values.keySet().removeIf(key -> key.startsWith("latchkey.providers.") && !isNamed(key, steps));
        running = new DeliveringService(folder, values);
    }

    /** A value of a provider that no route names would stop the start. */
    private static boolean isNamed(String key, String steps) {
        String name = key.split("\\.", -1)[2];
        return name.equals("allow-private")
                || Pattern.compile("providers: " + Pattern.quote(name) + "[,}]")
                        .matcher(steps)
                        .find();
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = URLDecoder.decode(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        calls.add(new Call(exchange.getRequestMethod() + ' ' + path, body));
        if (isDown) {
            answer(exchange, 503, "");
        } else if (path.endsWith("/VerificationCheck")) {
            String reference = body.replaceAll(".*VerificationSid=([^&]*).*", "$1");
            boolean isRight = body.endsWith("Code=" + RIGHT.value());
            // A verification that was right is gone.
            String state = isRight ? "approved" : "pending";
            boolean isOver = isRight ? !over.add(reference) : over.contains(reference);
            answer(exchange, isOver ? 404 : 200, isOver ? "{\"code\":20404}" : "{\"status\":\"" + state + "\"}");
        } else if (path.endsWith("/Verifications")) {
            answer(
                    exchange,
                    refusedStart.isEmpty() ? 201 : 403,
                    refusedStart.isEmpty()
                            ? "{\"sid\":\"VE" + calls.size() + "\",\"status\":\"pending\"}"
                            : "{\"code\":" + refusedStart + "}");
        } else if (path.contains("/Verifications/")) {
            over.add(path.replaceAll(".*/", ""));
            answer(exchange, 200, "{\"status\":\"canceled\"}");
        } else if (path.equals("/v2/verify")) {
            answer(exchange, refusedStart.isEmpty() ? 202 : 412, "{\"request_id\":\"r" + calls.size() + "\"}");
        } else if (VONAGE.matcher(path).matches()) {
            boolean isCheck = exchange.getRequestMethod().equals("POST");
            boolean isRight = body.contains("\"si9sfG\"") || body.contains(RIGHT.value());
            answer(
                    exchange,
                    !isCheck ? 204 : isRight ? 200 : 400,
                    !isCheck || isRight ? "" : "{\"type\":\"https://developer.vonage.com/x#invalid-code\"}");
        } else {
            answer(exchange, 201, "{\"sid\":\"SM1\"}");
        }
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        if (losesAnswers) {
            exchange.close();
            return;
        }
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private OtpChallengeId request() {
        OtpChallengeId challenge = running.request();
        Await.until("taken", SOON, () -> find(challenge).delivery() == DeliveryState.ACCEPTED);
        return challenge;
    }

    private IssuedChallenge find(OtpChallengeId challenge) {
        return running.service.useCases.otp.findCode.find(challenge).orElseThrow();
    }

    private CodeCheck check(OtpChallengeId challenge, OtpCode code) {
        return running.service.useCases.otp.checkCode.check(
                CheckCodeCommand.proving(challenge, code, AssembledService.ORIGIN));
    }

    private static void assertRefused(CodeCheck check, RefusalReason reason) {
        assertThat(check)
                .isInstanceOfSatisfying(
                        CodeCheck.Wrong.class,
                        wrong -> assertThat(wrong.reason()).isEqualTo(reason));
    }

    private long callsTo(String end) {
        return calls.stream().filter(call -> call.line().endsWith(end)).count();
    }

    @Test
    void has_twilio_make_send_and_check_the_code() throws IOException {
        run("- {providers: twilio-verify}");
        OtpChallengeId challenge = request();
        assertRefused(check(challenge, WRONG), RefusalReason.WRONG_CODE);
        assertThat(find(challenge).challenge().attemptsLeft()).isEqualTo(4);
        assertThat(check(challenge, RIGHT)).isInstanceOf(CodeCheck.Right.class);
        assertRefused(check(challenge, RIGHT), RefusalReason.ALREADY_USED);
        assertThat(calls)
                .containsExactly(
                        new Call("POST /v2/Services/VA1/Verifications", "To=+4915112345678&Channel=sms&Locale=en"),
                        new Call("POST /v2/Services/VA1/VerificationCheck", "VerificationSid=VE1&Code=042425"),
                        new Call("POST /v2/Services/VA1/VerificationCheck", "VerificationSid=VE1&Code=042424"));
    }

    @Test
    void has_one_winner_where_many_check_the_same_code_at_once() throws Exception {
        run("- {providers: twilio-verify}");
        for (int round = 0; round < 5; round++) {
            OtpChallengeId challenge = request();
            List<Callable<CodeCheck>> guesses = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                guesses.add(() -> check(challenge, RIGHT));
            }
            int winners = 0;
            for (Future<CodeCheck> guess : threads.invokeAll(guesses)) {
                winners += guess.get() instanceof CodeCheck.Right ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
    }

    @Test
    void gives_guesses_back_while_the_provider_is_down() throws IOException {
        run("- {providers: twilio-verify}");
        OtpChallengeId challenge = request();
        isDown = true;
        assertThatThrownBy(() -> check(challenge, RIGHT)).isInstanceOf(CodeOwnerBusyException.class);
        assertThat(find(challenge).challenge().attemptsLeft()).isEqualTo(5);
        isDown = false;
        assertThat(check(challenge, RIGHT)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void takes_no_code_for_right_whose_answer_was_lost() throws IOException {
        run("- {providers: twilio-verify}");
        OtpChallengeId challenge = request();
        losesAnswers = true;
        assertThatThrownBy(() -> check(challenge, RIGHT)).isInstanceOf(CodeOwnerBusyException.class);
        losesAnswers = false;
        assertRefused(check(challenge, RIGHT), RefusalReason.EXPIRED);
    }

    @Test
    void sends_its_own_code_at_once_where_the_provider_may_not_start() throws IOException {
        refusedStart = "60410";
        run("""
            - {providers: twilio-verify, wait: PT30S}
            - {providers: twilio, from: Example}
            """);
        OtpChallengeId challenge = request();
        assertThat(check(challenge, codeInSms())).isInstanceOf(CodeCheck.Right.class);
        assertThat(callsTo("/VerificationCheck")).isZero();
    }

    private OtpCode codeInSms() {
        String text = calls.stream()
                .filter(call -> call.line().endsWith("/Messages.json"))
                .findFirst()
                .orElseThrow()
                .body();
        Matcher code = IN_SMS.matcher(text);
        assertThat(code.find()).as(text).isTrue();
        return new OtpCode(code.group(1));
    }

    @Test
    void cancels_at_the_provider_before_the_next_step_sends_its_own_code() throws IOException {
        run("""
            - {providers: twilio-verify, wait: PT1S}
            - {providers: twilio, from: Example}
            """);
        OtpChallengeId challenge = request();
        Await.until("an SMS", SOON, () -> callsTo("/Messages.json") == 1);
        assertThat(calls)
                .extracting(Call::line)
                .containsExactly(
                        "POST /v2/Services/VA1/Verifications",
                        "POST /v2/Services/VA1/Verifications/VE1",
                        "POST /2010-04-01/Accounts/AC1/Messages.json");
        assertRefused(check(challenge, RIGHT), RefusalReason.WRONG_CODE);
        assertThat(check(challenge, codeInSms())).isInstanceOf(CodeCheck.Right.class);
        assertThat(callsTo("/VerificationCheck")).isZero();
    }

    @Test
    void cancels_codes_that_are_over() throws IOException {
        run("- {providers: twilio-verify}", "latchkey.otp.custom.sms.lifetime", "PT1S");
        request();
        Await.until("canceled", SOON, () -> {
            running.service.useCases.endCodes.run();
            return callsTo("/VE1") == 1;
        });
    }

    @Test
    void has_vonage_make_send_and_check_the_code() throws IOException {
        run("- {providers: vonage-verify}");
        OtpChallengeId challenge = request();
        assertRefused(check(challenge, WRONG), RefusalReason.WRONG_CODE);
        assertThat(check(challenge, RIGHT)).isInstanceOf(CodeCheck.Right.class);
        assertThat(calls)
                .extracting(Call::line)
                .containsExactly("POST /v2/verify", "POST /v2/verify/r1", "POST /v2/verify/r1");
    }

    @Test
    void lets_the_network_of_the_phone_tell_the_number() throws IOException {
        run("""
            - {providers: vonage-silent-auth, wait: PT20S}
            - {providers: twilio, from: Example}
            """);
        OtpChallengeId challenge = request();
        assertThat(find(challenge).silentUrl()).contains("https://api.nexmo.com/v2/verify/r1/silent-auth/redirect");
        assertThat(check(challenge, OtpCode.parse("si9sfG"))).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void sends_a_code_where_the_network_of_the_phone_takes_no_part() throws IOException {
        refusedStart = "412";
        run("""
            - {providers: vonage-silent-auth, wait: PT20S}
            - {providers: twilio, from: Example}
            """);
        OtpChallengeId challenge = request();
        assertThat(find(challenge).silentUrl()).isEmpty();
        assertThat(check(challenge, codeInSms())).isInstanceOf(CodeCheck.Right.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{purpose: sign-in}",
                "{purpose: [reset-password, verify-contact]}",
                "{app: drf-user}",
            })
    void refuses_to_start_with_a_route_for_codes_alone_for_which_a_decoy_may_stand(String when) {
        String steps = """
            - {providers: twilio-verify, wait: PT30S}
            - {providers: twilio, from: Example}
            """;
        assertThatThrownBy(() -> runWhen(when, steps))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("twilio-verify, which makes the codes itself, only for codes that sign in")
                .hasMessageContaining("latchkey.delivery.handed-concealed=true");
    }

    @Test
    void starts_with_such_a_route_where_the_operator_wants_it() throws IOException {
        runWhen("{purpose: sign-in}", "- {providers: twilio-verify}", "latchkey.delivery.handed-concealed", "true");
        assertThat(running.service).isNotNull();
    }

    @Test
    void refuses_to_start_with_a_route_to_codes_of_another_length() {
        assertThatThrownBy(
                        () -> run("- {providers: twilio-verify}", "latchkey.providers.twilio-verify.code-length", "9"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("A route names twilio-verify, whose codes have 9 digits");
    }
}
