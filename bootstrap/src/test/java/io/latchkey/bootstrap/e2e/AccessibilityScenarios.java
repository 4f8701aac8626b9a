package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** People who see little, or hear pages, can use each page. */
interface AccessibilityScenarios extends Scenarios {
    List<String> PAGES = List.of("/", "/reset-password", "/dev/inbox", "/docs");

    @Test
    default void axe_finds_nothing_on_any_page() throws Exception {
        Optional<String> chromium = Browser.installed();
        boolean canLook = chromium.isPresent() && Tool.isThere("node") && Tool.isThere("npm");
        if (!canLook) {
            System.out.println("LEFT OUT: axe on every page, because Chromium or Node.js is not installed.");
        }
        assumeTrue(canLook, "Chromium and Node.js are installed");
        Tool tool = Tool.inNewFolder("axe");
        Files.writeString(tool.folder().resolve("package.json"), resource("package.json"));
        tool.run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline");
        String axe = Files.readString(tool.folder().resolve("node_modules/axe-core/axe.min.js"));
        String email = Person.newEmail();
        requestCode(visitor(), "custom:axe", email).expect(202);
        site().nextCode(email);
        Path profile = Files.createDirectory(tool.folder().resolve("profile"));
        try (Browser browser = Browser.open(chromium.orElseThrow(), profile)) {
            for (String scheme : List.of("light", "dark")) {
                browser.prefer(scheme);
                for (String page : PAGES) {
                    browser.go(site().baseUrl() + page + "?seen=" + scheme);
                    browser.evaluate(axe + "; 0");
                    browser.evaluate(resource("look.js"));
                    browser.evaluate("unfold()");
                    assertThat(look(browser)).as("%s, %s", page, scheme).isEmpty();
                }
            }
            browser.evaluate("document.querySelector('header img').removeAttribute('alt')");
            assertThat(look(browser)).anyMatch(found -> found.startsWith("image-alt at "));
        }
    }

    private static List<String> look(Browser browser) throws Exception {
        JsonNode found = browser.evaluate("look()");
        assertThat(found.isArray()).isTrue();
        return StreamSupport.stream(found.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String resource(String name) throws Exception {
        try (InputStream file =
                Objects.requireNonNull(AccessibilityScenarios.class.getResourceAsStream("/axe/" + name), name)) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
