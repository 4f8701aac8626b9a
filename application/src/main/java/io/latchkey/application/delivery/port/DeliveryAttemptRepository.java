package io.latchkey.application.delivery.port;

import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.FunnelRow;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.ReceiptTally;
import io.latchkey.domain.message.DeliveryState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What was handed to providers, and what they told of it. */
public interface DeliveryAttemptRepository {
    void insert(List<DeliveryAttempt> attempts);

    /**
     * Records what a provider says became of a message it took; what was said first stays.
     *
     * @param reference the provider's own id of the message
     * @param state {@link DeliveryState#DELIVERED} or {@link DeliveryState#FAILED}
     */
    Match receive(String provider, String reference, DeliveryState state, Instant at);

    /**
     * What a receipt is about.
     *
     * @param messages what was handed over under its reference; empty when nothing was, or it is not recorded yet
     * @param isFirst whether it is the first receipt about any of them
     */
    record Match(List<OutboxMessageId> messages, boolean isFirst) {}

    /**
     * How many messages, accepted from one time until before another, were confirmed in time, by provider and country.
     *
     * @param inTime longest time from handing over to the receipt
     */
    List<ReceiptTally> tallyReceipts(Instant from, Instant until, Duration inTime);

    /** What became of what was handed over from one time until before another, by provider, country, channel and template. */
    List<FunnelRow> funnel(Instant from, Instant until);

    /** Forgets what was handed over before this time; answers how many. */
    int purge(Instant before);
}
