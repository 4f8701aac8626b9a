package io.latchkey.adapters.rest.concealment;

import io.latchkey.adapters.rest.api.ConcealsAccounts;
import java.time.Duration;

/**
 * The operator's settings of the time of answers that conceal who has an account.
 *
 * @param usual such answers leave at whole multiples of this since the request came; zero for no wait
 * @param hashing the same where a password may be hashed or two codes are sent
 */
public record AnswerIntervals(Duration usual, Duration hashing) {
    private static final Duration LONGEST = Duration.ofSeconds(1);

    public AnswerIntervals {
        check(usual);
        check(hashing);
    }

    /**
     * Answers the interval.
     *
     * @throws IllegalArgumentException unless it is from zero to a second
     */
    public static Duration check(Duration interval) {
        if (interval.isNegative() || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("must be from PT0S to PT1S");
        }
        return interval;
    }

    Duration of(ConcealsAccounts rule) {
        return rule.takesLong() ? hashing : usual;
    }
}
