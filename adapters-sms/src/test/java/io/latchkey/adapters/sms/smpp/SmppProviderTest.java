package io.latchkey.adapters.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.sms.TestCertificate;
import io.latchkey.adapters.sms.provider.DeliveryReports;
import io.latchkey.adapters.sms.provider.Messages;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.smpp.SmppTestServer.Message;
import io.latchkey.adapters.sms.smpp.SmppTestServer.Part;
import io.latchkey.adapters.sms.text.SmsSegments;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.PhoneNumber;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SmppProviderTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final List<SmppProvider> senders = new ArrayList<>();
    private SmppTestServer server;

    @BeforeEach
    void start() throws IOException {
        server = SmppTestServer.start();
    }

    @AfterEach
    void stop() throws IOException {
        senders.forEach(SmppProvider::close);
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PT5M, 000000000500000R",
        "PT0.2S, 000000000001000R",
        "PT23H59M58S, 000000235958000R",
        "P2DT1S, 000002000001000R"
    })
    void tells_the_carrier_how_long_a_message_is_good(Duration timeLeft, String validity) {
        SmppProvider sender = open(Carriers.definition());
        assertThat(sender.send(Messages.sms(
                        new OutboxMessageId(new UUID(0, 7)),
                        new PhoneNumber("+4915112345007"),
                        "hi",
                        Optional.empty(),
                        "",
                        SenderProfile.NONE,
                        timeLeft)))
                .isEqualTo(accepted("1"));
        assertThat(server.validities()).containsExactly(validity);
    }

    @Test
    void hands_a_message_over_and_asks_for_a_receipt() {
        SmppProvider sender = open(Carriers.definition());
        assertThat(sender.send(Carriers.message("Your code is 483920"))).isEqualTo(accepted("1"));
        assertThat(server.messages()).containsExactly(new Message("Latchkey", "4915112345007", "Your code is 483920"));
        Part part = server.parts().get(0);
        assertThat(part.registeredDelivery()).isEqualTo(1);
        assertThat(List.of(part.destinationTon(), part.destinationNpi())).containsExactly(1, 1);
        assertThat(server.lastSystemId()).isEqualTo("me");
        assertThat(server.lastPassword()).isEqualTo("secret");
    }

    @Test
    void asks_for_no_receipt_as_a_transmitter() {
        SmppProvider sender = open(Carriers.definitionWith(", bind: transmitter"));
        assertThat(sender.send(Carriers.message("hi"))).isEqualTo(accepted("1"));
        assertThat(server.parts().get(0).registeredDelivery()).isZero();
        assertThatThrownBy(() -> server.sendReceipt("1", "DELIVRD")).hasMessage("nobody is bound as a receiver");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡",
                "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
                "^{}\\[~]|€\f",
            })
    void writes_what_the_gsm_alphabet_has_in_it(String text) {
        assertThat(open(Carriers.definition()).send(Carriers.message(text))).isEqualTo(accepted("1"));
        assertThat(server.messages().get(0).text()).isEqualTo(text);
        assertThat(server.parts().get(0).dataCoding()).isZero();
    }

    @Test
    void writes_the_octets_that_3gpp_ts_23_038_says() {
        open(Carriers.definition()).send(Carriers.message("@Ç_Æ ¤?¡Aü[€"));
        assertThat(server.parts().get(0).octets()).isEqualTo("0009111c20243f40417e1b3c1b65");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ваш код 483920", "कोड 483920", "code ✓ 😀"})
    void writes_other_texts_in_ucs_2(String text) {
        open(Carriers.definition()).send(Carriers.message(text));
        assertThat(server.messages().get(0).text()).isEqualTo(text);
        assertThat(server.parts().get(0).dataCoding()).isEqualTo(8);
    }

    @Test
    void joins_the_parts_of_a_long_text() {
        SmppProvider sender = open(Carriers.definition());
        String gsm = "0123456789".repeat(30) + "[€]".repeat(20);
        String unicode = "ж😀".repeat(60);
        assertThat(sender.send(Carriers.message(1, gsm))).isEqualTo(accepted("3"));
        assertThat(sender.send(Carriers.message(2, unicode))).isEqualTo(accepted("6"));
        assertThat(server.messages()).extracting(Message::text).containsExactly(gsm, unicode);
        assertThat(server.parts())
                .hasSize(SmsSegments.count(gsm) + SmsSegments.count(unicode))
                .allSatisfy(part -> {
                    assertThat(part.isJoined()).isTrue();
                    assertThat(part.octets()).startsWith("050003");
                    // 140 octets of user data: six of header, and 153 septets or 67 characters.
                    assertThat(part.octets().length() / 2).isLessThanOrEqualTo(part.dataCoding() == 0 ? 159 : 140);
                });
    }

    @Test
    void accepts_a_long_text_only_when_every_part_was() {
        SmppProvider sender = open(Carriers.definition());
        server.refuseAfter(1, 0x14);
        assertThat(sender.send(Carriers.message("a".repeat(400))))
                .isEqualTo(DeliveryOutcome.Deferred.busy("throttled (0x14)", Optional.of(Duration.ofSeconds(2))));
        assertThat(server.parts()).hasSize(2);
        assertThat(server.messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0x58, 'Deferred[reason=throttled (0x58), retryAfter=Optional[PT3S], sign=BUSY]'",
        "0x14, 'Deferred[reason=throttled (0x14), retryAfter=Optional[PT3S], sign=BUSY]'",
        "0x0B, 'Rejected[reason=bad-number (0x0B), lasting=Optional.empty]'",
        "0x0A, 'Declined[reason=permanent (0x0A)]'",
        "0x08, 'Deferred[reason=temporary (0x08), retryAfter=Optional.empty, sign=FAILING]'",
        "0x0D, 'Deferred[reason=authentication (0x0D), retryAfter=Optional.empty, sign=FAILING]'",
        "0x401, 'Rejected[reason=opted-out (0x401), lasting=Optional[OPTED_OUT]]'",
        "0x402, 'Deferred[reason=temporary (0x402), retryAfter=Optional.empty, sign=FAILING]'",
        "0x45, 'Declined[reason=permanent (0x45)]'",
    })
    void reads_what_the_carrier_refuses(String status, String outcome) {
        SmppProvider sender = open(Carriers.definition("errors: {opted-out: 0x401, permanent: [69], wait: PT3S}"));
        server.refuse(Integer.decode(status));
        assertThat(sender.send(Carriers.message("hi"))).hasToString(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "+15005550006, '', 1, 1, 15005550006",
        "Latchkey, '', 5, 0, Latchkey",
        "40404, '', 3, 0, 40404",
        "4915112345678, '', 1, 1, 4915112345678",
        "'', '', 0, 0, ''",
        "40404, ', source: {ton: 6, npi: 1}', 6, 1, 40404",
    })
    void numbers_the_sender(String from, String keys, int ton, int npi, String address) {
        ProviderSettings settings = Carriers.settings(server.uri(), LONG, from, Carriers.values("me", "secret"), true);
        open(Carriers.definitionWith(keys), settings, (provider, reference, state) -> {})
                .send(Carriers.message("hi"));
        assertThat(server.messages().get(0).from()).isEqualTo(address);
        assertThat(List.of(
                        server.parts().get(0).sourceTon(), server.parts().get(0).sourceNpi()))
                .containsExactly(ton, npi);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Latchkey Inc.", "Schlüssel", "+123456789012345678901"})
    void refuses_a_sender_that_smpp_has_no_place_for(String from) {
        ProviderSettings settings = Carriers.settings(server.uri(), LONG, from, Carriers.values("me", "secret"), true);
        assertThatThrownBy(() -> open(Carriers.definition(), settings, (provider, reference, state) -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_an_address_that_is_not_for_smpp() {
        ProviderSettings settings =
                Carriers.settings(URI.create("https://127.0.0.1:1"), LONG, "", Carriers.values("me", "secret"), true);
        assertThatThrownBy(() -> open(Carriers.definition(), settings, (provider, reference, state) -> {}))
                .hasMessage("base-url must begin with one of [smpp://, ssmpp://]");
    }

    @Test
    void keeps_the_window() throws Exception {
        SmppProvider sender = open(Carriers.definitionWith(", window: 4"));
        CountDownLatch latch = new CountDownLatch(1);
        server.acceptAfter(latch);
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Callable<DeliveryOutcome>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int number = i;
                calls.add(() -> sender.send(Carriers.message(number, "code " + number)));
            }
            List<Future<DeliveryOutcome>> outcomes =
                    calls.stream().map(threads::submit).toList();
            SmppTestServer.await(() -> server.parts().size() == 4);
            latch.countDown();
            for (Future<DeliveryOutcome> outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(DeliveryOutcome.Accepted.class);
            }
            assertThat(server.messages()).hasSize(50).doesNotHaveDuplicates();
            assertThat(server.mostUnanswered()).isEqualTo(4);
            assertThat(server.binds()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void defers_what_finds_no_room_in_the_window() throws Exception {
        SmppProvider sender = open(
                Carriers.definitionWith(", window: 1"),
                Carriers.settings(server, Duration.ofMillis(600)),
                (provider, reference, state) -> {});
        server.staySilent();
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<Future<DeliveryOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                int number = i;
                outcomes.add(threads.submit(() -> sender.send(Carriers.message(number, "hi"))));
            }
            List<String> reasons = new ArrayList<>();
            for (Future<DeliveryOutcome> outcome : outcomes) {
                reasons.add(outcome.get().toString());
            }
            assertThat(reasons)
                    .contains(
                            "Unknown[reason=no answer in time]",
                            "Deferred[reason=carrier is behind with its answers, retryAfter=Optional.empty,"
                                    + " sign=FAILING]")
                    .noneMatch(reason -> reason.startsWith("Accepted"));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void hands_nothing_over_that_is_of_no_use_any_more() {
        SmppProvider sender = open(Carriers.definition());
        assertThat(sender.send(Carriers.message("hi"))).isEqualTo(accepted("1"));
        assertThat(sender.send(Carriers.message("late", Duration.ofNanos(1))))
                .isEqualTo(DeliveryOutcome.Deferred.busy("no time left", Optional.empty()));
        assertThat(server.messages()).extracting(Message::text).containsExactly("hi");
    }

    @Test
    void keeps_its_own_limit() {
        SmppProvider sender = open(Carriers.definition("limits: {per-second: 1}"));
        assertThat(sender.send(Carriers.message("hi"))).isEqualTo(accepted("1"));
        assertThat(sender.send(Carriers.message("hi")))
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Deferred.class,
                        deferred -> assertThat(deferred.reason()).isEqualTo("own limit of carrier"));
    }

    @Test
    void gives_up_waiting_when_the_session_ends() {
        SmppProvider sender = open(Carriers.definition());
        server.hangUpOnMessages();
        long begin = System.nanoTime();
        assertThat(sender.send(Carriers.message("hi"))).isEqualTo(new DeliveryOutcome.Unknown("lost answer"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void binds_again_after_the_carrier_hung_up() {
        SmppProvider sender = open(Carriers.definition());
        server.hangUpOnMessages();
        assertThat(sender.send(Carriers.message("hi"))).isInstanceOf(DeliveryOutcome.Unknown.class);
        server.accept();
        assertThat(sender.send(Carriers.message("hi"))).isEqualTo(accepted("1"));
        assertThat(server.binds()).isEqualTo(2);
    }

    @Test
    void binds_again_after_the_carrier_said_good_bye() {
        SmppProvider sender = open(Carriers.definition());
        assertThat(sender.send(Carriers.message("hi"))).isEqualTo(accepted("1"));
        server.unbind();
        SmppTestServer.await(() -> server.binds() == 2);
        assertThat(sender.send(Carriers.message("hi"))).isEqualTo(accepted("2"));
    }

    @Test
    void binds_again_when_the_carrier_comes_back() throws IOException {
        SmppProvider sender = open(Carriers.definition());
        assertThat(sender.send(Carriers.message("hi"))).isEqualTo(accepted("1"));
        server.restart();
        SmppTestServer.await(() -> server.binds() == 1);
        assertThat(sender.send(Carriers.message("hi"))).isEqualTo(accepted("2"));
    }

    @Test
    void defers_without_a_carrier() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        SmppProvider sender = open(
                Carriers.definition(),
                Carriers.settings(
                        URI.create("smpp://127.0.0.1:" + port), LONG, "", Carriers.values("me", "secret"), true),
                (provider, reference, state) -> {});
        assertThat(sender.send(Carriers.message("hi")))
                .isEqualTo(new DeliveryOutcome.Deferred("no connection", Optional.empty()));
    }

    @Test
    void defers_while_the_carrier_does_not_answer_to_a_bind() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            SmppProvider sender = open(
                    Carriers.definition(),
                    Carriers.settings(
                            URI.create("smpp://127.0.0.1:" + mute.getLocalPort()),
                            Duration.ofMillis(500),
                            "",
                            Carriers.values("me", "secret"),
                            true),
                    (provider, reference, state) -> {});
            assertThat(sender.send(Carriers.message("hi")))
                    .isEqualTo(new DeliveryOutcome.Deferred("no connection in time", Optional.empty()));
        }
    }

    @Test
    void defers_when_the_carrier_speaks_another_protocol() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CountDownLatch answered = new CountDownLatch(1);
            Future<Boolean> greeting = thread.submit(() -> {
                try (Socket client = other.accept()) {
                    // Read as a length, this is more than a gigabyte.
                    client.getOutputStream().write("SSH-2.0-server\r\n".getBytes(StandardCharsets.US_ASCII));
                    return answered.await(30, TimeUnit.SECONDS);
                }
            });
            SmppProvider sender = open(
                    Carriers.definition(),
                    Carriers.settings(
                            URI.create("smpp://127.0.0.1:" + other.getLocalPort()),
                            LONG,
                            "",
                            Carriers.values("me", "secret"),
                            true),
                    (provider, reference, state) -> {});
            assertThat(sender.send(Carriers.message("hi")))
                    .isEqualTo(new DeliveryOutcome.Deferred("no connection", Optional.empty()));
            answered.countDown();
            assertThat(greeting.get()).isTrue();
        } finally {
            thread.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({"0x0E, authentication (0x0E)", "0x0F, authentication (0x0F)", "0x05, temporary (0x05)"})
    void defers_while_the_carrier_refuses_the_bind(String status, String reason) {
        server.answerBindsWith(Integer.decode(status));
        SmppProvider sender = open(Carriers.definition());
        assertThat(sender.send(Carriers.message("hi")))
                .isEqualTo(new DeliveryOutcome.Deferred(reason, Optional.empty()));
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void binds_with_the_password_of_the_moment() {
        AtomicReference<String> password = new AtomicReference<>("old");
        ProviderSettings settings = Carriers.settings(
                server.uri(), LONG, "", name -> Optional.of(name.equals("password") ? password.get() : "me"), true);
        server.answerBindsWith(0x0E);
        SmppProvider sender = open(Carriers.definition(), settings, (provider, reference, state) -> {});
        assertThat(sender.send(Carriers.message("hi"))).isInstanceOf(DeliveryOutcome.Deferred.class);
        assertThat(server.lastPassword()).isEqualTo("old");
        password.set("new");
        server.answerBindsWith(0);
        SmppTestServer.await(() -> server.lastPassword().equals("new"));
        assertThat(sender.send(Carriers.message("hi"))).isEqualTo(accepted("1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"too long by far", "schlüsse"})
    void keeps_a_password_that_smpp_has_no_place_for_to_itself(String password) {
        ProviderSettings settings = Carriers.settings(server.uri(), LONG, "", Carriers.values("me", password), true);
        assertThat(open(Carriers.definition(), settings, (provider, reference, state) -> {})
                        .send(Carriers.message("hi")))
                .isEqualTo(new DeliveryOutcome.Deferred("credentials cannot be sent", Optional.empty()));
        assertThat(server.binds()).isZero();
    }

    @Test
    void pauses_longer_and_longer_while_the_carrier_refuses() {
        server.answerBindsWith(0x0E);
        open(Carriers.definition());
        SmppTestServer.await(() -> server.binds() == 1);
        long first = System.nanoTime();
        SmppTestServer.await(() -> server.binds() == 4);
        // The pauses are 0.25 s, 0.5 s and 1 s.
        assertThat(Duration.ofNanos(System.nanoTime() - first)).isGreaterThan(Duration.ofMillis(1700));
    }

    @Test
    void asks_whether_the_carrier_is_there() {
        open(Carriers.definitionWith(", enquire-link: PT1S"));
        SmppTestServer.await(() -> server.enquireLinks() >= 2);
        assertThat(server.binds()).isEqualTo(1);
    }

    @Test
    void calls_no_private_address_unless_allowed() {
        ProviderSettings settings = Carriers.settings(server.uri(), LONG, "", Carriers.values("me", "secret"), false);
        assertThat(open(Carriers.definition(), settings, (provider, reference, state) -> {})
                        .send(Carriers.message("hi")))
                .isEqualTo(new DeliveryOutcome.Deferred("private address refused", Optional.empty()));
        assertThat(server.binds()).isZero();
    }

    @Test
    void sends_over_tls_to_the_host_the_certificate_names(@TempDir Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        assertThat(overTls(folder, "ip:127.0.0.1")).isEqualTo(accepted("1"));
    }

    @Test
    void sends_nothing_over_tls_to_another_host(@TempDir Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        assertThat(overTls(folder, "dns:carrier.example"))
                .isEqualTo(new DeliveryOutcome.Deferred("no trusted connection", Optional.empty()));
    }

    private static DeliveryOutcome overTls(Path folder, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        SSLContext context = TestCertificate.create(folder, name).context();
        try (SmppTestServer secured = SmppTestServer.startWithTls(context);
                SmppProvider sender = SmppProvider.open(
                        Carriers.definition(),
                        Carriers.settings(secured, LONG),
                        Clock.systemUTC(),
                        (provider, reference, state) -> {},
                        context)) {
            return sender.send(Carriers.message("hi"));
        }
    }

    @Test
    void sends_nothing_once_it_is_closed() {
        SmppProvider sender = open(Carriers.definition());
        assertThat(sender.send(Carriers.message("hi"))).isEqualTo(accepted("1"));
        sender.close();
        assertThat(sender.send(Carriers.message("hi")))
                .isEqualTo(new DeliveryOutcome.Deferred("stopped", Optional.empty()));
        assertThat(server.binds()).isEqualTo(1);
    }

    @Test
    void shows_no_text_and_no_password() {
        assertThat(SmppText.of("Your code is 483920", 7).toString()).doesNotContain("483920");
        SmppDefinition definition = Carriers.definition();
        assertThat(definition.credentials(Carriers.settings(server, LONG)).toString())
                .doesNotContain("secret");
    }

    private static DeliveryOutcome accepted(String reference) {
        return new DeliveryOutcome.Accepted("carrier", Optional.of(reference));
    }

    private SmppProvider open(SmppDefinition definition) {
        return open(definition, Carriers.settings(server, LONG), (provider, reference, state) -> {});
    }

    private SmppProvider open(SmppDefinition definition, ProviderSettings settings, DeliveryReports receipts) {
        SmppProvider sender = SmppProvider.open(definition, settings, Clock.systemUTC(), receipts);
        senders.add(sender);
        return sender;
    }
}
