package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** The checker axe-core, which Node.js fetches once for all tests of a run. */
record Axe(String script) {
    private static final class Fetched {
        private static final Axe AXE = fetch();
    }

    static boolean isAvailable() {
        return Tool.isThere("node") && Tool.isThere("npm");
    }

    static Axe get() {
        return Fetched.AXE;
    }

    private static Axe fetch() {
        try {
            Tool tool = Tool.inNewFolder("axe");
            Files.writeString(tool.folder().resolve("package.json"), resource("package.json"));
            tool.run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline");
            return new Axe(Files.readString(tool.folder().resolve("node_modules/axe-core/axe.min.js")) + "; 0");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe/" + name), name)) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    /** Makes the checker part of the page. */
    void putInto(Browser browser) throws Exception {
        browser.evaluate(script);
        browser.evaluate(resource("look.js"));
    }

    /** Each thing that a rule finds in the page: the rule, and where. */
    List<String> look(Browser browser) throws Exception {
        JsonNode found = browser.evaluate("look()");
        assertThat(found.isArray()).isTrue();
        return StreamSupport.stream(found.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
