package io.latchkey.application.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings that the service runs with. */
public record ServiceSettings(List<Entry> entries, List<Lowered> lowered) {
    /**
     * One setting.
     *
     * @param value null where there is none, and where it may be a secret
     * @param isSet whether an operator set it; else it has its default
     */
    public record Entry(String key, @Nullable String value, boolean isSet) {}

    /**
     * A setting that protects less than it could.
     *
     * @param effect what it allows, in one clause
     */
    public record Lowered(String key, String value, String effect) {}
}
