package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.application.admin.ServiceSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration in force, without secrets. */
public record SettingsResponse(List<Entry> settings, List<Lowered> lowered) implements ResponseBody {
    /**
     * One setting.
     *
     * @param value null where there is none, and where it may be a secret
     * @param changed whether an operator set it
     */
    record Entry(String key, @Nullable String value, boolean changed) {}

    /**
     * A setting that protects less than it could.
     *
     * @param effect what it allows
     */
    record Lowered(String key, String value, String effect) {}

    public static SettingsResponse from(ServiceSettings inForce) {
        return new SettingsResponse(
                inForce.entries().stream()
                        .map(entry -> new Entry(entry.key(), entry.value(), entry.isSet()))
                        .toList(),
                inForce.lowered().stream()
                        .map(one -> new Lowered(one.key(), one.value(), one.effect()))
                        .toList());
    }
}
