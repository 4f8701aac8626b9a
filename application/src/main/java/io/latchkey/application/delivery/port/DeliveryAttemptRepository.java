package io.latchkey.application.delivery.port;

import io.latchkey.application.delivery.Report;
import io.latchkey.domain.delivery.CountedSpan;
import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.FunnelRow;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.ReceiptTally;
import io.latchkey.domain.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores calls to providers, and the receipts about them. */
public interface DeliveryAttemptRepository {
    void insert(List<DeliveryAttempt> attempts);

    /**
     * Records what a provider reports about a message it took; the first report stays, unless it says that nobody will
     * ever tell.
     *
     * @param report its state and, where the provider tells it, the cause of a failure
     * @param sentFrom messages that were handed over before this time are left alone
     */
    Match receive(String provider, Report report, Instant at, Instant sentFrom);

    /** Those of these references by which a provider took messages from this time on. */
    List<String> taken(String provider, List<String> references, Instant sentFrom);

    /**
     * The messages that a receipt is about.
     *
     * @param messages those handed over under its reference; empty when there are none, or they are not recorded yet
     * @param isFirst whether it is the first receipt about any of these messages
     * @param sent how they went; empty when there are none
     */
    record Match(List<OutboxMessageId> messages, boolean isFirst, Optional<Sent> sent) {}

    /**
     * How a message went.
     *
     * @param country ISO 3166 code of the reader's number; empty text where there is none
     * @param at when the call to the provider began
     */
    record Sent(Channel channel, String country, Instant at) {}

    /**
     * A message that a provider took.
     *
     * @param channel by which it went
     * @param reference the provider's own id of it
     */
    record Taken(OutboxMessageId message, Channel channel, String reference) {}

    /**
     * The messages that a provider took in a span of time and about which no receipt came, oldest first.
     *
     * @param most the greatest number of messages
     */
    List<Taken> unreported(String provider, Instant from, Instant until, int most);

    /**
     * The messages of a provider whose code was used in a span of time. Of several that took the same message, only the last
     * before the use counts.
     *
     * @param most the greatest number of messages
     */
    List<Use> used(String provider, Instant from, Instant until, int most);

    /**
     * The use of a code.
     *
     * @param taken the message that carried it
     */
    record Use(Taken taken, Instant at) {}

    /**
     * Counts the messages accepted in a span of time and those confirmed in time, by provider and country. Messages of
     * which nobody will ever tell are left out, and so are those that failed because of their reader.
     *
     * @param inTime longest time from handing over to the receipt
     */
    List<ReceiptTally> tallyReceipts(Instant from, Instant until, Duration inTime);

    /**
     * Counts what became of the messages first handed over in a span of time, by provider, country, channel and template. It reads the
     * counts of {@link #countAhead} where there are any.
     */
    List<FunnelRow> funnel(Instant from, Instant until);

    /**
     * Counts the messages first handed over in one minute, for {@link #funnel} to read. Counts of this minute that are there already are
     * replaced.
     *
     * @param minute begin of the minute
     * @param counted all minutes that are counted after this one
     */
    void countAhead(Instant minute, CountedSpan counted);

    /** The minutes that are counted ahead; empty when there are none. */
    Optional<CountedSpan> countedAhead();

    /** When the first stored call began; empty when there is none. */
    Optional<Instant> firstAttempt();

    /** Forgets counts of minutes that began before this time, at most so many; answers how many. */
    int purgeCounts(Instant before, int most);

    /** Deletes calls that began before this time, the first ones first and at most so many; answers how many. */
    int purge(Instant before, int most);
}
