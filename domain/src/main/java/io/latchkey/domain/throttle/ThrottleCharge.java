package io.latchkey.domain.throttle;

import java.util.UUID;

/**
 * One call to be counted against one limit.
 *
 * @param key keyed digest of whom the limit is for, so that the store holds no address
 */
public record ThrottleCharge(UUID key, ThrottleLimit limit) {}
