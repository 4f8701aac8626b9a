package io.latchkey.adapters.sms.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.sms.SmsMessage;
import io.latchkey.adapters.sms.SmsSender;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.PhoneNumber;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What every sender of SMS over HTTP keeps to, whoever wrote it. An adapter written in Java implements this interface in a test class
 * of its own and says how its provider answers; {@link ProviderCheck} is the same for definitions.
 */
public interface ProviderConformance {
    /** The answer of a provider. */
    record Reply(int status, String body) {}

    /**
     * A sender that calls this server instead of the provider.
     *
     * @param longest wait for an answer
     */
    SmsSender sender(URI server, Duration longest);

    /** Takes the message. */
    Reply accepting();

    /** Refuses the message for good, whether or not another provider might take it. */
    Reply refusing();

    /** Takes no more messages for now; is sent with a {@code Retry-After} of seven seconds. */
    default Reply throttling() {
        return new Reply(429, "");
    }

    /** What the sender reads from {@link #accepting}; empty where the provider gives no reference. */
    Optional<String> reference();

    @Test
    default void accepts_what_the_provider_takes() throws IOException {
        assertThat(outcome(reply("", accepting())))
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Accepted.class,
                        accepted -> assertThat(accepted.reference()).isEqualTo(reference()));
    }

    @Test
    default void gives_up_what_the_provider_refuses() throws IOException {
        assertThat(outcome(reply("", refusing())))
                .isInstanceOfAny(DeliveryOutcome.Rejected.class, DeliveryOutcome.Declined.class);
    }

    @Test
    default void waits_as_long_as_a_throttling_provider_asks() throws IOException {
        assertThat(outcome(reply("Retry-After: 7\r\n", throttling())))
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Deferred.class,
                        deferred -> assertThat(deferred.retryAfter()).contains(Duration.ofSeconds(7)));
    }

    @Test
    default void defers_while_the_provider_is_broken() throws IOException {
        assertThat(outcome(reply("", new Reply(503, "")))).isInstanceOf(DeliveryOutcome.Deferred.class);
    }

    @Test
    default void follows_no_redirect() throws IOException {
        try (ScriptedServer server = new ScriptedServer()) {
            server.play(reply("Location: " + server.uri() + "/elsewhere\r\n", new Reply(302, "")));
            assertThat(send(server, Duration.ofSeconds(10))).isNotInstanceOf(DeliveryOutcome.Accepted.class);
            assertThat(server.calls()).hasSize(1);
        }
    }

    @Test
    default void knows_nothing_when_the_answer_comes_too_late() throws IOException {
        try (ScriptedServer server = new ScriptedServer()) {
            server.play(new ScriptedServer.Script.Silence());
            assertThat(send(server, Duration.ofMillis(700))).isInstanceOf(DeliveryOutcome.Unknown.class);
        }
    }

    @Test
    default void knows_nothing_when_the_answer_is_lost() throws IOException {
        assertThat(outcome(new ScriptedServer.Script.HangUp())).isInstanceOf(DeliveryOutcome.Unknown.class);
    }

    @Test
    default void sends_the_same_message_the_same_way_again() throws IOException {
        try (ScriptedServer server = new ScriptedServer()) {
            server.play(reply("", new Reply(503, "")));
            send(server, Duration.ofSeconds(10));
            send(server, Duration.ofSeconds(10));
            assertThat(server.calls()).hasSize(2);
            assertThat(server.calls().get(1).body())
                    .isEqualTo(server.calls().get(0).body());
        }
    }

    private DeliveryOutcome outcome(ScriptedServer.Script script) throws IOException {
        try (ScriptedServer server = new ScriptedServer()) {
            server.play(script);
            return send(server, Duration.ofSeconds(10));
        }
    }

    private DeliveryOutcome send(ScriptedServer server, Duration longest) {
        return sender(server.uri(), longest)
                .send(new SmsMessage(
                        new OutboxMessageId(new UUID(0x4000, 7)),
                        new PhoneNumber("+4915112345678"),
                        "Your code is 483920",
                        Optional.of("483920"),
                        "en"));
    }

    private static ScriptedServer.Script reply(String headers, Reply reply) {
        return new ScriptedServer.Script.Reply(reply.status(), headers, reply.body());
    }
}
