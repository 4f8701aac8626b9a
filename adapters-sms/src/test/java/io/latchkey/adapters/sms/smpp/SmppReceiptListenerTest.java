package io.latchkey.adapters.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.sms.provider.DeliveryReports;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.application.delivery.ReceiptFate;
import io.latchkey.application.delivery.Report;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.message.DeliveryState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsmpp.bean.MessageState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SmppReceiptListenerTest {
    private final List<Report> heard = new CopyOnWriteArrayList<>();
    private final List<String> notations = new CopyOnWriteArrayList<>();
    private final List<ReceiptFate> dropped = new CopyOnWriteArrayList<>();
    private SmppTestServer server;

    @BeforeEach
    void start() throws IOException {
        server = SmppTestServer.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "DELIVRD, DELIVERED",
        "delivrd, DELIVERED",
        "EXPIRED, FAILED",
        "DELETED, FAILED",
        "UNDELIV, FAILED",
        "REJECTD, FAILED"
    })
    void passes_on_what_the_text_says(String word, DeliveryState state) throws IOException {
        try (SmppProvider sender = open(Carriers.definition())) {
            assertThat(sender.send(Carriers.message("hi"))).isEqualTo(accepted("1"));
            assertThat(server.sendReceipt("1", word)).isZero();
            assertThat(heard).containsExactly(new Report("1", state));
        }
    }

    @ParameterizedTest
    @EnumSource(MessageState.class)
    void passes_on_what_the_parameters_say(MessageState state) throws IOException {
        try (SmppProvider sender = open(Carriers.definition())) {
            sender.send(Carriers.message("hi"));
            assertThat(server.sendReceiptParameters("1", state)).isZero();
            assertThat(heard)
                    .isEqualTo(
                            switch (state) {
                                case DELIVERED -> List.of(new Report("1", DeliveryState.DELIVERED));
                                case EXPIRED, DELETED, UNDELIVERABLE, REJECTED ->
                                    List.of(new Report("1", DeliveryState.FAILED));
                                case SCHEDULED, ENROUTE, ACCEPTED, UNKNOWN, SKIPPED -> List.of();
                            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a:7:b | id:a:7:b sub:001 dlvrd:001 stat:DELIVRD err:000",
                "a 7 b | id:a 7 b sub:001 stat:DELIVRD",
                "7 | id:7,sub:001,dlvrd:001,stat:DELIVRD,err:000",
                "7 | id:7; stat:DELIVRD",
                "7 | ID: 7 STAT: DELIVERED",
                "7 | stat:DELIVRD id:7"
            })
    void reads_the_texts_of_carriers_that_word_them_differently(String id, String text) throws IOException {
        try (SmppProvider sender = open(Carriers.definition())) {
            sender.send(Carriers.message("hi"));
            assertThat(server.sendReceiptText(text)).isZero();
            assertThat(heard).containsExactly(new Report(id, DeliveryState.DELIVERED));
        }
    }

    @Test
    void reads_the_text_where_a_parameter_says_less() throws IOException {
        try (SmppProvider sender = open(Carriers.definition())) {
            sender.send(Carriers.message("hi"));
            assertThat(server.sendReceiptContradicted("id:1 stat:DELIVRD", MessageState.ENROUTE.value()))
                    .isZero();
            assertThat(server.sendReceiptContradicted("id:1 stat:UNDELIV", (byte) 0))
                    .isZero();
            assertThat(heard)
                    .containsExactly(new Report("1", DeliveryState.DELIVERED), new Report("1", DeliveryState.FAILED));
        }
    }

    @Test
    void reads_ucs2_and_single_octets_that_are_called_ucs2() throws IOException {
        try (SmppProvider sender = open(Carriers.definition())) {
            sender.send(Carriers.message("hi"));
            String text = "id:1 sub:001 stat:DELIVRD err:000";
            assertThat(server.sendReceiptAsUcs2(text.getBytes(StandardCharsets.UTF_16BE)))
                    .isZero();
            assertThat(server.sendReceiptAsUcs2(text.getBytes(StandardCharsets.ISO_8859_1)))
                    .isZero();
            assertThat(heard)
                    .containsExactly(
                            new Report("1", DeliveryState.DELIVERED), new Report("1", DeliveryState.DELIVERED));
        }
    }

    @Test
    void reads_a_receipt_in_the_place_of_long_texts() throws IOException {
        try (SmppProvider sender = open(Carriers.definition())) {
            sender.send(Carriers.message("hi"));
            assertThat(server.sendReceiptPayload("id:1 stat:DELIVRD")).isZero();
            assertThat(heard).containsExactly(new Report("1", DeliveryState.DELIVERED));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id:1 sub:001 dlvrd:000 stat:ENROUTE err:000 text:x",
                "id:1 stat:ACCEPTD",
                "id:1 stat:UNKNOWN",
                "id:1 stat:",
                "id: stat:DELIVRD",
                "stat:DELIVRD",
                "id:1",
                "\u0000\u00ff{}",
                "",
            })
    void acknowledges_and_lets_go_what_is_not_final_or_not_understood(String text) throws IOException {
        try (SmppProvider sender = open(Carriers.definition())) {
            sender.send(Carriers.message("hi"));
            assertThat(server.sendReceiptText(text)).isZero();
            assertThat(server.sendFromTelephone("id:1 stat:DELIVRD")).isZero();
            assertThat(heard).isEmpty();
            assertThat(server.sendReceipt("1", "DELIVRD")).isZero();
            assertThat(heard).hasSize(1);
        }
    }

    private static final String CLASSES = """
            receipts: {errors: {bad-number: [1, "0C*"], opted-out: {"034": barred by its owner}, temporary: 11}}
            """;

    @ParameterizedTest
    @CsvSource({
        "UNDELIV, 001, '', rejected bad-number (1)",
        "UNDELIV, 1, '', rejected bad-number (1)",
        "UNDELIV, 034, '', rejected barred by its owner (034)",
        "REJECTD, 34, '', rejected barred by its owner (034)",
        "EXPIRED, 0011, '', deferred temporary (11)",
        "UNDELIV, 0C3, '', rejected bad-number (0C*)",
        "UNDELIV, 077, '', err 077",
        "UNDELIV, E7, '', err E7",
        "UNDELIV, 000, '', ''",
        "UNDELIV, '', '', ''",
        "UNDELIV, what-is-this, '', ''",
        "DELIVRD, 001, '', ''",
        "DELIVRD, '', 030001, ''",
        "UNDELIV, '', 030001, rejected bad-number (1)",
        "UNDELIV, '', 030022, rejected barred by its owner (034)",
        "UNDELIV, 001, 030022, rejected barred by its owner (034)",
        "UNDELIV, 001, 03FFFF, err 65535",
        "UNDELIV, 001, 030000, rejected bad-number (1)",
        "UNDELIV, 001, 0322, rejected bad-number (1)",
    })
    void reads_why_a_message_failed_from_the_parameter_and_then_from_the_text(
            String state, String inText, String inParameter, String reason) throws IOException {
        try (SmppProvider sender = open(Carriers.definition(CLASSES))) {
            sender.send(Carriers.message("hi"));
            server.sendReceiptWithError(
                    "id:1 sub:001 dlvrd:000 stat:" + state + " err:" + inText + " text:err:011",
                    networkError(inParameter));
            SmppTestServer.await(() -> !heard.isEmpty());
            assertThat(heard).hasSize(1);
            assertThat(heard.get(0)
                            .cause()
                            .map(cause -> cause.wireName() + " " + cause.reason())
                            .or(() -> heard.get(0).code())
                            .orElse(""))
                    .isEqualTo(reason);
        }
    }

    private static Optional<byte[]> networkError(String hex) {
        return Optional.of(HexFormat.of().parseHex(hex)).filter(octets -> octets.length > 0);
    }

    @ParameterizedTest
    @CsvSource({
        "hex, decimal, 3A7F, 14975, 3A7F, 14975",
        "decimal, hex, 0014975, 00003a7f, 14975, 14975",
        "hex, hex, 0x00003A7F, 3a7f, 3A7F, 14975",
        "text, text, 3A7F-a, 3A7F-a, 3A7F-a, 3A7F-a",
        "hex, decimal, 5e0c-77, 5e0c-77, 5e0c-77, 5e0c-77",
    })
    void knows_an_id_in_another_notation(
            String answer, String receipt, String answered, String inText, String inParameter, String reference)
            throws IOException {
        SmppDefinition definition =
                Carriers.definitionWith(", reference: {answer: " + answer + ", receipt: " + receipt + "}");
        server.acceptAs(answered);
        try (SmppProvider sender = open(definition)) {
            assertThat(sender.send(Carriers.message("hi"))).isEqualTo(accepted(reference));
            server.sendReceipt(inText, "DELIVRD");
            server.sendReceiptParameters(answer.equals("decimal") ? answered : inParameter, MessageState.UNDELIVERABLE);
            assertThat(heard)
                    .containsExactly(
                            new Report(reference, DeliveryState.DELIVERED),
                            new Report(reference, DeliveryState.FAILED));
        }
    }

    /** Without the key, the service tries these when no message has the receipt's own id. */
    @ParameterizedTest
    @CsvSource({
        "14975, 3A7F 3a7f 00003A7F 00003a7f 84341",
        "0014975, 14975 3A7F 3a7f 00003A7F 00003a7f 84341",
        "3a7f, 14975 3A7F",
        "00003A7F, 14975 00003a7f",
        "5e0c-77, ''",
    })
    void names_the_notations_that_the_answer_may_have_had(String id, String others) throws IOException {
        try (SmppProvider sender = open(Carriers.definition())) {
            sender.send(Carriers.message("hi"));
            server.sendReceipt(id, "DELIVRD");
            assertThat(notations).containsExactlyInAnyOrder(others.isEmpty() ? new String[0] : others.split(" ", -1));
        }
        notations.clear();
        try (SmppProvider sender = open(Carriers.definitionWith(", reference: {answer: hex, receipt: decimal}"))) {
            sender.send(Carriers.message("hi"));
            server.sendReceipt(id, "DELIVRD");
            assertThat(notations).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"id:1 stat:ENROUTE | NOT_FINAL", "id:1 stat:SEEN | NOT_FINAL", "stat:DELIVRD | NO_ID"})
    void counts_a_receipt_that_tells_nothing(String text, ReceiptFate fate) throws IOException {
        try (SmppProvider sender = open(Carriers.definition())) {
            sender.send(Carriers.message("hi"));
            server.sendReceiptText(text);
            assertThat(dropped).containsExactly(fate);
            server.sendFromTelephone("id:1 stat:DELIVRD");
            assertThat(dropped).containsExactly(fate, ReceiptFate.NOT_CALLED_RECEIPT);
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void counts_a_long_message_by_its_last_part() throws IOException {
        try (SmppProvider sender = open(Carriers.definition())) {
            assertThat(sender.send(Carriers.message("a".repeat(400)))).isEqualTo(accepted("3"));
            server.sendReceipt("3", "DELIVRD");
            assertThat(heard).containsExactly(new Report("3", DeliveryState.DELIVERED));
        }
    }

    @Test
    void has_a_receipt_that_could_not_be_recorded_delivered_again() throws IOException {
        DeliveryReports broken = (provider, reference, state) -> {
            throw new IllegalStateException("no database");
        };
        try (SmppProvider sender = SmppProvider.open(Carriers.definition(), settings(), Clock.systemUTC(), broken)) {
            sender.send(Carriers.message("hi"));
            assertThat(server.sendReceipt("1", "DELIVRD")).isEqualTo(0x64);
            assertThat(sender.send(Carriers.message("hi"))).isEqualTo(accepted("2"));
        }
    }

    @Test
    void hears_receipts_before_it_has_sent_anything() throws IOException {
        SmppProvider sender = open(Carriers.definition());
        try (sender) {
            SmppTestServer.await(() -> server.binds() == 1);
            SmppTestServer.await(() -> isHeard("77"));
            assertThat(heard).contains(new Report("77", DeliveryState.DELIVERED));
        }
    }

    /** Whether the receipt was heard. The server answers a bind a moment before it can send to the session. */
    private boolean isHeard(String id) {
        try {
            return server.sendReceipt(id, "DELIVRD") == 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    private SmppProvider open(SmppDefinition definition) {
        return SmppProvider.open(definition, settings(), Clock.systemUTC(), new DeliveryReports() {
            @Override
            public void received(String provider, String reference, DeliveryState state) {
                heard.add(new Report(reference, state));
            }

            @Override
            public void received(String provider, Report report, List<String> otherNotations) {
                notations.addAll(otherNotations);
                heard.add(report);
            }

            @Override
            public void dropped(String provider, ReceiptFate fate) {
                dropped.add(fate);
            }
        });
    }

    private ProviderSettings settings() {
        return Carriers.settings(server, Duration.ofSeconds(10));
    }

    private static DeliveryOutcome accepted(String reference) {
        return new DeliveryOutcome.Accepted("carrier", Optional.of(reference));
    }
}
