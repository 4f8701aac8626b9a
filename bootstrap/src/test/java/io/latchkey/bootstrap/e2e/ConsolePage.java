package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The console in headless Chromium, used as a person uses it: by what fields and buttons are called. */
final class ConsolePage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HELPERS = """
            window.front = () => [...document.querySelectorAll("dialog")].at(-1) ?? document;
            window.seen = element => element.checkVisibility();
            window.button = label => [...front().querySelectorAll("button, nav a, main a, summary")]
              .find(each => seen(each) && each.textContent.trim() === label);
            window.input = label => [...front().querySelectorAll("label")]
              .find(each => seen(each) && each.textContent === label)?.control;
            window.enter = (label, text) => {
              const field = input(label);
              field.value = text;
              field.dispatchEvent(new Event("input", { bubbles: true }));
              field.dispatchEvent(new Event("change", { bubbles: true }));
            };
            window.row = text => [...document.querySelectorAll("main tbody tr")].find(each => each.textContent.includes(text));
            window.part = heading => [...document.querySelectorAll("section")]
              .find(each => each.querySelector("h2").textContent === heading);
            window.says = (heading, text) => part(heading)?.textContent.includes(text);
            window.inStory = (kind, text) => [...document.querySelectorAll(".story li." + kind)]
              .some(each => each.textContent.includes(text));
            window.complaint = () => front().querySelector("[role=alert]:not([hidden])")?.textContent;
            0
            """;

    private final Site site;
    private final Browser browser;
    private final String url;
    private final Path downloads;

    private ConsolePage(Site site, Browser browser, String url, Path downloads) {
        this.site = site;
        this.browser = browser;
        this.url = url;
        this.downloads = downloads;
    }

    /** Opens the console at a name of the site. The test is left out where no Chromium is installed. */
    static ConsolePage open(Site site, String baseUrl) throws Exception {
        Optional<String> chromium = Browser.installed();
        if (chromium.isEmpty()) {
            System.out.println("LEFT OUT: the console, because Chromium is not installed.");
        }
        assumeTrue(chromium.isPresent(), "Chromium is installed");
        Browser browser = Browser.open(chromium.orElseThrow(), TestFolder.make("console"));
        browser.hearComplaints();
        ConsolePage page =
                new ConsolePage(site, browser, baseUrl + "/administration", TestFolder.make("console-files"));
        try {
            browser.download(page.downloads);
            page.load();
        } catch (Exception | Error failed) {
            page.close();
            throw failed;
        }
        return page;
    }

    /** Opens the console where browsers keep its refresh token in a cookie. */
    static ConsolePage open(Site site) throws Exception {
        return open(site, site.localUrl());
    }

    /** Opens the console where browsers keep its refresh token in a cookie, and signs in. */
    static ConsolePage openFor(Site site, Person person) throws Exception {
        ConsolePage page = open(site);
        try {
            page.signIn(person);
        } catch (Exception | Error failed) {
            page.close();
            throw failed;
        }
        return page;
    }

    /** Loads the page anew. */
    void load() throws Exception {
        browser.go("about:blank");
        browser.go(url);
        browser.evaluate(HELPERS);
        until("document.querySelector('main h1')");
    }

    /** Signs in by a password and the code that the person's phone gets. */
    void signIn(Person person) throws Exception {
        fill("Username, e-mail or phone", person.username());
        fill("Password", person.password());
        press("Sign in");
        until("input('Code')");
        fill("Code", site.nextCode(person.phone()));
        press("Go on");
        until("!input('Code')");
    }

    /** Opens a page of the console by its address behind {@code #/}, and waits until it is read. */
    void go(String view) throws Exception {
        browser.evaluate("""
                new Promise(shown => {
                  const before = location.hash;
                  location.hash = %s;
                  if (location.hash === before) shown(); else addEventListener("hashchange", shown, { once: true });
                }).then(() => 0)
                """.formatted(quoted("#/" + view)));
        settle();
    }

    /** Waits until nothing is read any more. */
    void settle() throws Exception {
        until("document.querySelector('main h1') && !document.querySelector('.loading')");
    }

    /** Finds somebody by a whole login, and opens their page. */
    void find(Person person) throws Exception {
        go("people");
        press("Clear");
        settle();
        fill("Username, e-mail or phone", person.email());
        press("Find");
        settle();
        until("document.querySelectorAll('main tbody tr').length === 1 && row(" + quoted(person.email()) + ")");
        openRow(person.email());
        untilPerson();
    }

    /** Looks for what the form says, again and again, until there is a row with this text. Some things are stored a moment later. */
    void findUntilRow(String text) {
        until("row(" + quoted(text) + ") || (document.querySelector('.loading') || button('Find').click(), false)");
    }

    /** Follows the link in the row with this text. */
    void openRow(String text) throws Exception {
        browser.evaluate("row(" + quoted(text) + ").querySelector('a').click()");
    }

    /** Shows which providers were asked about the newest message in the story. */
    void unfoldCalls() throws Exception {
        press("Calls to providers");
        untilThere(".story table");
    }

    void fill(String label, String text) throws Exception {
        until("input(" + quoted(label) + ")");
        browser.evaluate("enter(" + quoted(label) + ", " + quoted(text) + ")");
    }

    /** Presses what has this label, and is in front. */
    void press(String label) throws Exception {
        until("button(" + quoted(label) + ") && !button(" + quoted(label) + ").disabled");
        browser.evaluate("button(" + quoted(label) + ").click()");
    }

    /** Does an act of a page: opens its dialogue, gives a reason, confirms it and waits until it is done. */
    void act(String label, String confirm, String said) throws Exception {
        press(label);
        finish(confirm, said);
    }

    /** Gives the reason in the dialogue that is open, confirms it and waits until it is done. */
    void finish(String confirm, String said) throws Exception {
        fill("Reason", "a test of the console");
        press(confirm);
        untilDone(said);
    }

    /**
     * Waits until an act is done and the page is read again. The console says so while the dialogue is still open; what is behind that is
     * read anew once it closes.
     */
    void untilDone(String said) throws Exception {
        until("document.getElementById('told').textContent === " + quoted(said));
        untilNoDialogue();
        settle();
    }

    /** Waits until the console asks somebody to sign in. */
    void untilSignIn() {
        until("input('Password')");
    }

    /** Waits until a list is there that is not empty. */
    void untilRows() {
        untilThere("main tbody tr");
    }

    /** Waits until a list has a row with this text. */
    void untilRow(String text) {
        until("row(" + quoted(text) + ")");
    }

    /** Waits until the page of a person is there and read. */
    void untilPerson() throws Exception {
        until("part('Story')");
        settle();
    }

    /** Waits until the page has this title. */
    void untilTitled(String title) {
        until("document.querySelector('h1').textContent === " + quoted(title));
    }

    /** Waits until the dialogue in front has this title. */
    void untilAsked(String title) {
        until("front().querySelector('h2').textContent === " + quoted(title));
    }

    void untilNoDialogue() {
        until("!document.querySelector('dialog')");
    }

    void untilThere(String selector) {
        until("document.querySelector(" + quoted(selector) + ")");
    }

    /** Waits until the form in front tells what is wrong, and returns it. */
    String complaint() throws Exception {
        until("complaint()");
        return browser.evaluate("complaint()").asText();
    }

    /** Waits until a file with this end of its name is downloaded. */
    Path downloaded(String end) {
        return Await.until("a file " + end, PATIENCE, () -> {
            try (Stream<Path> files = Files.list(downloads)) {
                return files.filter(file -> file.toString().endsWith(end)).findFirst();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    void until(String script) {
        try {
            Await.until(script, PATIENCE, () -> {
                try {
                    return browser.evaluate("Boolean((" + script + "))").asBoolean();
                } catch (Exception failed) {
                    throw new AssertionError(failed);
                }
            });
        } catch (AssertionError never) {
            throw new AssertionError(never.getMessage() + "\n" + text() + "\n" + browser.complaints(), never);
        }
    }

    /** What can be read of the page. */
    String text() {
        try {
            return browser.evaluate("document.body.innerText").asText();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    boolean is(String script) throws Exception {
        return browser.evaluate("Boolean((" + script + "))").asBoolean();
    }

    /** A number that a script tells. */
    int count(String script) throws Exception {
        return browser.evaluate(script).asInt();
    }

    Browser browser() {
        return browser;
    }

    /** Number of rows in the list of the page. */
    int rows() throws Exception {
        return count("document.querySelectorAll('main tbody tr').length");
    }

    /** Number of rows in a part of the page. */
    int rows(String part) throws Exception {
        return count("part(" + quoted(part) + ").querySelectorAll('tbody tr').length");
    }

    /** Whether the menu of the pages is shown. */
    boolean showsNavigation() throws Exception {
        return is("document.querySelector('nav').checkVisibility()");
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** Nothing was refused by the policy of the page, and no script failed. */
    void isQuiet() {
        assertThat(browser.complaints()).as("what the browser complained of").isEmpty();
    }

    @Override
    public void close() {
        browser.close();
    }
}
