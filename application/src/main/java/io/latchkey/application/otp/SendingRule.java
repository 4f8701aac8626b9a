package io.latchkey.application.otp;

import io.latchkey.application.throttle.TooSoon;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A rule that may refuse to send a code. All rules stand in one list. Each is asked when a code is promised, and again before its
 * message is handed over to a provider. A rule that only counts is a {@link CountedSendingRule}.
 */
public interface SendingRule {
    /**
     * Name of the rule where operators read why a code was refused; lower-case letters, digits and hyphens. It is asked for with each
     * code, so a rule had better name itself than be named like its class.
     */
    default String name() {
        return getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .replaceAll("[^A-Za-z0-9-]", "")
                .toLowerCase(Locale.ROOT);
    }

    /**
     * Why a code may not be sent now; empty when this rule admits it.
     *
     * <p>When a code is promised, this is called in the unit of work that promises it. It may be called more than once for one code.
     */
    Optional<TooSoon> refuse(Sending sending, Instant now);

    /**
     * Why a promised message may not be handed over now; empty when this rule admits it. The message waits until it is admitted, or is
     * given up when that is after its deadline. Called outside a unit of work, for every message; it is answered from memory.
     */
    default Optional<TooSoon> refuseHandover(Sending sending, Instant now) {
        return refuse(sending, now);
    }

    /**
     * Why the code would be refused, as far as memory tells; empty when it does not tell. Called before anything else, outside a unit
     * of work.
     */
    default Optional<TooSoon> foresee(SendCodeCommand command, Instant now) {
        return Optional.empty();
    }

    /** What a promised code counts against. The counters of all rules are taken in one statement. */
    default List<SendingCharge> charges(Sending sending) {
        return List.of();
    }

    /** Learns that a rule refused a code, in the unit of work that promises none because of it. */
    default void learnRefusal(Sending sending, TooSoon refusal, Instant now) {}
}
