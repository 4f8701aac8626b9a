package io.latchkey.bootstrap;

import io.latchkey.bootstrap.settings.Catalog;
import java.util.ArrayList;
import java.util.List;

/** Settings without limits on the number of requests, for tests under load. */
public final class NoLimits {
    private NoLimits() {}

    /** Lines for a properties file. */
    public static List<String> lines() {
        List<String> lines = new ArrayList<>();
        Catalog.all().forEach(setting -> {
            String key = setting.key();
            if (key.startsWith("latchkey.throttle.") && key.endsWith(".quota") || key.endsWith(".generations")) {
                lines.add(key + "=0");
            } else if (key.endsWith(".cool-down")) {
                lines.add(key + "=PT0S");
            }
        });
        return lines;
    }
}
