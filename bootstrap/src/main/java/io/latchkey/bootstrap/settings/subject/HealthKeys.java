package io.latchkey.bootstrap.settings.subject;

import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.domain.delivery.HealthPolicy;
import java.time.Duration;
import java.util.List;

/** The keys of how the health of providers is judged. */
public final class HealthKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<Duration> MEMORY = KEYS.add(
            "delivery.health.memory",
            SettingType.DURATION,
            "PT30S",
            "half of what was seen of a provider is forgotten after so long");
    public static final Setting<Integer> MIN_FAILURES = KEYS.add(
            "delivery.health.min-failures",
            SettingType.number(1, 1000),
            "5",
            "failed calls before a provider can be passed over");
    public static final Setting<Integer> FAILURE_PERCENT = KEYS.add(
            "delivery.health.failure-percent",
            SettingType.number(1, 100),
            "50",
            "share of failed calls from which on a provider is passed over");
    public static final Setting<Duration> PAUSE = KEYS.add(
            "delivery.health.pause",
            SettingType.DURATION,
            "PT5S",
            "how long a provider is passed over before one message tries it out; doubles while it fails");
    public static final Setting<Duration> LONGEST_PAUSE =
            KEYS.add("delivery.health.longest-pause", SettingType.DURATION, "PT1M", "that pause grows no further");
    public static final Setting<Duration> RAMP = KEYS.add(
            "delivery.health.ramp",
            SettingType.DURATION,
            "PT1M",
            "how long a provider that is back takes to its resting share");
    public static final Setting<Duration> SLOW_CALL = KEYS.add(
            "delivery.health.slow-call",
            SettingType.DURATION,
            "PT3S",
            "a call that takes so long counts as failed, and others pass the provider over meanwhile");
    public static final Setting<Duration> LATE_RECEIPT = KEYS.add(
            "delivery.health.late-receipt", SettingType.DURATION, "PT30S", "a receipt later than this counts as none");
    public static final Setting<Duration> RECEIPT_WINDOW = KEYS.add(
            "delivery.health.receipt-window", SettingType.DURATION, "PT5M", "how far back receipts are judged");
    public static final Setting<Integer> MIN_RECEIPTS = KEYS.add(
            "delivery.health.min-receipts",
            SettingType.number(1, 100_000),
            "20",
            "messages to a country in that window from which on a provider's receipts are judged");
    public static final Setting<Integer> HEALTHY_PERCENT = KEYS.add(
            "delivery.health.healthy-percent",
            SettingType.number(1, 100),
            "80",
            "share of receipts in time from which on a provider keeps its whole share of a country");
    public static final Setting<Integer> SICK_PERCENT = KEYS.add(
            "delivery.health.sick-percent",
            SettingType.number(0, 99),
            "50",
            "share of them at which it keeps one message in twenty");

    private HealthKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** How the health of providers is judged. */
    public static HealthPolicy policy(SettingReader settings) {
        return settings.build(
                "latchkey.delivery.health",
                read -> new HealthPolicy(
                        new HealthPolicy.Breaker(
                                read.get(MEMORY),
                                read.get(MIN_FAILURES),
                                read.get(FAILURE_PERCENT) / 100.0,
                                read.get(PAUSE),
                                read.get(LONGEST_PAUSE),
                                read.get(RAMP),
                                read.get(SLOW_CALL)),
                        new HealthPolicy.Receipts(
                                read.get(LATE_RECEIPT),
                                read.get(RECEIPT_WINDOW),
                                read.get(MIN_RECEIPTS),
                                read.get(HEALTHY_PERCENT) / 100.0,
                                read.get(SICK_PERCENT) / 100.0)));
    }
}
