package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Signing in and out of the console, and what each role sees there, in a real browser. */
interface ConsoleSignInScenarios extends AdminScenarios {
    /** Where the browser keeps the time of the last touch. */
    String TOUCHED = "latchkey-console-touched";

    String TOO_LATE = "You were signed out after 15 minutes without a touch.";

    @Test
    default void the_console_lets_in_by_two_steps_and_says_what_was_wrong() throws Exception {
        Person admin = administrator();
        try (ConsolePage console = ConsolePage.open(site())) {
            console.fill("Username, e-mail or phone", admin.username());
            console.fill("Password", site().secrets().keep("not the right password"));
            console.press("Sign in");
            assertThat(console.complaint()).contains("wrong");
            console.fill("Password", admin.password());
            console.press("Sign in");
            console.until("input('Code')");
            console.fill("Code", Scenarios.wrong(site().nextCode(admin.phone())));
            console.press("Go on");
            assertThat(console.complaint()).isNotBlank();
            assertThat(console.showsNavigation())
                    .as("a wrong code shows nothing")
                    .isFalse();
            console.press("Send the code again");
            console.fill("Code", site().nextCode(admin.phone()));
            console.press("Go on");
            console.untilRows();
            console.load();
            console.untilRows();
            console.press("Sign out");
            console.untilSignIn();
            console.load();
            console.untilSignIn();

            console.isQuiet();
        }
    }

    @Test
    default void whoever_leaves_all_tabs_of_the_console_alone_is_signed_out_also_after_closing_them() throws Exception {
        Person admin = administrator();
        try (ConsolePage console = ConsolePage.openFor(site(), admin)) {
            console.untilRows();
            assertThat(console.is("Object.keys(localStorage).join() === '" + TOUCHED + "'"
                            + " && /^\\d+$/.test(localStorage['" + TOUCHED + "'])"))
                    .as("the browser stores a time and nothing else")
                    .isTrue();
            console.browser().evaluate("""
                    window.now = Date.now;
                    Date.now = () => now() + 16 * 60000;
                    const tab = document.body.appendChild(document.createElement("iframe"));
                    window.otherTab = tab.contentWindow.localStorage;
                    otherTab.setItem("%s", Date.now());
                    document.dispatchEvent(new Event("visibilitychange"));
                    """.formatted(TOUCHED));
            assertThat(console.is("input('Password')"))
                    .as("another tab was in use")
                    .isFalse();
            console.browser().evaluate("""
                    Date.now = () => now() + 32 * 60000;
                    document.dispatchEvent(new Event("visibilitychange"));
                    """);
            console.untilSignIn();
            assertThat(console.text()).contains(TOO_LATE);

            console.load();
            console.signIn(admin);
            console.untilRows();
            console.browser().evaluate("localStorage['" + TOUCHED + "'] = Date.now() - 16 * 60000");
            console.load();
            console.untilSignIn();
            assertThat(console.text()).contains(TOO_LATE);
            console.browser().evaluate("localStorage['" + TOUCHED + "'] = Date.now()");
            console.load();
            console.untilSignIn();

            console.signIn(admin);
            console.untilRows();
            console.browser().evaluate("localStorage.clear()");
            console.load();
            console.untilSignIn();
            assertThat(console.text()).doesNotContain(TOO_LATE);

            console.signIn(admin);
            console.untilRows();
            console.browser()
                    .evaluate("document.body.appendChild(document.createElement('iframe'))"
                            + ".contentWindow.localStorage.removeItem('" + TOUCHED + "')");
            console.untilSignIn();
            assertThat(console.text()).contains("You signed out in another tab");
            console.isQuiet();
        }
    }

    @Test
    default void tokens_stay_in_memory_where_the_browser_keeps_no_cookie_for_the_console() throws Exception {
        Person admin = administrator();
        try (ConsolePage console = ConsolePage.open(site(), site().baseUrl())) {
            console.signIn(admin);
            console.untilRows();
            assertThat(console.is("localStorage.length || sessionStorage.length"))
                    .isFalse();
            console.load();
            console.untilSignIn();
            console.isQuiet();
        }
    }

    @Test
    default void an_old_sign_in_is_made_anew_and_nothing_that_was_typed_is_lost() throws Exception {
        Person admin = administrator();
        Person person = member();
        try (ConsolePage console = ConsolePage.openFor(site(), admin)) {
            console.find(person);
            pass(Duration.ofMinutes(11));
            console.press("Disable");
            console.fill("Reason", "typed before the second sign-in");
            console.press("Disable");
            console.untilAsked("Sign in again");
            console.signIn(admin);
            console.untilNoDialogue();
            console.settle();
            assertThat(console.text()).contains("The account is disabled, so nobody signs in.");
            pass(Duration.ofMinutes(20));
            console.go("blocks");
            console.untilThere(".list");
            assertThat(console.is("document.querySelector('dialog')"))
                    .as("the access token was renewed by itself")
                    .isFalse();
            console.isQuiet();
        }
    }

    @Test
    default void somebody_without_a_role_sees_nothing_and_can_leave() throws Exception {
        Person person = withSecondFactor(member());
        try (ConsolePage console = ConsolePage.openFor(site(), person)) {
            console.untilTitled("No role of administration");
            assertThat(console.showsNavigation()).isFalse();
            console.press("I am the first administrator");
            console.fill("Token", "a guess");
            console.press("Become the first administrator");
            assertThat(console.complaint()).isNotBlank();
            console.press("Sign out");
            console.untilSignIn();
            console.isQuiet();
        }
    }

    @Test
    default void each_role_sees_what_it_may_do_and_the_server_decides() throws Exception {
        Person person = member();
        String id = me(signedIn(person).visitor()).get("id");
        try (ConsolePage console = ConsolePage.openFor(site(), personWith("support"))) {
            console.find(person);
            assertThat(console.is("button('Unlock') && button('Disable') && button('Start a reset')"))
                    .isTrue();
            assertThat(console.is("button('Delete') || button('Erase') || button('Export') || button('Roles')"
                            + " || button('Claims') || button('Contacts and name') || button('Audit') || button('Keys')"
                            + " || button('Configuration')"))
                    .isFalse();
            console.go("audit");
            assertThat(console.text()).contains("Your role does not show this.");
            assertThat(refusal(console, "'GET', 'audit'")).isEqualTo("403 forbidden");
            assertThat(refusal(console, "'POST', 'users/" + id + "/erase', { body: { reason: 'a test' } }"))
                    .isEqualTo("403 forbidden");
            console.press("Sign out");
            console.untilSignIn();

            console.signIn(personWith("auditor"));
            console.go("person/" + id);
            console.untilPerson();
            assertThat(console.is("document.querySelector('.acts button') || button('Lift') || button('End')"))
                    .isFalse();
            assertThat(refusal(console, "'POST', 'users/" + id + "/unlock', { body: { reason: 'a test' } }"))
                    .isEqualTo("403 forbidden");
            console.go("audit");
            console.press("Look whether it was altered");
            console.until("document.querySelector('.notice.good')?.textContent.startsWith('Nobody altered it')");
            console.go("messages");
            assertThat(console.text()).contains("***").doesNotContain(person.email());
            console.isQuiet();
        }
    }

    /** What the server answers to a call that the console itself does not offer. */
    private static String refusal(ConsolePage console, String call) throws Exception {
        return console.browser()
                .evaluate("import(new URL('administration/api.js', document.baseURI).href).then(api => api.admin("
                        + call + "))" + ".then(() => 'done', refused => refused.status + ' ' + refused.kind)")
                .asText();
    }
}
