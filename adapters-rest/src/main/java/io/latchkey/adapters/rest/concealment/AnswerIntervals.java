package io.latchkey.adapters.rest.concealment;

import io.latchkey.adapters.rest.api.ConcealsAccounts;

/**
 * The operator's settings of the time of answers that conceal who has an account.
 *
 * @param usual the interval of most of them
 * @param longer that of answers that may take long, {@link ConcealsAccounts#takesLong}
 */
public record AnswerIntervals(AnswerInterval usual, AnswerInterval longer) {
    AnswerInterval of(ConcealsAccounts rule) {
        return rule.takesLong() ? longer : usual;
    }
}
