package io.latchkey.domain.delivery;

import java.time.Duration;

/**
 * When a provider loses messages to others, and how it gets them back.
 *
 * @param memory half of what was seen is forgotten after so long
 * @param minFailures failures in a row, or of all weighed by their age, before a provider can be passed over; 1 or more
 * @param failureRatio share of failures from which on it is where some calls succeed; (0, 1]
 * @param pause how long it is passed over at first; doubles each time the message that tries it out fails
 * @param longestPause the pause grows no further
 * @param ramp how long it takes until it has its resting share again
 * @param slowCall a call that takes so long counts as a failure, and while it goes on other messages pass the provider over
 * @param lateReceipt a receipt later than this counts as none
 * @param receiptWindow how far back receipts are judged, from when they would be late
 * @param minReceipts accepted messages to a country before the receipts about them are judged; 1 or more
 * @param healthyReceipts share of receipts in time from which on a provider keeps its whole share; (0, 1]
 * @param sickReceipts share of them at which it keeps none but what shows its recovery; less than {@code healthyReceipts}
 */
public record HealthPolicy(
        Duration memory,
        int minFailures,
        double failureRatio,
        Duration pause,
        Duration longestPause,
        Duration ramp,
        Duration slowCall,
        Duration lateReceipt,
        Duration receiptWindow,
        int minReceipts,
        double healthyReceipts,
        double sickReceipts) {
    /** What a provider keeps, so that its recovery is seen: one message in twenty. */
    public static final double LEAST_SHARE = 0.05;

    public HealthPolicy {
        check(isPositive(memory), "memory must be more than zero");
        check(minFailures >= 1, "min-failures must be 1 or more");
        check(failureRatio > 0 && failureRatio <= 1, "failure-ratio must be more than 0 and at most 1");
        check(
                isPositive(pause) && longestPause.compareTo(pause) >= 0,
                "pause must be more than zero and at most longest-pause");
        check(isPositive(ramp), "ramp must be more than zero");
        check(isPositive(slowCall), "slow-call must be more than zero");
        check(isPositive(lateReceipt), "late-receipt must be more than zero");
        check(isPositive(receiptWindow), "receipt-window must be more than zero");
        check(minReceipts >= 1, "min-receipts must be 1 or more");
        check(
                sickReceipts >= 0 && sickReceipts < healthyReceipts && healthyReceipts <= 1,
                "sick-receipts must be 0 or more and less than healthy-receipts, which must be at most 1");
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** The share a provider keeps in a country where so many of its messages were confirmed in time; 0 to 1. */
    public double shareForReceipts(double confirmed) {
        double share = (confirmed - sickReceipts) / (healthyReceipts - sickReceipts);
        return Math.max(LEAST_SHARE, Math.min(1, share));
    }
}
