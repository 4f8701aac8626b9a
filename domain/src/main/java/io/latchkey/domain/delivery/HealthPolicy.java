package io.latchkey.domain.delivery;

import java.time.Duration;

/** When a provider loses messages to others, and how it gets its share back. */
public record HealthPolicy(Breaker breaker, Receipts receipts) {
    /** The share that even the worst provider keeps, so that its recovery can be seen: one message in twenty. */
    public static final double LEAST_SHARE = 0.05;

    /**
     * How failed calls count.
     *
     * @param memory time after which a call counts half; more than zero
     * @param minFailures failures in a row, or failures weighed by their age, before a provider can be passed over; 1
     *     or more
     * @param failureRatio share of failed calls from which on a provider that still answers some calls is passed over;
     *     (0, 1]
     * @param pause how long a provider is passed over at first; more than zero; doubles each time the message that
     *     tries the provider out fails
     * @param longestPause longest pause; at least {@code pause}
     * @param ramp time until a restored provider has its whole share again; more than zero
     * @param slowCall a call that takes this long counts as a failure; while it goes on, other messages pass the
     *     provider over
     */
    public record Breaker(
            Duration memory,
            int minFailures,
            double failureRatio,
            Duration pause,
            Duration longestPause,
            Duration ramp,
            Duration slowCall) {
        public Breaker {
            check(isPositive(memory), "memory must be more than zero");
            check(minFailures >= 1, "min-failures must be 1 or more");
            check(failureRatio > 0 && failureRatio <= 1, "failure-ratio must be more than 0 and at most 1");
            check(
                    isPositive(pause) && longestPause.compareTo(pause) >= 0,
                    "pause must be more than zero and at most longest-pause");
            check(isPositive(ramp), "ramp must be more than zero");
            check(isPositive(slowCall), "slow-call must be more than zero");
        }
    }

    /**
     * How delivery receipts count.
     *
     * @param late a receipt later than this counts as none; more than zero
     * @param window span of time whose receipts are judged; it ends at the moment when a receipt would be late now;
     *     more than zero
     * @param min accepted messages to a country before the receipts about them are judged; 1 or more
     * @param healthy share of receipts in time from which on a provider keeps its whole share; (0, 1]
     * @param sick share of receipts in time at which a provider keeps only {@link #LEAST_SHARE}; less than {@code
     *     healthy}
     */
    public record Receipts(Duration late, Duration window, int min, double healthy, double sick) {
        public Receipts {
            check(isPositive(late), "late-receipt must be more than zero");
            check(isPositive(window), "receipt-window must be more than zero");
            check(min >= 1, "min-receipts must be 1 or more");
            check(
                    sick >= 0 && sick < healthy && healthy <= 1,
                    "sick-receipts must be 0 or more and less than healthy-receipts, which must be at most 1");
        }
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    public Duration memory() {
        return breaker.memory();
    }

    public int minFailures() {
        return breaker.minFailures();
    }

    public double failureRatio() {
        return breaker.failureRatio();
    }

    public Duration pause() {
        return breaker.pause();
    }

    public Duration longestPause() {
        return breaker.longestPause();
    }

    public Duration ramp() {
        return breaker.ramp();
    }

    public Duration slowCall() {
        return breaker.slowCall();
    }

    public Duration lateReceipt() {
        return receipts.late();
    }

    public Duration receiptWindow() {
        return receipts.window();
    }

    public int minReceipts() {
        return receipts.min();
    }

    /**
     * The share of messages that a provider keeps in a country; 0 to 1.
     *
     * @param confirmed share of its messages whose receipts came in time; 0 to 1
     */
    public double shareForReceipts(double confirmed) {
        double share = (confirmed - receipts.sick()) / (receipts.healthy() - receipts.sick());
        return Math.max(LEAST_SHARE, Math.min(1, share));
    }
}
