package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A developer reads messages in the inbox. */
interface InboxScenarios extends Scenarios {
    @Test
    default void messages_are_found_by_any_part_and_keep_what_is_open_when_more_come() throws Exception {
        Optional<String> chromium = Browser.installed();
        if (chromium.isEmpty()) {
            System.out.println("LEFT OUT: reading the inbox, because Chromium is not installed.");
        }
        assumeTrue(chromium.isPresent(), "Chromium is installed");
        String first = Person.newEmail();
        requestCode(visitor(), "custom:inbox", first).expect(202);
        String code = site().nextCode(first);
        try (Browser browser = Browser.open(chromium.get(), TestFolder.make("inbox"))) {
            browser.go(site().baseUrl() + "/dev/inbox");
            browser.evaluate("""
                    window.find = text => { wanted.value = text; wanted.dispatchEvent(new Event("input")); };
                    window.seen = () => [...document.querySelectorAll("article")].filter(each => each.checkVisibility());
                    window.told = () => document.getElementById("summary").textContent;
                    """);
            until(browser, "find('" + first.substring(2).toUpperCase(Locale.ROOT) + "'), seen().length === 1");
            assertThat(browser.evaluate("find('" + code + "'), seen()[0].textContent")
                            .asText())
                    .contains(first);
            assertThat(browser.evaluate("find('no such text'), told() + seen().length")
                            .asText())
                    .startsWith("Nothing matches.")
                    .endsWith("0");

            browser.evaluate("find('" + first + "')");
            browser.evaluate("seen()[0].querySelector('details').open = true");
            until(browser, "document.querySelector('iframe')");
            assertThat(browser.evaluate("document.querySelector('iframe').getAttribute('sandbox')")
                            .asText("none"))
                    .isEmpty();
            assertThat(browser.evaluate("document.querySelector('iframe').contentDocument === null")
                            .asBoolean())
                    .as("the page cannot reach into the mail, nor the mail into the page")
                    .isTrue();
            browser.evaluate("seen()[0].querySelector('.code').click()");
            until(browser, "/^(Copied|Marked)/.test(seen()[0].querySelector('[role=status]').textContent)");

            browser.evaluate(
                    "find(''), document.querySelector('iframe').closest('article').querySelector('.code').focus()");
            String second = Person.newEmail();
            requestCode(visitor(), "custom:inbox", second).expect(202);
            site().nextCode(second);
            until(browser, "document.body.textContent.includes('" + second + "')");
            assertThat(browser.evaluate("document.activeElement.textContent").asText())
                    .isEqualTo(code);
            assertThat(browser.evaluate("document.querySelector('iframe').closest('details').open")
                            .asBoolean())
                    .isTrue();
        }
    }

    private static void until(Browser browser, String script) {
        Await.until(script, Duration.ofSeconds(20), () -> {
            try {
                return browser.evaluate("Boolean((" + script + "))").asBoolean();
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        });
    }
}
