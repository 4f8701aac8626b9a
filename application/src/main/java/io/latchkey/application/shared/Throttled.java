package io.latchkey.application.shared;

import io.latchkey.domain.throttle.ThrottleLimit;
import java.time.Duration;

/**
 * Too much, too soon.
 *
 * @param limit what was exceeded
 * @param retryAfter time after which the same call is admitted; more than zero
 */
public record Throttled(ThrottleLimit limit, Duration retryAfter) {}
