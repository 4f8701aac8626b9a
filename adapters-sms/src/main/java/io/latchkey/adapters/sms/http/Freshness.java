package io.latchkey.adapters.sms.http;

import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.port.ReceiptNonce;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Tells a receipt of now from an old one that somebody kept, by its time, and finds its nonce. A nonce is good for one content: a call that
 * is repeated to the byte is taken, because providers repeat what was not answered and a second receipt changes nothing. One that
 * shows the nonce beside another content is not, because the signature then does not cover the content.
 */
public final class Freshness {
    /** Admits every receipt. */
    static final Freshness ALWAYS = new Freshness(Optional.empty(), Duration.ZERO, Optional.empty());

    /** A nonce is known for so long where the signature covers no time. */
    private static final Duration KNOWN_WITHOUT_TIME = Duration.ofDays(1);

    /** Seconds since 1970 have ten digits until the year 2286, and milliseconds have thirteen. */
    private static final Pattern SECONDS = Pattern.compile("[0-9]{10}");

    private static final Pattern MILLIS = Pattern.compile("[0-9]{13}");

    private final Optional<CallPart> time;
    private final Duration tolerance;
    private final Optional<CallPart> once;

    /**
     * @param time part with the time at which the receipt was signed, in seconds or milliseconds since 1970 or in ISO 8601;
     *     empty when the signature covers none
     * @param tolerance longest time from signing to arrival, and the most that the provider's clock may be ahead
     * @param once part with the nonce: an id that no two receipts share; empty when there is none
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

    /** The part that holds the nonce; empty when there is none. */
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

    /** Whether the call shows a nonce, where receipts have one. */
    boolean hasNonce(ReceiptCall call) {
        return once.isEmpty() || !once.get().of(call).isEmpty();
    }

    /** The nonce of a call; empty where receipts have none. */
    Optional<ReceiptNonce> nonce(ReceiptCall call, Instant now) {
        // A call may be signed ahead of now by the tolerance, and is then in time for twice as long.
        Instant expiresAt = now.plus(time.isPresent() ? tolerance.multipliedBy(2) : KNOWN_WITHOUT_TIME);
        return once.map(part -> new ReceiptNonce(
                digest(Macs.utf8(call.provider()), Macs.utf8(part.of(call))),
                digest(Macs.utf8(call.query()), call.body()),
                expiresAt));
    }

    /** Half of a SHA-256, which is enough to tell texts apart. The first text has no line break, so no two pairs run together. */
    private static UUID digest(byte[] line, byte[] text) {
        byte[] both = Arrays.copyOf(line, line.length + 1 + text.length);
        both[line.length] = '\n';
        System.arraycopy(text, 0, both, line.length + 1, text.length);
        ByteBuffer half = ByteBuffer.wrap(Macs.sha256(both));
        return new UUID(half.getLong(), half.getLong());
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
