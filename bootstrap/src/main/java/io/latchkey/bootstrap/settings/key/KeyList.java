package io.latchkey.bootstrap.settings.key;

import java.nio.file.Path;
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

    /**
     * Declares the key of a file that holds the value of another key. The file is read at the start.
     *
     * @param plain the key whose value the file holds
     */
    public Setting<Path> addFileOf(Setting<?> plain) {
        Setting<Path> setting = new Setting<>(
                plain.key() + "-file",
                SettingType.VALUE_FILE,
                null,
                "file that holds " + plain.key() + "; read at the start, without the end of its last line");
        keys.add(setting);
        return setting;
    }

    /** All declared keys. */
    public List<Setting<?>> all() {
        return List.copyOf(keys);
    }
}
