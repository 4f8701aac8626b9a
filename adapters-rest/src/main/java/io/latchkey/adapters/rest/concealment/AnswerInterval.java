package io.latchkey.adapters.rest.concealment;

import java.time.Duration;

/**
 * Answers leave at whole multiples of this since their request came.
 *
 * @param length from zero, for no wait, to a second
 */
public record AnswerInterval(Duration length) {
    private static final Duration LONGEST = Duration.ofSeconds(1);

    public AnswerInterval {
        if (length.isNegative() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("must be from PT0S to PT1S");
        }
    }

    boolean holds() {
        return !length.isZero();
    }

    /**
     * Answers the time until the next multiple; more than zero.
     *
     * @param nanos since the request came
     */
    Duration left(long nanos) {
        return Duration.ofNanos(length.toNanos() - nanos % length.toNanos());
    }
}
