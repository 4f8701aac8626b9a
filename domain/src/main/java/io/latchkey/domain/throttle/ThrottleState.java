package io.latchkey.domain.throttle;

import java.time.Instant;

/**
 * A counter after a call was counted.
 *
 * @param used calls in the window, including this call; above the quota exactly when the call was refused
 * @param windowEndsAt when the counter starts anew
 */
public record ThrottleState(int used, Instant windowEndsAt) {}
