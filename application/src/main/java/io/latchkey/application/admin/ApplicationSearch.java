package io.latchkey.application.admin;

import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which applications are looked for. All conditions hold together.
 *
 * @param owner whose account they act for
 * @param key the public half of the credential, whole
 * @param unusedSince neither used nor made from this time on
 */
public record ApplicationSearch(
        Optional<State> state, Optional<UserId> owner, Optional<String> key, Optional<Instant> unusedSince) {
    /** Every application. */
    public static final ApplicationSearch ALL =
            new ApplicationSearch(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether a credential may still be used. */
    public enum State {
        LIVE,
        EXPIRED
    }

    /** What a list is sorted by. Each order is that of an index, so that no list passes over much. */
    public enum Order {
        /** Newest first. */
        MADE,
        /** What ended last first. */
        ENDED,
        /** What was left alone for the longest time first. */
        LEFT_ALONE
    }

    /** The same search for applications that were neither used nor made from a time on. */
    public ApplicationSearch unused(Instant since) {
        return new ApplicationSearch(state, owner, key, Optional.of(since));
    }

    /** The same search for applications in a state. */
    public ApplicationSearch in(State wanted) {
        return new ApplicationSearch(Optional.of(wanted), owner, key, unusedSince);
    }

    /** The same search for applications of an account. */
    public ApplicationSearch of(UserId account) {
        return new ApplicationSearch(state, Optional.of(account), key, unusedSince);
    }

    /** What the list is sorted by. */
    public Order order() {
        if (unusedSince.isPresent()) {
            return Order.LEFT_ALONE;
        }
        return state.filter(State.EXPIRED::equals).isPresent() ? Order.ENDED : Order.MADE;
    }
}
