package io.latchkey.application.message;

import io.latchkey.domain.throttle.ThrottleLimit;

/**
 * How owners are told what happened to their accounts.
 *
 * @param sms which notices also go out by SMS
 * @param perAccount notices of one kind about one account
 * @param locksPerAccount notices about one account that too many guesses shut a way of signing in
 */
public record NoticePolicy(Sms sms, ThrottleLimit perAccount, ThrottleLimit locksPerAccount) {
    /** Which notices go out by SMS. Whatever is chosen, an owner without an e-mail address is told by SMS. */
    public enum Sms {
        /** Every notice, to every number. */
        ALL,
        /** The notices about contacts, password, second factor, recovery and deletion. */
        ESSENTIAL,
        /** Only those to owners who have no e-mail address, and had none before. */
        WITHOUT_EMAIL
    }
}
