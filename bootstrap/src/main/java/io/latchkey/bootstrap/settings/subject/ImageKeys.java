package io.latchkey.bootstrap.settings.subject;

import io.latchkey.adapters.platform.image.ImageLimits;
import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import java.time.Duration;
import java.util.List;

/** The keys of profile images. */
public final class ImageKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<Integer> MAX_BYTES = KEYS.add(
            "image.max-bytes",
            SettingType.number(1024, 50_000_000),
            "5242880",
            "largest profile image upload in bytes");
    public static final Setting<Integer> MAX_PIXELS = KEYS.add(
            "image.max-pixels",
            SettingType.number(4096, 100_000_000),
            "25000000",
            "most pixels an uploaded profile image may have");
    public static final Setting<Integer> SIDE = KEYS.add(
            "image.side", SettingType.number(16, 4096), "512", "longer side of a stored profile image in pixels");

    public static final Setting<Integer> MAX_SIDE = KEYS.add(
            "image.max-side",
            SettingType.number(64, 65_535),
            "16384",
            "longest side an uploaded profile image may have in pixels");
    public static final Setting<Integer> MEMORY = KEYS.add(
            "image.memory",
            SettingType.number(4_194_304, 1_073_741_824),
            "134217728",
            "bytes that all profile images decoded at once may take; one that takes more by itself is refused");
    public static final Setting<Integer> CONCURRENT = KEYS.add(
            "image.concurrent",
            SettingType.number(1, 64),
            null,
            "profile images decoded at once; half the number of processors by default. More wait, then get 503");
    public static final Setting<Duration> LONGEST_WAIT = KEYS.add(
            "image.longest-wait", SettingType.DURATION, "PT2S", "wait of a profile image before 503 is answered");
    public static final Setting<Duration> TIME_LIMIT =
            KEYS.add("image.time-limit", SettingType.DURATION, "PT15S", "longest time one profile image is decoded");

    private ImageKeys() {}

    /** What an upload may cost. */
    public static ImageLimits limits(SettingReader settings) {
        return settings.build(
                "latchkey.image",
                read -> new ImageLimits(
                        read.get(MAX_BYTES),
                        read.get(MAX_PIXELS),
                        read.get(MAX_SIDE),
                        read.get(MEMORY),
                        read.find(CONCURRENT)
                                .orElse(Math.max(1, Runtime.getRuntime().availableProcessors() / 2)),
                        read.get(LONGEST_WAIT),
                        read.get(TIME_LIMIT),
                        read.get(SIDE)));
    }

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }
}
