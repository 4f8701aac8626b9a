package io.latchkey.domain.delivery;

import java.time.Instant;

/**
 * The minutes whose messages are counted ahead, without a gap between them.
 *
 * @param first begin of the first minute
 * @param end end of the last minute
 */
public record CountedSpan(Instant first, Instant end) {}
