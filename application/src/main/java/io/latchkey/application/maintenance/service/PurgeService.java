package io.latchkey.application.maintenance.service;

import io.latchkey.application.delivery.port.DeliveryAttemptRepository;
import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.guard.port.ContactBlockRepository;
import io.latchkey.application.maintenance.PurgeUseCase;
import io.latchkey.application.maintenance.RetentionPolicy;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.port.ThrottleRepository;
import io.latchkey.application.ticket.port.TicketRepository;
import io.latchkey.application.user.port.RetryLockRepository;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.port.UserRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Purges table by table, each in a transaction of its own. */
public final class PurgeService implements PurgeUseCase {
    private final List<Supplier<Integer>> purges;
    private final UnitOfWork unitOfWork;

    public PurgeService(
            OtpChallengeRepository challenges,
            OutboxRepository outbox,
            DeliveryAttemptRepository attempts,
            SessionRepository sessions,
            UserRepository users,
            SignInFailureRepository failures,
            RetryLockRepository retryLocks,
            TicketRepository tickets,
            ThrottleRepository throttles,
            ContactBlockRepository blocks,
            RetentionPolicy policy,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.unitOfWork = unitOfWork;
        this.purges = List.of(
                () -> challenges.purge(ago(clock, policy.challenges())),
                () -> outbox.purge(ago(clock, policy.messages())),
                () -> attempts.purge(ago(clock, policy.messages())),
                () -> sessions.purge(ago(clock, policy.sessions())),
                () -> users.purgePending(ago(clock, policy.pendingAccounts())),
                () -> failures.purge(ago(clock, policy.signInFailures())),
                () -> retryLocks.purge(ago(clock, policy.signInFailures())),
                () -> tickets.purge(clock.instant()),
                () -> throttles.purge(clock.instant()),
                () -> blocks.purge(clock.instant()));
    }

    private static Instant ago(Clock clock, Duration retention) {
        return clock.instant().minus(retention);
    }

    @Override
    public int purge() {
        return purges.stream().mapToInt(unitOfWork::<Integer>execute).sum();
    }
}
