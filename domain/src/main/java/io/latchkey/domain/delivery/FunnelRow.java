package io.latchkey.domain.delivery;

import io.latchkey.domain.shared.Channel;
import java.util.Optional;

/**
 * Results of all messages of one kind.
 *
 * @param cost price of the accepted ones; empty where no price is known
 */
public record FunnelRow(Key key, Counts counts, Optional<Cost> cost) {
    /**
     * The kind of message that a row counts.
     *
     * @param country ISO 3166 code; empty text for e-mail and for numbers without one country
     * @param template name and language of the text
     */
    public record Key(String provider, String country, Channel channel, String template) {}

    /**
     * Numbers of messages.
     *
     * @param requested messages handed to the provider; a message counts once, however often it was tried
     * @param accepted messages that the provider took
     * @param delivered messages that arrived, according to a receipt
     * @param failed messages that were never taken, and messages that did not arrive, according to a receipt
     * @param verified accepted messages whose code was entered; when several messages carried that code, only the last
     *     one before it was entered counts
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
