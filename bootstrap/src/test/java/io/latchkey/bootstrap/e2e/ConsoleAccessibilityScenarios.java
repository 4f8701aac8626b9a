package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Those who cannot use a mouse or see little use the console, in a real browser. */
interface ConsoleAccessibilityScenarios extends AdminScenarios {
    List<String> CONSOLE_PAGES =
            List.of("people", "applications", "blocks", "messages", "funnel", "decisions", "audit", "keys", "settings");

    @Test
    default void the_console_needs_no_mouse() throws Exception {
        Person admin = administrator();
        Person person = member();
        try (ConsolePage console = ConsolePage.open(site())) {
            Browser keys = console.browser();
            assertThat(focus(console)).isEqualTo("Username, e-mail or phone");
            keys.type(admin.username());
            keys.press("Tab");
            keys.type(admin.password());
            keys.press("Enter");
            console.until("input('Code')");
            assertThat(focus(console)).isEqualTo("Code");
            keys.type(site().nextCode(admin.phone()));
            keys.press("Enter");
            console.untilThere("nav a");
            console.settle();

            walk(console, "Username, e-mail or phone");
            keys.type(person.email());
            keys.press("Enter");
            console.untilRow(person.email());
            console.settle();
            walk(console, "Somebody");
            keys.press("Enter");
            console.untilPerson();
            walk(console, "Disable");
            keys.press("Enter");
            console.untilThere("dialog");
            keys.press("Escape");
            console.untilNoDialogue();
            assertThat(focus(console)).as("where the focus was").isEqualTo("Disable");
            keys.press("Enter");
            console.untilThere("dialog");
            walk(console, "Reason");
            keys.type("done by keys alone");
            walk(console, "Disable");
            keys.press("Enter");
            console.untilDone("The account is disabled.");
            assertThat(console.text()).contains("The account is disabled, so nobody signs in.");
            keys.press("Tab");
            console.go("people");
            walk(console, "Skip to the content");
            keys.press("Enter");
            assertThat(console.is("document.activeElement.id === 'content'")).isTrue();
            console.isQuiet();
        }
    }

    /** What has the focus, by its label or text. */
    private static String focus(ConsolePage console) throws Exception {
        return console.browser()
                .evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()")
                .asText();
    }

    /** Presses Tab until that has the focus, and sees that each stop shows it. */
    private static void walk(ConsolePage console, String label) throws Exception {
        for (int stops = 0; stops < 60; stops++) {
            console.browser().press("Tab");
            String at = focus(console);
            assertThat(console.is(
                            "document.activeElement === document.body || document.activeElement.tagName === 'DIALOG'"
                                    + " || getComputedStyle(document.activeElement).outlineStyle !== 'none'"))
                    .as("the focus shows at %s", at)
                    .isTrue();
            if (at.equals(label)) {
                return;
            }
        }
        throw new AssertionError("no way by Tab to " + label + "\n" + console.text());
    }

    @Test
    default void axe_finds_nothing_in_the_console() throws Exception {
        if (!Axe.isAvailable()) {
            System.out.println("LEFT OUT: axe in the console, because Node.js is not installed.");
        }
        assumeTrue(Axe.isAvailable(), "Node.js is installed");
        Person admin = administrator();
        Person person = member();
        requestCode(visitor(), "sign-in", person.email()).expect(202);
        site().nextCode(person.email());
        Reply credential = signedIn(person)
                .visitor()
                .post(API + "/users/me/credentials", "name", "nightly report")
                .expect(201);
        me(visitor().with("Authorization", "token " + credential.get("key") + ":" + credential.get("secret")))
                .expect(200);
        Axe axe = Axe.get();
        try (ConsolePage console = ConsolePage.open(site())) {
            axe.putInto(console.browser());
            looksWell(console, axe, "the door");
            console.signIn(admin);
            console.find(person);
            String id = console.browser().evaluate("location.hash").asText().replace("#/person/", "");
            console.unfoldCalls();
            looksWell(console, axe, "a person");
            console.press("Contacts and name");
            looksWell(console, axe, "a dialogue");
            console.press("Cancel");
            for (String page : CONSOLE_PAGES) {
                console.go(page);
                looksWell(console, axe, page);
            }
            console.go("messages");
            console.browser().evaluate("document.querySelector('main tbody a').click()");
            console.untilThere(".facts");
            looksWell(console, axe, "a message");
            console.go("decisions");
            console.findUntilRow("Send code");
            looksWell(console, axe, "decisions");
            console.openRow("Send code");
            console.untilThere(".facts");
            looksWell(console, axe, "a decision");
            console.go("person/" + id);
            console.browser()
                    .evaluate(
                            "document.querySelector('h1').insertAdjacentElement('afterend', document.createElement('img'))");
            assertThat(axe.look(console.browser())).anyMatch(found -> found.startsWith("image-alt at "));
            console.isQuiet();
        }
    }

    /** Looks at what is shown in light and in dark, on a desk and on a phone of 360 pixels. */
    private static void looksWell(ConsolePage console, Axe axe, String what) throws Exception {
        for (int width : List.of(1280, 360)) {
            console.browser().resize(width, 800);
            assertThat(console.count("document.documentElement.scrollWidth"))
                    .as("%s fits into %s pixels", what, width)
                    .isLessThanOrEqualTo(width);
            for (String scheme : List.of("light", "dark")) {
                console.browser().prefer(scheme);
                assertThat(axe.look(console.browser()))
                        .as("%s, %s, %s", what, width, scheme)
                        .isEmpty();
            }
        }
        console.browser().resize(1280, 800);
    }
}
