package io.latchkey.domain.delivery;

import io.latchkey.domain.shared.Channel;
import java.util.Optional;

/**
 * What became of messages of one kind.
 *
 * @param cost what the accepted ones cost; empty where no price is known
 */
public record FunnelRow(Key key, Counts counts, Optional<Cost> cost) {
    /**
     * Which messages are counted.
     *
     * @param country ISO 3166 code; empty text for e-mail and for numbers of no one country
     * @param template name and language of the text
     */
    public record Key(String provider, String country, Channel channel, String template) {}

    /**
     * How many there were.
     *
     * @param requested messages handed to the provider, once for each message however often it was tried
     * @param accepted those the provider took
     * @param delivered those a receipt says arrived
     * @param failed those that were never taken, and those a receipt says did not arrive
     * @param verified accepted ones whose code was given back; of several that carried one code, the last before that
     *     counts
     */
    public record Counts(long requested, long accepted, long delivered, long failed, long verified) {}

    public String provider() {
        return key.provider();
    }

    public String country() {
        return key.country();
    }

    public Channel channel() {
        return key.channel();
    }

    public String template() {
        return key.template();
    }

    public long requested() {
        return counts.requested();
    }

    public long accepted() {
        return counts.accepted();
    }

    public long delivered() {
        return counts.delivered();
    }

    public long failed() {
        return counts.failed();
    }

    public long verified() {
        return counts.verified();
    }
}
