package io.latchkey.application.admin;

import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.delivery.Funnel;
import io.latchkey.application.shared.Decision;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.Contact;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Use case: look at what the service does and runs with and why it decided as it did, and rotate its keys. */
public interface OverseeOperationUseCase {
    /**
     * Finds messages, newest first. A search by provider looks a day back, unless it says otherwise.
     *
     * @param after where the page begins; empty for the first one
     * @param most 1 to {@link Page#MOST}
     */
    Administered<Page<MessageRecord>> findMessages(Act act, MessageSearch search, Optional<Position> after, int most);

    /** Reads a message and the calls to providers for it. */
    Administered<MessageStory> readMessage(Act act, OutboxMessageId id);

    /**
     * Finds decisions, newest first.
     *
     * @param contact the contact that they are about; empty for any
     * @param after where the page begins; empty for the first one
     * @param most 1 to {@link Page#MOST}
     */
    Administered<Page<Decision>> findDecisions(
            Act act, DecisionSearch search, Optional<Contact> contact, Optional<Position> after, int most);

    /** Reads the decision that a refusal named. */
    Administered<Decision> readDecision(Act act, UUID id);

    /** @param window how far back; more than zero */
    Administered<Funnel> readFunnel(Act act, Duration window);

    /** The keys that are published, in the order of the times from which they sign. */
    Administered<List<ServiceKey>> findKeys(Act act);

    /** Makes the next key now, unless there is one that does not sign yet; answers all keys. */
    Administered<List<ServiceKey>> rotateKeys(Act act);

    Administered<ServiceSettings> readSettings(Act act);
}
