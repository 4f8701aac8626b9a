package io.latchkey.application.account;

import io.latchkey.domain.throttle.ThrottleLimit;

/**
 * Limits on wrong codes that no challenge counts.
 *
 * @param perAddress wrong codes of one client address
 * @param overall wrong codes of all clients together; of those that name an e-mail address, per address named
 */
public record GuessLimits(ThrottleLimit perAddress, ThrottleLimit overall) {}
