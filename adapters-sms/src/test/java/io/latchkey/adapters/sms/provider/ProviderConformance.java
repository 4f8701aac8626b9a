package io.latchkey.adapters.sms.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.PhoneNumber;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rules for every provider of SMS, whatever its protocol and whoever wrote it. */
public interface ProviderConformance {
    /** A provider on this machine that treats each message as it was last told. */
    interface Stage extends AutoCloseable {
        /** @param longest longest wait for an answer */
        Provider open(Duration longest);

        /** From now on takes messages. */
        void accept();

        /** From now on refuses messages for good. */
        void refuse();

        /** From now on asks for a pause of seven seconds. */
        void throttle();

        /** From now on is broken. */
        void fail();

        /** From now on takes messages and never answers. */
        void staySilent();

        /** From now on takes messages and ends the connection. */
        void hangUp();

        /** One text for each message handed over since the last instruction. */
        List<String> calls();

        @Override
        void close() throws IOException;
    }

    Stage stage() throws IOException;

    /** The reference in an accepting answer; empty when the provider gives none. */
    Optional<String> reference();

    @Test
    default void accepts_what_the_provider_takes() throws IOException {
        try (Stage stage = stage()) {
            stage.accept();
            assertThat(send(stage))
                    .isInstanceOfSatisfying(
                            DeliveryOutcome.Accepted.class,
                            accepted -> assertThat(accepted.reference()).isEqualTo(reference()));
        }
    }

    @Test
    default void gives_up_what_the_provider_refuses() throws IOException {
        try (Stage stage = stage()) {
            stage.refuse();
            assertThat(send(stage)).isInstanceOfAny(DeliveryOutcome.Rejected.class, DeliveryOutcome.Declined.class);
        }
    }

    @Test
    default void waits_as_long_as_a_throttling_provider_asks() throws IOException {
        try (Stage stage = stage()) {
            stage.throttle();
            assertThat(send(stage))
                    .isInstanceOfSatisfying(
                            DeliveryOutcome.Deferred.class,
                            deferred -> assertThat(deferred.retryAfter()).contains(Duration.ofSeconds(7)));
        }
    }

    @Test
    default void defers_while_the_provider_is_broken() throws IOException {
        try (Stage stage = stage()) {
            stage.fail();
            assertThat(send(stage)).isInstanceOf(DeliveryOutcome.Deferred.class);
        }
    }

    @Test
    default void knows_nothing_when_the_answer_comes_too_late() throws IOException {
        try (Stage stage = stage()) {
            stage.staySilent();
            assertThat(send(stage, Duration.ofMillis(700))).isInstanceOf(DeliveryOutcome.Unknown.class);
        }
    }

    @Test
    default void knows_nothing_when_the_answer_is_lost() throws IOException {
        try (Stage stage = stage()) {
            stage.hangUp();
            assertThat(send(stage)).isInstanceOf(DeliveryOutcome.Unknown.class);
        }
    }

    @Test
    default void sends_the_same_message_the_same_way_again() throws IOException {
        try (Stage stage = stage()) {
            stage.fail();
            send(stage);
            send(stage);
            assertThat(stage.calls()).hasSize(2);
            assertThat(stage.calls().get(1)).isEqualTo(stage.calls().get(0));
        }
    }

    static DeliveryOutcome send(Stage stage) {
        return send(stage, Duration.ofSeconds(10));
    }

    static DeliveryOutcome send(Stage stage, Duration longest) {
        return stage.open(longest)
                .send(Messages.sms(
                        new OutboxMessageId(new UUID(0x4000, 7)),
                        new PhoneNumber("+4915112345678"),
                        "Your code is 483920",
                        Optional.of("483920"),
                        "en"));
    }
}
