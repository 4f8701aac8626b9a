package io.latchkey.bootstrap.settings.subject;

import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.domain.delivery.ProbePolicy;
import io.latchkey.domain.delivery.RetryPolicy;
import io.latchkey.domain.delivery.UnknownOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The keys of routes and of repeated tries. */
public final class DeliveryKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<Duration> FIRST_WAIT = KEYS.add(
            "delivery.first-wait", SettingType.DURATION, "PT1S", "wait before a message is tried again; doubles");
    public static final Setting<Duration> LONGEST_WAIT =
            KEYS.add("delivery.longest-wait", SettingType.DURATION, "PT1M", "that wait grows no further");
    public static final Setting<Duration> CLAIM = KEYS.add(
            "delivery.claim",
            SettingType.DURATION,
            "PT30S",
            "after so long a message a node was sending when it died is taken up by another");
    public static final Setting<Integer> WORKERS =
            KEYS.add("delivery.workers", SettingType.number(1, 256), "16", "messages sent at once per node");
    public static final Setting<UnknownOutcome> ON_UNKNOWN = KEYS.add(
            "delivery.on-unknown",
            SettingType.choice(UnknownOutcome.class),
            "other-provider",
            "what is done with a message whose provider did not answer: it may have gone out");
    public static final Setting<Path> ROUTES = KEYS.add(
            "delivery.routes",
            SettingType.PATH,
            null,
            "YAML file of rules by which messages go to providers; read again when it changes; see routing.md");

    public static final Setting<Boolean> HANDED_CONCEALED = KEYS.add(
            "delivery.handed-concealed",
            SettingType.BOOLEAN,
            "false",
            "whether providers may own codes that sign in, reset a password or verify a contact, too; a caller may then learn whether a"
                    + " contact has an account; see routing.md");

    public static final Setting<Duration> PROBE_INTERVAL = KEYS.add(
            "delivery.suppression.probe-interval",
            SettingType.DURATION,
            "PT24H",
            "time after which the owner of an address that bounced may have one more code sent there to verify it anew; PT1H to P90D");

    private DeliveryKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** When messages are tried again. */
    public static RetryPolicy policy(SettingReader settings) {
        return settings.build(
                "latchkey.delivery",
                read -> new RetryPolicy(
                        read.get(FIRST_WAIT), read.get(LONGEST_WAIT), read.get(CLAIM), read.get(ON_UNKNOWN)));
    }

    /** How often the owner of an address that bounced may try it. */
    public static ProbePolicy probes(SettingReader settings) {
        return settings.build("latchkey.delivery.suppression", read -> new ProbePolicy(read.get(PROBE_INTERVAL)));
    }
}
