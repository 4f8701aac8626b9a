package io.latchkey.application.testkit;

import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallengeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Queued messages in memory. */
public final class InMemoryOutboxRepository implements OutboxRepository {
    private final InMemoryStore store;

    public InMemoryOutboxRepository(InMemoryStore store) {
        this.store = store;
    }

    /** Every message, oldest first. */
    public List<OutboxMessage> all() {
        return List.copyOf(store.outbox.read().values());
    }

    @Override
    public void insert(OutboxMessage message) {
        if (store.outbox.write().putIfAbsent(message.id(), message) != null) {
            throw new IllegalStateException("the message exists already");
        }
    }

    @Override
    public List<OutboxMessage> claim(int limit, Instant now, Instant claimedUntil) {
        List<OutboxMessage> claimed = store.outbox.read().values().stream()
                .filter(message -> isDue(message, now))
                .sorted(Comparator.comparing(InMemoryOutboxRepository::dueAt))
                .limit(limit)
                .map(message -> message.claim(claimedUntil))
                .toList();
        update(claimed);
        return claimed;
    }

    @Override
    public void release(List<OutboxMessage> claimed, Instant now) {
        claimed.forEach(message -> store.outbox
                .write()
                .computeIfPresent(
                        message.id(),
                        (id, kept) ->
                                message.claimedUntil().equals(kept.nextAttemptAt()) ? message.release(now) : kept));
    }

    private static boolean isDue(OutboxMessage message, Instant now) {
        return isWaiting(message) && !dueAt(message).isAfter(now);
    }

    private static boolean isWaiting(OutboxMessage message) {
        return message.nextAttemptAt() != null;
    }

    private static Instant dueAt(OutboxMessage message) {
        return Objects.requireNonNull(message.nextAttemptAt());
    }

    @Override
    public void update(List<OutboxMessage> messages) {
        messages.forEach(message -> store.outbox
                .write()
                .computeIfPresent(
                        message.id(), (id, kept) -> kept.state() == DeliveryState.DELIVERED ? kept : message));
    }

    @Override
    public List<OutboxMessage> findForUpdate(List<OutboxMessageId> ids) {
        return ids.stream()
                .distinct()
                .map(id -> store.outbox.read().get(id))
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public List<OutboxMessage> find(List<OutboxMessageId> ids) {
        return findForUpdate(ids);
    }

    @Override
    public Optional<Progress> findProgress(OtpChallengeId challenge) {
        return of(challenge)
                .reduce((older, newer) -> newer.createdAt().isBefore(older.createdAt()) ? older : newer)
                .map(message -> new Progress(
                        message.id(), message.state().shown(message.isTaken()), message.attempts(), message.channel()));
    }

    @Override
    public void cancel(OtpChallengeId challenge) {
        update(of(challenge)
                .filter(message -> isWaiting(message) && message.state() != DeliveryState.SENDING)
                .map(OutboxMessage::cancel)
                .toList());
    }

    private Stream<OutboxMessage> of(OtpChallengeId challenge) {
        return store.outbox.read().values().stream()
                .filter(message ->
                        message.code() != null && message.code().challengeId().equals(challenge));
    }

    @Override
    public int capWaits(Instant now, Duration claim) {
        Instant claimed = now.plus(claim);
        List<OutboxMessage> ahead = store.outbox.read().values().stream()
                .filter(InMemoryOutboxRepository::isWaiting)
                .filter(message -> message.state() == DeliveryState.SENDING
                        ? dueAt(message).isAfter(claimed)
                        : message.createdAt().isAfter(claimed))
                .toList();
        ahead.forEach(message -> store.outbox
                .write()
                .put(message.id(), due(message, message.state() == DeliveryState.SENDING ? claimed : now)));
        return ahead.size();
    }

    private static OutboxMessage due(OutboxMessage message, Instant at) {
        OutboxMessage.Progress progress = message.progress();
        return new OutboxMessage(
                message.id(),
                message.envelope(),
                new OutboxMessage.Progress(
                        progress.state(),
                        progress.attempts(),
                        progress.step(),
                        at,
                        progress.provider(),
                        progress.providerReference(),
                        progress.failure(),
                        progress.refusals()));
    }

    @Override
    public int purge(Instant createdBefore, int most) {
        return InMemoryStore.removeFirst(
                store.outbox,
                message -> !isWaiting(message) && message.createdAt().isBefore(createdBefore),
                most);
    }
}
