package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** People who see little, or hear pages, can use each page. */
interface AccessibilityScenarios extends Scenarios {
    List<String> PAGES = List.of("/", "/reset-password", "/dev/inbox", "/docs");

    @Test
    default void axe_finds_nothing_on_any_page() throws Exception {
        Optional<String> chromium = Browser.installed();
        boolean canLook = chromium.isPresent() && Axe.isAvailable();
        if (!canLook) {
            System.out.println("LEFT OUT: axe on every page, because Chromium or Node.js is not installed.");
        }
        assumeTrue(canLook, "Chromium and Node.js are installed");
        Axe axe = Axe.get();
        String email = Person.newEmail();
        requestCode(visitor(), "custom:axe", email).expect(202);
        site().nextCode(email);
        try (Browser browser = Browser.open(chromium.orElseThrow(), TestFolder.make("axe-look"))) {
            for (String scheme : List.of("light", "dark")) {
                browser.prefer(scheme);
                for (String page : PAGES) {
                    browser.go(site().baseUrl() + page + "?seen=" + scheme);
                    axe.putInto(browser);
                    browser.evaluate("unfold()");
                    assertThat(axe.look(browser)).as("%s, %s", page, scheme).isEmpty();
                }
            }
            browser.evaluate("document.querySelector('header img').removeAttribute('alt')");
            assertThat(axe.look(browser)).anyMatch(found -> found.startsWith("image-alt at "));
        }
    }
}
