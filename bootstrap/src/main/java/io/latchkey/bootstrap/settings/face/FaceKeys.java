package io.latchkey.bootstrap.settings.face;

import io.latchkey.bootstrap.settings.OtpKeys;
import io.latchkey.bootstrap.settings.Setting;
import io.latchkey.bootstrap.settings.SettingType;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.ContactKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys below {@code latchkey.faces.<face>}, in the order they are declared. */
public final class FaceKeys {
    private final String face;
    private final List<Setting<?>> all = new ArrayList<>();
    private final List<OtpKeys> otp = new ArrayList<>();
    private final Setting<Boolean> enabled;
    private final Setting<String> pathPrefix;

    /** @param face {@link io.latchkey.adapters.rest.face.Face#name} */
    public FaceKeys(String face) {
        this.face = face;
        enabled = setting("enabled", SettingType.BOOLEAN, "true", "whether the " + face + " face is served");
        pathPrefix =
                setting("path-prefix", SettingType.TEXT, "", "what the paths of that face come after, such as /legacy");
    }

    public String face() {
        return face;
    }

    /** What every one of them begins with. */
    public String prefix() {
        return "latchkey.faces." + face;
    }

    public Setting<Boolean> enabled() {
        return enabled;
    }

    public Setting<String> pathPrefix() {
        return pathPrefix;
    }

    public List<Setting<?>> all() {
        return List.copyOf(all);
    }

    /** The keys of each of the face's purposes. */
    public List<OtpKeys> otp() {
        return List.copyOf(otp);
    }

    /** @param name the key without {@code latchkey.faces.<face>.} */
    <T> Setting<T> setting(String name, SettingType<T> type, @Nullable String value, String meaning) {
        return declare("faces." + face + "." + name, type, value, meaning);
    }

    /**
     * The keys of a purpose of this face, the same for all channels.
     *
     * @param name what they begin with, without {@code latchkey.faces.<face>.}
     */
    OtpKeys otp(OtpPurpose purpose, String name, OtpKeys.Defaults defaults) {
        OtpKeys keys = OtpKeys.declare(
                this::declare,
                face + "/" + purpose.value(),
                List.of(ContactKind.values()),
                "faces." + face + "." + name,
                defaults);
        otp.add(keys);
        return keys;
    }

    private <T> Setting<T> declare(String name, SettingType<T> type, @Nullable String value, String meaning) {
        Setting<T> setting = new Setting<>("latchkey." + name, type, value, meaning);
        all.add(setting);
        return setting;
    }
}
