package io.latchkey.adapters.sms.provider;

import io.latchkey.application.delivery.ReceiptFate;
import io.latchkey.application.delivery.Report;
import io.latchkey.domain.message.DeliveryState;
import java.util.List;

/**
 * Receives delivery reports. Several threads of a provider may call it at once, and several times about the same
 * message. A report may arrive before the provider has answered that it accepted the message.
 */
@FunctionalInterface
public interface DeliveryReports {
    /**
     * Takes one report. When it throws, the provider reports again later.
     *
     * @param provider name of the provider that reports
     * @param reference as in {@link io.latchkey.domain.delivery.DeliveryOutcome.Accepted}; may be unknown
     * @param state {@link DeliveryState#DELIVERED} or {@link DeliveryState#FAILED}
     */
    void received(String provider, String reference, DeliveryState state);

    /**
     * Takes one report that may tell why the message failed, and whose id the provider may have written in another notation than in its
     * answer.
     *
     * @param otherNotations ids by which the message may be known if it is not by the report's
     */
    default void received(String provider, Report report, List<String> otherNotations) {
        received(provider, report.reference(), report.state());
    }

    /** Counts a report that tells nothing. */
    default void dropped(String provider, ReceiptFate fate) {}
}
