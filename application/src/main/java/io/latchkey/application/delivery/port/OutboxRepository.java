package io.latchkey.application.delivery.port;

import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores messages that were promised. */
public interface OutboxRepository {
    /** Stores a new message, which the dispatcher of this node may have claimed already. */
    void insert(OutboxMessage message);

    /**
     * Claims messages that are due, the longest due first. Messages that another dispatcher holds are skipped. Once the
     * unit of work has committed, claimed messages are {@code SENDING} until {@code claimedUntil}; then they are due
     * again.
     *
     * @param limit most messages to claim; 1 or more
     */
    List<OutboxMessage> claim(int limit, Instant now, Instant claimedUntil);

    /** Makes claimed messages due at once, as if they had not been claimed; those that another dispatcher has claimed since stay as they are. */
    void release(List<OutboxMessage> claimed, Instant now);

    /** Records the state of claimed messages; one that a receipt has meanwhile confirmed stays as it is. */
    void update(List<OutboxMessage> messages);

    /** Finds these messages and locks them until the unit of work ends; those that were deleted are left out. */
    List<OutboxMessage> findForUpdate(List<OutboxMessageId> ids);

    /** Finds these messages and locks none; those that were deleted are left out. */
    List<OutboxMessage> find(List<OutboxMessageId> ids);

    /** State of the newest message of a challenge, as its reader sees it. */
    default Optional<DeliveryState> findState(OtpChallengeId challenge) {
        return findProgress(challenge).map(Progress::state);
    }

    /** State and tries of the newest message of a challenge. */
    Optional<Progress> findProgress(OtpChallengeId challenge);

    /** Gives up those messages of a challenge that wait for their next try or for a receipt. */
    void cancel(OtpChallengeId challenge);

    /**
     * @param message the newest message
     * @param state as the message's reader sees it; {@code SENDING} while a dispatcher holds it and no provider took it
     *     yet
     * @param attempts tries so far
     * @param channel the channel that the requester chose; null when the route decided
     */
    record Progress(
            OutboxMessageId message,
            DeliveryState state,
            int attempts,
            @Nullable Channel channel) {}

    /**
     * Makes messages due sooner that a clock ahead put off: a claimed one after a whole claim, one that is newer than this time at once.
     *
     * @param claim longest time that a dispatcher holds a message
     * @return number of such messages
     */
    int capWaits(Instant now, Duration claim);

    /** Deletes messages created before this time that need no further step, the first ones first and at most so many; answers how many. */
    int purge(Instant createdBefore, int most);
}
