package io.latchkey.adapters.sms.http;

import io.latchkey.application.delivery.ReceiptCall;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Tells a receipt of now from an old one that somebody kept. A call that is repeated to the byte is admitted, because providers repeat
 * what was not answered and a second receipt changes nothing. A call that shows the id of an earlier one beside another body is refused:
 * the signature then does not cover the body. This node remembers ids for as long as their calls are in time, and the last
 * {@value #MOST_SEEN} at most. Safe for use by several threads.
 */
public final class Freshness {
    /** Admits every receipt. */
    static final Freshness ALWAYS = new Freshness(Optional.empty(), Duration.ZERO, Optional.empty());

    private static final int MOST_SEEN = 200_000;
    /** An id is remembered for so long where the signature covers no time. */
    private static final Duration SEEN_WITHOUT_TIME = Duration.ofDays(1);

    /** Seconds since 1970 have ten digits until the year 2286, and milliseconds have thirteen. */
    private static final Pattern SECONDS = Pattern.compile("[0-9]{10}");

    private static final Pattern MILLIS = Pattern.compile("[0-9]{13}");

    private final Optional<CallPart> time;
    private final Duration tolerance;
    private final Optional<CallPart> once;
    private final Map<UUID, Seen> seen = new LinkedHashMap<>();

    /** @param until when its call is too old anyway */
    private record Seen(UUID body, Instant until) {}

    /**
     * @param time part with the time at which the receipt was signed, in seconds or milliseconds since 1970 or in ISO 8601;
     *     empty when the signature covers none
     * @param tolerance longest time from signing to arrival, and the most that the provider's clock may be ahead
     * @param once part with the id that no two receipts share; empty when there is none
     */
    Freshness(Optional<CallPart> time, Duration tolerance, Optional<CallPart> once) {
        this.time = time;
        this.tolerance = tolerance;
        this.once = once;
    }

    /** Whether the receipt's age can be told. */
    public boolean tellsAge() {
        return time.isPresent();
    }

    /** The part that holds the time of signing; empty when there is none. */
    public Optional<CallPart> time() {
        return time;
    }

    /** The part that holds the id of the receipt; empty when there is none. */
    public Optional<CallPart> once() {
        return once;
    }

    /** Whether the call was signed a short time ago, as far as it says so itself. It needs no signature to be looked at. */
    boolean isInTime(ReceiptCall call, Instant now) {
        return time.isEmpty()
                || parse(time.get().of(call))
                        .filter(signedAt ->
                                Duration.between(signedAt, now).abs().compareTo(tolerance) <= 0)
                        .isPresent();
    }

    /** Whether no other call showed the same id; the id counts as used from now on. The signature is known to be good. */
    boolean isNew(ReceiptCall call, Instant now) {
        if (once.isEmpty()) {
            return true;
        }
        String id = once.get().of(call);
        // A call may be signed ahead of now by the tolerance, and is then in time for twice as long.
        Instant until = now.plus(time.isPresent() ? tolerance.multipliedBy(2) : SEEN_WITHOUT_TIME);
        UUID body = digest(call.body());
        synchronized (seen) {
            forget(now);
            Seen before = seen.putIfAbsent(digest(Macs.utf8(id)), new Seen(body, until));
            return !id.isEmpty() && (before == null || before.body().equals(body));
        }
    }

    /** Half of a SHA-256, which is enough to tell texts apart and takes little memory. */
    private static UUID digest(byte[] text) {
        ByteBuffer half = ByteBuffer.wrap(Macs.sha256(text));
        return new UUID(half.getLong(), half.getLong());
    }

    private void forget(Instant now) {
        Iterator<Seen> eldest = seen.values().iterator();
        while (eldest.hasNext() && (!now.isBefore(eldest.next().until()) || seen.size() >= MOST_SEEN)) {
            eldest.remove();
        }
    }

    private static Optional<Instant> parse(String text) {
        try {
            if (SECONDS.matcher(text).matches()) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            return Optional.of(
                    MILLIS.matcher(text).matches() ? Instant.ofEpochMilli(Long.parseLong(text)) : Instant.parse(text));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
