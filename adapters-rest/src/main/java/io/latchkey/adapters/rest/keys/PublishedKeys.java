package io.latchkey.adapters.rest.keys;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * The public keys with which anybody can check the tokens of this service.
 *
 * @param source the key set as it is now, as JSON (RFC 7517 §5)
 * @param lead how long a new key is published before it signs
 */
public record PublishedKeys(Supplier<String> source, Duration lead) {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** The key set as JSON. */
    String keySet() {
        return source.get();
    }

    /** How long anybody may keep the key set: a quarter of the lead and at most 15 minutes, so that nobody meets an unknown key. */
    public Duration goodFor() {
        Duration quarter = lead.dividedBy(4);
        return quarter.compareTo(LONGEST) < 0 ? quarter : LONGEST;
    }

    /** Tells caches the same. */
    String cacheControl() {
        return "public, max-age=" + goodFor().toSeconds();
    }
}
