package io.latchkey.bootstrap.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Deploys the WAR on GlassFish, which brings no MicroProfile but its configuration. What the WAR has for such servers is
 * tried here; {@link ServerTrials} tries more servers.
 */
class GlassFishIT {
    private static final String CONTEXT = "/latchkey";

    @Test
    void tells_all_stories_below_a_path() throws IOException, InterruptedException {
        Map<String, String> cells = ServerTrials.trial(
                        new ApplicationServer.GlassFish(),
                        ServerTrials.home(path("latchkey.test.servers", "target/servers"), "glassfish"),
                        path("latchkey.test.folder", "target/e2e").resolve("glassfish"),
                        path("latchkey.test.war", "target/latchkey.war"),
                        CONTEXT,
                        path("latchkey.test.project", ".."))
                .runOnce();
        assertThat(cells).containsEntry("stories", "6 of 6");
        assertThat(cells.values()).noneMatch(cell -> cell.startsWith("no:"));
    }

    private static Path path(String property, String otherwise) {
        return Path.of(System.getProperty(property, otherwise)).toAbsolutePath();
    }
}
