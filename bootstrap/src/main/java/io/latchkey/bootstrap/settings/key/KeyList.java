package io.latchkey.bootstrap.settings.key;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of one subject, in the order of their declaration. The documentation keeps this order. */
public final class KeyList {
    private final List<Setting<?>> keys = new ArrayList<>();

    /**
     * Declares a key.
     *
     * @param name the key without {@code latchkey.}
     * @param value text of the default; null where there is none
     * @param meaning one sentence for operators
     */
    public <T> Setting<T> add(String name, SettingType<T> type, @Nullable String value, String meaning) {
        Setting<T> setting = new Setting<>("latchkey." + name, type, value, meaning);
        keys.add(setting);
        return setting;
    }

    /** All declared keys. */
    public List<Setting<?>> all() {
        return List.copyOf(keys);
    }
}
