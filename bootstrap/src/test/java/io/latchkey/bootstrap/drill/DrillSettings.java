package io.latchkey.bootstrap.drill;

import io.latchkey.bootstrap.NoLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Settings of nodes without limits that send by one gateway. */
final class DrillSettings {
    private DrillSettings() {}

    /**
     * Writes the settings, the definition of the gateway, its secret and the routes.
     *
     * @param claim time after which the messages of a dead node are sent by another one
     * @param more further lines
     * @return the file that nodes start with
     */
    static Path write(Path folder, Gateway gateway, Duration claim, String... more) throws IOException {
        String name = gateway.name();
        Path providers = Files.createDirectory(folder.resolve("providers"));
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve(name + ".token"), "token-of-" + name);
        Files.writeString(providers.resolve(name + ".yaml"), gateway.definition("1"));
        Files.writeString(folder.resolve("routes.yaml"), "rules:\n  - providers: [" + name + "]\n");
        List<String> lines = new ArrayList<>(NoLimits.lines());
        lines.addAll(List.of(
                "latchkey.secret=a secret of the drill, long enough to be one",
                "latchkey.providers.folder=" + providers,
                "latchkey.providers.secrets=" + secrets,
                "latchkey.providers.allow-private=true",
                "latchkey.providers." + name + ".base-url=" + gateway.url(),
                "latchkey.delivery.routes=" + folder.resolve("routes.yaml"),
                "latchkey.delivery.claim=" + claim));
        lines.addAll(List.of(more));
        return Files.write(folder.resolve("latchkey.properties"), lines);
    }
}
