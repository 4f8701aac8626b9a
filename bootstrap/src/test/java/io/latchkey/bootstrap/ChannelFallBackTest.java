package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.domain.delivery.FunnelRow;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Falls back from WhatsApp to SMS and then to a call, by bundled definitions, through the whole running service. */
class ChannelFallBackTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Pattern IN_WHATSAPP = Pattern.compile("\"text\":\"([0-9]{6})\"");
    private static final Pattern IN_SMS = Pattern.compile("@127\\.0\\.0\\.1 #([0-9]{6})");
    private static final Pattern IN_CALL = Pattern.compile("((?:[0-9], ){5}[0-9])");

    @TempDir
    private Path folder;

    /**
     * A call to a provider.
     *
     * @param path path of its URL
     * @param body its headers and body in readable form
     */
    private record Call(String path, String body) {
        String code(Pattern place) {
            Matcher found = place.matcher(body);
            assertThat(found.find()).as(body).isTrue();
            return found.group(1).replaceAll("[^0-9]", "");
        }
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private HttpServer providers;
    private DeliveringService running;

    @BeforeEach
    void start() throws IOException {
        providers = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        providers.createContext("/", this::take);
        providers.start();
        Path routes = Files.writeString(folder.resolve("routes.yaml"), """
                rules:
                  - steps:
                      - {providers: whatsapp-cloud, wait: PT1S}
                      - {providers: twilio, from: Example, wait: PT1S}
                      - {providers: twilio-voice, from: "+493023125000"}
                """);
        Map<String, String> values = new HashMap<>(Map.of(
                "latchkey.delivery.routes", routes.toString(),
                "latchkey.providers.allow-private", "true",
                "latchkey.providers.whatsapp-cloud.phone-number-id", "100",
                "latchkey.providers.whatsapp-cloud.access-token", "token",
                "latchkey.providers.whatsapp-cloud.template-id", "code"));
        for (String name : List.of("twilio", "twilio-voice")) {
            values.put("latchkey.providers." + name + ".account-sid", "AC1");
            values.put("latchkey.providers." + name + ".auth-token", "token");
        }
        for (String name : List.of("whatsapp-cloud", "twilio", "twilio-voice")) {
            values.put(
                    "latchkey.providers." + name + ".base-url",
                    "http://127.0.0.1:" + providers.getAddress().getPort());
        }
        running = new DeliveringService(folder, values);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            boolean isWhatsApp = path.startsWith("/v");
            calls.add(new Call(path, isWhatsApp ? body : URLDecoder.decode(body, StandardCharsets.UTF_8)));
            byte[] answer = (isWhatsApp ? """
                                    {"messages":[{"id":"wamid.1"}]}""" : """
                                    {"sid":"S%s"}""".formatted(calls.size())).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isWhatsApp ? 200 : 201, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @AfterEach
    void stop() {
        running.close();
        providers.stop(0);
    }

    private void awaitCalls(int count) {
        Await.until(count + " calls", SOON, () -> calls.size() >= count);
    }

    @Test
    void carries_one_code_from_channel_to_channel_until_somebody_gives_it_back() {
        OtpChallengeId challenge = running.request();
        awaitCalls(3);
        assertThat(calls)
                .extracting(Call::path)
                .containsExactly(
                        "/v23.0/100/messages",
                        "/2010-04-01/Accounts/AC1/Messages.json",
                        "/2010-04-01/Accounts/AC1/Calls.json");
        String code = calls.get(0).code(IN_WHATSAPP);
        assertThat(calls.get(1).code(IN_SMS)).isEqualTo(code);
        assertThat(calls.get(2).code(IN_CALL)).isEqualTo(code);
        assertThat(calls.get(1).body()).contains("From=Example");
        assertThat(calls.get(2).body()).contains("From=+493023125000", "<Say").doesNotContain("@127.0.0.1");
        assertThat(running.service.useCases.otp.checkCode.check(
                        CheckCodeCommand.proving(challenge, new OtpCode(code), AssembledService.ORIGIN)))
                .isInstanceOf(CodeCheck.Right.class);
        Await.until("all three are recorded", SOON, () -> verifiedBy(Channel.VOICE) == 1);
        assertThat(verifiedBy(Channel.WHATSAPP)).isZero();
    }

    private long verifiedBy(Channel channel) {
        return running.service.useCases.delivery.readFunnel.read(Duration.ofHours(1)).rows().stream()
                .filter(row -> row.channel() == channel)
                .mapToLong(FunnelRow::verified)
                .sum();
    }

    @Test
    void goes_no_further_once_the_code_was_given_back() {
        OtpChallengeId challenge = running.request();
        awaitCalls(2);
        OtpCode code = new OtpCode(calls.get(1).code(IN_SMS));
        assertThat(running.service.useCases.otp.checkCode.check(
                        CheckCodeCommand.proving(challenge, code, AssembledService.ORIGIN)))
                .isInstanceOf(CodeCheck.Right.class);
        Await.pass(Duration.ofSeconds(3));
        assertThat(calls).hasSize(2);
    }
}
