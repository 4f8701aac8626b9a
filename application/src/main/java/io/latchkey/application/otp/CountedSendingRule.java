package io.latchkey.application.otp;

import io.latchkey.application.throttle.TooSoon;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A rule that refuses by its counters alone. They count a code when it is promised; handing its message over counts no second time. */
public interface CountedSendingRule extends SendingRule {
    @Override
    List<SendingCharge> charges(Sending sending);

    @Override
    default Optional<TooSoon> refuse(Sending sending, Instant now) {
        return Optional.empty();
    }
}
