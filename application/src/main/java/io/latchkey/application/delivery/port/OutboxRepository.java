package io.latchkey.application.delivery.port;

import io.latchkey.domain.delivery.DeliveryState;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.otp.OtpChallengeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Messages that were promised. */
public interface OutboxRepository {
    void insert(OutboxMessage message);

    /**
     * Takes messages that are due, in the order they are due, passing over those another dispatcher holds; they are {@code
     * SENDING} until {@code claimedUntil} when the unit of work commits. A message whose claim ran out is due again.
     *
     * @param limit at most so many
     */
    List<OutboxMessage> claim(int limit, Instant now, Instant claimedUntil);

    /** Records what became of claimed messages. */
    void update(List<OutboxMessage> messages);

    /**
     * Records what a provider says became of a message it accepted; what is known already stays.
     *
     * @param reference the provider's own id of the message
     * @return whether the provider took such a message
     */
    boolean receive(String provider, String reference, DeliveryState state);

    /** How far the newest message of a challenge has come. */
    default Optional<DeliveryState> findState(OtpChallengeId challenge) {
        return findProgress(challenge).map(Progress::state);
    }

    /** How the newest message of a challenge stands. */
    Optional<Progress> findProgress(OtpChallengeId challenge);

    /** Gives up those messages of a challenge that wait for their next try. */
    void cancel(OtpChallengeId challenge, Instant now);

    /** @param attempts tries so far */
    record Progress(DeliveryState state, int attempts) {}

    /** Forgets messages created before this time that nobody waits for; answers how many. */
    int purge(Instant createdBefore);
}
