package io.latchkey.application.delivery.port;

import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.message.DeliveryState;
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

    /** Records what became of claimed messages; one that a receipt says arrived meanwhile stays as it is. */
    void update(List<OutboxMessage> messages);

    /** These messages as they are, locked until the unit of work ends; those there are no more are left out. */
    List<OutboxMessage> findForUpdate(List<OutboxMessageId> ids);

    /** How far the newest message of a challenge has come, as its reader sees it. */
    default Optional<DeliveryState> findState(OtpChallengeId challenge) {
        return findProgress(challenge).map(Progress::state);
    }

    /** How the newest message of a challenge stands. */
    Optional<Progress> findProgress(OtpChallengeId challenge);

    /** Gives up those messages of a challenge that wait for their next try or for a receipt. */
    void cancel(OtpChallengeId challenge);

    /**
     * @param state as the message's reader sees it; a message that a dispatcher holds and nobody took yet is {@code SENDING}
     * @param attempts tries so far
     */
    record Progress(DeliveryState state, int attempts) {}

    /** Forgets messages created before this time that nobody waits for; answers how many. */
    int purge(Instant createdBefore);
}
