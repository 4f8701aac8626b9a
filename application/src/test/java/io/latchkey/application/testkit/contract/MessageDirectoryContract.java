package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.admin.MessageSearch;
import io.latchkey.application.admin.MessageStory;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.port.MessageDirectory;
import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of directories of messages. */
public interface MessageDirectoryContract extends StoreContract {
    PhoneNumber PHONE = new PhoneNumber("+4915112345678");
    EmailAddress EMAIL = new EmailAddress("Ada@example.org");

    private MessageDirectory messages() {
        return store().administration().messages();
    }

    private OutboxMessage save(Contact contact, Instant createdAt) {
        OutboxMessage message = Samples.notice(contact, createdAt);
        inOne(() -> store().outbox().insert(message));
        return message;
    }

    private List<OutboxMessage> find(MessageSearch search) {
        return reading(() -> messages().find(search, Optional.empty(), 10));
    }

    private static MessageSearch search(
            Optional<DeliveryState> state,
            Optional<String> provider,
            Optional<Instant> from,
            Optional<Instant> before) {
        return new MessageSearch(state, Optional.empty(), provider, from, before);
    }

    @Test
    default void lists_messages_newest_first_and_page_by_page() {
        OutboxMessage oldest = save(PHONE, NOW);
        OutboxMessage newest = save(EMAIL, NOW.plusSeconds(2));
        OutboxMessage middle = save(PHONE, NOW.plusSeconds(1));
        assertThat(find(MessageSearch.ALL)).containsExactly(newest, middle, oldest);
        Position place = new Position(
                Long.toString(newest.createdAt().toEpochMilli()), newest.id().toString());
        assertThat(reading(() -> messages().find(MessageSearch.ALL, Optional.of(place), 1)))
                .containsExactly(middle);
        assertThat(find(MessageSearch.ALL.to(PHONE))).containsExactly(middle, oldest);
        assertThat(find(MessageSearch.ALL.to(EMAIL))).containsExactly(newest);
        assertThat(find(search(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(NOW.plusSeconds(1)),
                        Optional.of(NOW.plusSeconds(2)))))
                .containsExactly(middle);
    }

    @Test
    default void finds_messages_by_their_state_and_by_who_took_them() {
        OutboxMessage queued = save(PHONE, NOW);
        OutboxMessage taken = save(PHONE, NOW).accept("acme", "reference");
        inOne(() -> store().outbox().update(List.of(taken)));
        assertThat(find(search(
                        Optional.of(DeliveryState.QUEUED), Optional.empty(), Optional.empty(), Optional.empty())))
                .containsExactly(queued);
        assertThat(find(search(Optional.empty(), Optional.of("acme"), Optional.empty(), Optional.empty())))
                .extracting(OutboxMessage::id)
                .containsExactly(taken.id());
        assertThat(find(search(Optional.empty(), Optional.of("other"), Optional.empty(), Optional.empty())))
                .isEmpty();
        assertThat(reading(() -> messages().find(queued.id()))).contains(queued);
        assertThat(reading(() -> messages().find(new OutboxMessageId(UUID.randomUUID()))))
                .isEmpty();
    }

    @Test
    default void tells_the_calls_for_a_message_oldest_first() {
        OutboxMessage message = save(PHONE, NOW);
        DeliveryAttempt.Message about = new DeliveryAttempt.Message(message.id(), null, "DE", "account-deleted/en", 1);
        inOne(() -> store().attempts()
                .insert(List.of(
                        new DeliveryAttempt(
                                UUID.randomUUID(),
                                about,
                                "second",
                                Channel.SMS,
                                new DeliveryOutcome.Accepted("second", Optional.of("r")),
                                Optional.empty(),
                                NOW.plusSeconds(1),
                                Duration.ofMillis(70)),
                        new DeliveryAttempt(
                                UUID.randomUUID(),
                                about,
                                "first",
                                Channel.SMS,
                                new DeliveryOutcome.Rejected("no credit"),
                                Optional.empty(),
                                NOW,
                                Duration.ofMillis(50)))));
        List<MessageStory.Call> calls = reading(() -> messages().findCalls(message.id()));
        assertThat(calls).extracting(MessageStory.Call::provider).containsExactly("first", "second");
        assertThat(calls).extracting(MessageStory.Call::outcome).containsExactly("rejected", "accepted");
        assertThat(calls.get(1).channel()).isEqualTo("sms");
        assertThat(calls.get(1).country()).isEqualTo("DE");
        assertThat(calls.get(1).took()).isEqualTo(Duration.ofMillis(70));
        assertThat(calls.get(1).receipt()).isEmpty();
    }
}
