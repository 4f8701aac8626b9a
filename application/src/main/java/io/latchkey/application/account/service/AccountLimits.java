package io.latchkey.application.account.service;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.domain.user.User;
import java.util.Optional;

/**
 * Counts limited tries. Each count is a unit of work of its own, so that it stays when the try is refused. It comes
 * before a costly hash.
 */
final class AccountLimits {
    private final ThrottlePolicy limits;
    private final Throttles throttles;
    private final UnitOfWork unitOfWork;

    AccountLimits(ThrottlePolicy limits, Throttles throttles, UnitOfWork unitOfWork) {
        this.limits = limits;
        this.throttles = throttles;
        this.unitOfWork = unitOfWork;
    }

    /** Counts a registration per client address; empty when it is within the limit. */
    Optional<Throttled> countRegistration(ClientOrigin origin) {
        return unitOfWork.execute(() -> throttles
                .call(origin)
                .chargeCrowd(limits.registerPerAddress(), origin.network())
                .take());
    }

    /** Counts a password check, a change of names or an upload per account; empty when it is within the limit. */
    Optional<Throttled> countWrite(User user) {
        return unitOfWork.execute(() -> throttles
                .call()
                .charge(limits.writePerAccount(), user.id().toString())
                .take());
    }
}
