package io.latchkey.bootstrap.settings.subject;

import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingType;
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

    private ImageKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }
}
