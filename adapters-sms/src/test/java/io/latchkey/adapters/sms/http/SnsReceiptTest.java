package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.sms.TestCertificate;
import io.latchkey.adapters.sms.http.LoopbackServer.Received;
import io.latchkey.adapters.sms.http.LoopbackServer.Reply;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import io.latchkey.application.testkit.MutableClock;
import io.latchkey.domain.message.DeliveryState;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Receipts that Amazon SNS brings. SNS is a server on this machine, with a certificate of its own. */
@Timeout(60)
class SnsReceiptTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:mail";
    private static final String SNS = "https://sns.eu-central-1.amazonaws.com";
    private static final String CERTIFICATE = SNS + "/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem";
    private static final String EVENT = "{\"eventType\":\"Delivery\",\"mail\":{\"messageId\":\"m-1\"}}";
    private static final Reading TAKEN = new Reading.Receipts(List.of(new Report("m-1", DeliveryState.DELIVERED)));
    private static final Reading REFUSED = new Reading.NotAuthentic();

    @TempDir
    private static Path folder;

    private static PrivateKey key;
    private static X509Certificate certificate;

    private final LoopbackServer server = new LoopbackServer();
    private Instant now = Instant.EPOCH;

    @BeforeAll
    static void makeKeys() throws IOException, InterruptedException, GeneralSecurityException {
        KeyStore store =
                TestCertificate.createRsa(folder, "dns:sns.amazonaws.com").store();
        key = (PrivateKey) store.getKey("server", TestCertificate.PASSWORD.toCharArray());
        certificate = (X509Certificate) store.getCertificate("server");
    }

    @BeforeEach
    void publishCertificate() throws GeneralSecurityException {
        now = certificate.getNotBefore().toInstant().plusSeconds(3600);
        String pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        server.answer = request -> Reply.of(200, pem);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpReceiptReader reader() {
        return reader(now, TOPIC);
    }

    private HttpReceiptReader reader(Instant at, String topic) {
        return reader(Clock.fixed(at, ZoneOffset.UTC), topic);
    }

    private static MutableClock clock(Instant start) {
        MutableClock clock = new MutableClock();
        clock.advance(Duration.between(MutableClock.START, start));
        return clock;
    }

    private HttpReceiptReader reader(Clock clock, String topic) {
        return new HttpReceiptReader(
                Bundled.definition("aws-ses"),
                Acme.settings("aws-ses", URI.create("https://nowhere.example.org"), Map.of("topic-arn", topic)),
                clock,
                new HttpSnsNotifier(
                        clock,
                        address -> URI.create(server.uri()
                                + address.getRawPath()
                                + (address.getRawQuery() == null ? "" : '?' + address.getRawQuery()))));
    }

    private ObjectNode notification() {
        return JSON.createObjectNode()
                .put("Type", "Notification")
                .put("MessageId", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324")
                .put("TopicArn", TOPIC)
                .put("Subject", "Amazon SES Email Event Notification")
                .put("Message", EVENT)
                .put("Timestamp", now.toString())
                .put("SignatureVersion", "2")
                .put("SigningCertURL", CERTIFICATE);
    }

    private ObjectNode question() {
        ObjectNode question = notification()
                .put("Type", "SubscriptionConfirmation")
                .put("Token", "2336412f37fb687f5d51e6e2425c464de257eb")
                .put("Message", "You have chosen to subscribe to the topic " + TOPIC)
                .put("SubscribeURL", SNS + "/?Action=ConfirmSubscription&Token=2336412f37fb687f5d51e6e2425c464de257eb");
        question.remove("Subject");
        return question;
    }

    /** Signs with the members in the order of the SNS guide, written out here once more. */
    private static ReceiptCall signed(ObjectNode message) throws GeneralSecurityException {
        List<String> members = message.path("Type").asText().equals("Notification")
                ? List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
                : List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
        StringBuilder text = new StringBuilder();
        for (String member : members) {
            if (message.has(member)) {
                text.append(member)
                        .append('\n')
                        .append(message.path(member).asText())
                        .append('\n');
            }
        }
        Signature signature = Signature.getInstance(
                message.path("SignatureVersion").asText().equals("1") ? "SHA1withRSA" : "SHA256withRSA");
        signature.initSign(key);
        signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return call(message.put("Signature", Base64.getEncoder().encodeToString(signature.sign())));
    }

    private static ReceiptCall call(ObjectNode message) {
        return new ReceiptCall("aws-ses", Map.of(), "", message.toString().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void reads_the_event_in_a_signed_notification_and_fetches_the_certificate_once(String version)
            throws GeneralSecurityException {
        HttpReceiptReader reader = reader();
        ReceiptCall call = signed(notification().put("SignatureVersion", version));
        assertThat(FirstUse.read(reader, call)).contains(TAKEN);
        assertThat(FirstUse.read(reader, call)).contains(TAKEN);
        assertThat(server.received)
                .extracting(Received::path)
                .containsExactly("/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem");
    }

    @Test
    void reads_a_notification_without_a_subject() throws GeneralSecurityException {
        ObjectNode message = notification();
        message.remove("Subject");
        assertThat(FirstUse.read(reader(), signed(message))).contains(TAKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Message",
                "MessageId",
                "Subject",
                "Timestamp",
                "TopicArn",
                "Type",
                "Signature",
                "SignatureVersion"
            })
    void refuses_a_notification_of_which_anything_was_changed(String member) throws GeneralSecurityException {
        ObjectNode message = notification();
        ReceiptCall good = signed(message);
        assertThat(FirstUse.read(reader(), good)).contains(TAKEN);
        assertThat(FirstUse.read(
                        reader(), call(message.put(member, message.path(member).asText() + "0"))))
                .contains(REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "https://sns.eu-central-1.amazonaws.com.evil.example/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "https://evil.example/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "https://sns.eu-central-1.amazonaws.com@evil.example/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "https://sns.eu-central-1.amazonaws.com:8443/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "http://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "https://sns.eu-central-1.amazonaws.com.cn/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "HTTPS://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "https://SNS.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "https://sns.eu-central-1.amazonaws.com:/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "https://sns.eu-central-1.amazonaws.com:443/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "https://user@sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789ABCDEF0123456789abcdef.pem",
        "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
        "https://sns.eu-central-1.amazonaws.com/%53impleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "https://sns.eu-central-1.amazonaws.com//SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "https://sns.eu-central-1.amazonaws.com/./SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem?x=1",
        "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem?",
        "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem#x",
        "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem;x",
        "https://sns.eu-central-1.amazonaws.com/bucket/evil.pem",
        "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem/..",
        "https://sns.eu-central-1.amazonaws.com/?x=0.pem",
        "''",
        "nonsense:%"
    })
    void asks_nobody_else_for_a_certificate(String address) throws GeneralSecurityException {
        assertThat(FirstUse.read(reader(), signed(notification().put("SigningCertURL", address))))
                .contains(REFUSED);
        assertThat(server.received).isEmpty();
    }

    @Test
    void refuses_the_topic_of_somebody_else_without_asking_anybody() throws GeneralSecurityException {
        ObjectNode message = notification().put("TopicArn", TOPIC.replace("123456789012", "210987654321"));
        assertThat(FirstUse.read(reader(), signed(message))).contains(REFUSED);
        assertThat(FirstUse.read(reader(now, ""), signed(notification().put("TopicArn", ""))))
                .contains(REFUSED);
        ObjectNode question = question().put("TopicArn", TOPIC + "-of-mine");
        assertThat(FirstUse.read(reader(), signed(question))).contains(REFUSED);
        assertThat(server.received).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT1H, true", "PT1H1S, false", "-PT1H, true", "-PT1H1S, false"})
    void takes_a_notification_for_as_long_as_sns_repeats_it(Duration later, boolean isTaken)
            throws GeneralSecurityException {
        // The certificate of the test is good for two days, so it is valid at each of these times.
        now = now.plus(Duration.ofHours(4));
        assertThat(FirstUse.read(reader(now.plus(later), TOPIC), signed(notification())))
                .contains(isTaken ? TAKEN : REFUSED);
    }

    @Test
    void refuses_a_certificate_that_has_expired() throws GeneralSecurityException {
        now = certificate.getNotAfter().toInstant().plusSeconds(1);
        assertThat(FirstUse.read(reader(), signed(notification()))).contains(REFUSED);
    }

    @Test
    void confirms_the_subscription_to_its_own_topic() throws GeneralSecurityException {
        assertThat(FirstUse.read(reader(), signed(question()))).contains(new Reading.Greeting(""));
        assertThat(server.received)
                .extracting(Received::path)
                .containsExactly(
                        "/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
                        "/?Action=ConfirmSubscription&Token=2336412f37fb687f5d51e6e2425c464de257eb");
    }

    @Test
    void calls_no_address_elsewhere_even_when_sns_signed_it() throws GeneralSecurityException {
        ObjectNode question = question().put("SubscribeURL", "https://evil.example/?Action=ConfirmSubscription");
        assertThat(FirstUse.read(reader(), signed(question))).contains(new Reading.Greeting(""));
        assertThat(server.received).hasSize(1);
    }

    @Test
    void takes_note_of_a_subscription_that_has_ended() throws GeneralSecurityException {
        assertThat(FirstUse.read(reader(), signed(question().put("Type", "UnsubscribeConfirmation"))))
                .contains(new Reading.Greeting(""));
        assertThat(server.received).hasSize(1);
    }

    @Test
    void has_sns_repeat_what_it_cannot_verify_now_and_asks_a_silent_address_again_after_a_while()
            throws GeneralSecurityException {
        server.answer = request -> Reply.of(503, "");
        MutableClock clock = clock(now);
        HttpReceiptReader reader = reader(clock, TOPIC);
        ReceiptCall call = signed(notification());
        assertThatThrownBy(() -> FirstUse.read(reader, call)).isInstanceOf(NotifierBusyException.class);
        assertThatThrownBy(() -> FirstUse.read(reader, call)).isInstanceOf(NotifierBusyException.class);
        assertThat(server.received).hasSize(1);
        publishCertificate();
        clock.advance(Duration.ofSeconds(11));
        assertThat(FirstUse.read(reader, call)).contains(TAKEN);
    }

    @Test
    void refuses_what_is_no_certificate_and_asks_for_it_once_in_a_while() throws GeneralSecurityException {
        ReceiptCall call = signed(notification());
        for (Reply reply : List.of(Reply.of(404, "not found"), Reply.of(200, "<html>"), Reply.of(302, ""))) {
            server.received.clear();
            server.answer = request -> reply;
            MutableClock clock = clock(now);
            HttpReceiptReader reader = reader(clock, TOPIC);
            assertThat(FirstUse.read(reader, call)).contains(REFUSED);
            assertThat(FirstUse.read(reader, call)).contains(REFUSED);
            assertThat(server.received).hasSize(1);
            clock.advance(Duration.ofMinutes(11));
            assertThat(FirstUse.read(reader, call)).contains(REFUSED);
            assertThat(server.received).hasSize(2);
        }
    }

    @Test
    void fetches_nothing_for_a_notification_that_is_too_old() throws GeneralSecurityException {
        assertThat(FirstUse.read(reader(now.plus(Duration.ofHours(2)), TOPIC), signed(notification())))
                .contains(REFUSED);
        assertThat(server.received).isEmpty();
    }

    @Test
    void keeps_its_certificate_whatever_strangers_name() throws GeneralSecurityException {
        HttpReceiptReader reader = reader();
        assertThat(FirstUse.read(reader, signed(notification()))).contains(TAKEN);
        server.answer = request -> Reply.of(404, "");
        for (int i = 0; i < 50; i++) {
            String another = "%s/SimpleNotificationService-%032x.pem".formatted(SNS, i);
            assertThat(FirstUse.read(reader, signed(notification().put("SigningCertURL", another))))
                    .contains(REFUSED);
        }
        int asked = server.received.size();
        assertThat(FirstUse.read(reader, signed(notification()))).contains(TAKEN);
        assertThat(server.received).hasSize(asked);
    }

    @Test
    void waits_for_no_fetch_of_others() throws GeneralSecurityException, InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        var publish = server.answer;
        String slow = "%s/SimpleNotificationService-%032x.pem".formatted(SNS, 7);
        server.answer = request -> {
            if (slow.endsWith(request.path())) {
                asked.countDown();
                try {
                    answered.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            return publish.apply(request);
        };
        HttpReceiptReader reader = reader();
        ReceiptCall call = signed(notification().put("SigningCertURL", slow));
        CompletableFuture<Reading> first =
                CompletableFuture.supplyAsync(() -> FirstUse.read(reader, call).orElseThrow());
        try {
            asked.await();
            assertThatThrownBy(() -> FirstUse.read(reader, call)).isInstanceOf(NotifierBusyException.class);
            assertThat(FirstUse.read(reader, signed(notification()))).contains(TAKEN);
        } finally {
            answered.countDown();
        }
        assertThat(first.join()).isEqualTo(TAKEN);
    }

    @Test
    void takes_no_receipt_that_sns_did_not_bring() {
        assertThat(FirstUse.read(
                        reader(), new ReceiptCall("aws-ses", Map.of(), "", EVENT.getBytes(StandardCharsets.UTF_8))))
                .contains(REFUSED);
        assertThat(FirstUse.read(reader(), new ReceiptCall("aws-ses", Map.of(), "", new byte[0])))
                .contains(REFUSED);
        assertThat(FirstUse.read(
                        reader(), new ReceiptCall("aws-ses", Map.of(), "", "[]".getBytes(StandardCharsets.UTF_8))))
                .contains(REFUSED);
    }
}
