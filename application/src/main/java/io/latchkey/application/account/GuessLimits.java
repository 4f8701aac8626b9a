package io.latchkey.application.account;

import io.latchkey.domain.throttle.ThrottleLimit;

/**
 * Limits on wrong codes that no challenge counts.
 *
 * @param perAddress wrong codes of one client address
 * @param overall wrong codes of all clients together; for codes with an e-mail address, wrong codes for that address
 */
public record GuessLimits(ThrottleLimit perAddress, ThrottleLimit overall) {}
