package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.port.DeliveryAttemptRepository;
import io.latchkey.application.delivery.port.DeliveryAttemptRepository.Taken;
import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.SenderProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds messages that a provider took, each with what the provider is to be told about it beside its id. */
final class TakenMessages {
    private final DeliveryAttemptRepository attempts;
    private final OutboxRepository outbox;
    private final MessageRoutes routes;
    private final UnitOfWork unitOfWork;

    TakenMessages(
            DeliveryAttemptRepository attempts, OutboxRepository outbox, MessageRoutes routes, UnitOfWork unitOfWork) {
        this.attempts = attempts;
        this.outbox = outbox;
        this.routes = routes;
        this.unitOfWork = unitOfWork;
    }

    /** @param profile that of the message's route, so that the same account of the provider is asked */
    record Unreported(String reference, SenderProfile profile) {}

    /** @param profile that of the message's route, so that the same account of the provider is told */
    record Used(String reference, SenderProfile profile, Instant at) {}

    /** As {@link DeliveryAttemptRepository#unreported}. */
    List<Unreported> unreported(String provider, Instant from, Instant until, int most) {
        List<Taken> found = unitOfWork.read(() -> attempts.unreported(provider, from, until, most));
        Function<Taken, SenderProfile> profiles = profiles(provider, found);
        return found.stream()
                .map(taken -> new Unreported(taken.reference(), profiles.apply(taken)))
                .toList();
    }

    /** As {@link DeliveryAttemptRepository#used}. */
    List<Used> used(String provider, Instant from, Instant until, int most) {
        List<DeliveryAttemptRepository.Use> found = unitOfWork.read(() -> attempts.used(provider, from, until, most));
        Function<Taken, SenderProfile> profiles = profiles(
                provider,
                found.stream().map(DeliveryAttemptRepository.Use::taken).toList());
        return found.stream()
                .map(use -> new Used(use.taken().reference(), profiles.apply(use.taken()), use.at()))
                .toList();
    }

    private Function<Taken, SenderProfile> profiles(String provider, List<Taken> found) {
        List<OutboxMessageId> ids =
                found.stream().map(Taken::message).distinct().toList();
        Map<OutboxMessageId, OutboxMessage> messages = ids.isEmpty()
                ? Map.of()
                : unitOfWork.read(() -> outbox.find(ids)).stream()
                        .collect(Collectors.toMap(OutboxMessage::id, message -> message));
        return taken -> {
            OutboxMessage message = messages.get(taken.message());
            return message == null ? SenderProfile.NONE : routes.profile(message, taken.channel(), provider);
        };
    }
}
