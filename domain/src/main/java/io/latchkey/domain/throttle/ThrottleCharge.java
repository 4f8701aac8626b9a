package io.latchkey.domain.throttle;

import java.util.UUID;

/**
 * One call that is counted against one limit.
 *
 * @param key keyed digest of the limit's subject, so that the store holds no address
 */
public record ThrottleCharge(UUID key, ThrottleLimit limit) {}
