package io.latchkey.bootstrap.settings;

import java.util.Map;
import java.util.Optional;

/** Makes settings from a map. */
public final class SettingsFixture {
    private SettingsFixture() {}

    public static Settings of(Map<String, String> values) {
        return Settings.load(values.keySet(), key -> Optional.ofNullable(values.get(key)));
    }

    /** The same, with bad values left out and kept as problems. */
    public static Settings reading(Map<String, String> values) {
        return Settings.read(values.keySet(), key -> Optional.ofNullable(values.get(key)));
    }
}
