package io.latchkey.adapters.sms.http;

import io.latchkey.application.delivery.ReceiptCall;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a receipt of now from an old one that somebody kept. It is asked once the signature is known to be good. A call that is
 * repeated to the byte is admitted, because providers repeat what was not answered and a second receipt changes nothing. A call that
 * shows the id of an earlier one beside another body is refused: the signature then does not cover the body. This node remembers the
 * last {@value #MOST_SEEN} ids. Safe for use by several threads.
 */
public final class Freshness {
    /** Admits every receipt. */
    static final Freshness ALWAYS = new Freshness(Optional.empty(), Duration.ZERO, Optional.empty());

    private static final int MOST_SEEN = 20_000;

    private final Optional<CallPart> time;
    private final Duration tolerance;
    private final Optional<CallPart> once;
    private final Map<String, String> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_SEEN;
        }
    };

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

    boolean admits(ReceiptCall call, Instant now) {
        return isInTime(call, now) && isNew(call);
    }

    private boolean isInTime(ReceiptCall call, Instant now) {
        return time.isEmpty()
                || parse(time.get().of(call))
                        .filter(signedAt ->
                                Duration.between(signedAt, now).abs().compareTo(tolerance) <= 0)
                        .isPresent();
    }

    private boolean isNew(ReceiptCall call) {
        if (once.isEmpty()) {
            return true;
        }
        String id = once.get().of(call);
        String body = Macs.Encoding.HEX.write(Macs.sha256(call.body()));
        synchronized (seen) {
            String before = seen.putIfAbsent(id, body);
            return !id.isEmpty() && (before == null || before.equals(body));
        }
    }

    private static Optional<Instant> parse(String text) {
        try {
            if (text.matches("[0-9]{1,11}")) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            return Optional.of(
                    text.matches("[0-9]{12,15}") ? Instant.ofEpochMilli(Long.parseLong(text)) : Instant.parse(text));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
