package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Those who administer use the console, in a real browser. */
interface ConsoleScenarios extends AdminScenarios {
    List<String> CONSOLE_PAGES =
            List.of("people", "blocks", "messages", "funnel", "decisions", "audit", "keys", "settings");
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
    default void the_console_finds_unlocks_and_resets_people_and_ends_their_sessions() throws Exception {
        Person support = personWith("support");
        SignedIn ada = signedIn();
        Person person = ada.person();
        try (ConsolePage console = ConsolePage.openFor(site(), support)) {
            console.go("people");
            console.fill("Username, e-mail or phone", person.username());
            console.fill("Which", "beginning");
            console.fill("State", "active");
            console.press("Find");
            console.settle();
            console.untilRow(person.email());
            console.fill("State", "disabled");
            console.press("Find");
            console.untilThere(".empty");

            console.find(person);
            console.act("Disable", "Disable", "The account is disabled.");
            me(ada.visitor()).expectProblem(401, "not-signed-in");
            signIn(visitor(), person.username(), person.password()).expectProblem(401, "sign-in-refused");
            assertThat(console.text()).contains("The account is disabled, so nobody signs in.");
            console.act("Enable", "Enable", "The account is enabled.");

            Visitor guesser = visitor();
            for (int guess = 0; guess < 4; guess++) {
                signIn(guesser, person.username(), Person.newPassword());
            }
            signIn(guesser, person.username(), person.password()).expectProblem(429, "sign-in-locked");
            console.act("Unlock", "Unlock", "The locks are lifted.");
            SignedIn again = SignedIn.of(person, guesser, signIn(guesser, person.username(), person.password()));

            SignedIn other = signedIn(person);
            console.find(person);
            assertThat(console.rows("Sessions")).isEqualTo(2);
            console.act("End", "End it", "The session is over.");
            assertThat(console.rows("Sessions")).isEqualTo(1);
            console.act("End all sessions", "End them", "All sessions are over.");
            me(again.visitor()).expectProblem(401, "not-signed-in");
            me(other.visitor()).expectProblem(401, "not-signed-in");

            console.act("Start a reset", "Send code and link", "The code and the link are on their way.");
            String next = site().secrets().keep(Person.newPassword());
            resetByLink(person.email(), next);
            signIn(visitor(), person.username(), next).expect(200);
            console.isQuiet();
        }
    }

    @Test
    default void the_console_creates_changes_exports_deletes_restores_and_erases() throws Exception {
        Person admin = administrator();
        Person grace = Person.somebody();
        try (ConsolePage console = ConsolePage.openFor(site(), admin)) {
            console.settle();
            console.press("Create an account");
            console.fill("E-mail", grace.email());
            console.fill("Username", grace.username());
            console.fill("Name", "Grace Hopper");
            console.finish("Create", "The account is there.");
            resetByLink(grace.email(), grace.password());
            SignedIn signedIn = SignedIn.of(grace, visitor(), signIn(visitor(), grace.email(), grace.password()));

            console.untilTitled("Grace Hopper");
            console.find(grace);
            console.press("Roles");
            console.fill("Roles", "user, editor");
            console.finish("Set roles", "The roles are set.");
            assertThat(me(signedIn.visitor()).get("roles/0")).isEqualTo("editor");
            console.press("Claims");
            console.fill("Claims", "tenant=blue\nlevel=3");
            console.finish("Set claims", "The claims are set.");
            String next = Person.newEmail();
            console.press("Contacts and name");
            console.fill("E-mail", next);
            console.finish("Change", "It is changed.");
            assertThat(me(signedIn.visitor()).get("email")).isEqualTo(next);
            assertThat(site().nextLetter(next).subject()).isNotEmpty();

            console.act("Export", "Make the file", "The file is made.");
            JsonNode export =
                    new ObjectMapper().readTree(console.downloaded(".json").toFile());
            assertThat(export.at("/account/0/email").asText()).isEqualTo(next);

            console.act("Delete", "Delete", "The account is being deleted.");
            me(signedIn.visitor()).expectProblem(401, "not-signed-in");
            console.act("Restore", "Restore", "The account is back.");
            signIn(visitor(), next, grace.password()).expect(200);
            console.press("Erase");
            console.fill("Type " + grace.username() + " to be sure", "somebody");
            console.fill("Reason", "a test of the console");
            console.press("Erase for good");
            assertThat(console.complaint()).contains("is not");
            console.fill("Type " + grace.username() + " to be sure", grace.username());
            console.finish("Erase for good", "The person is erased.");
            Explained.deleted(site().baseUrl());
            signIn(visitor(), next, grace.password()).expectProblem(401, "sign-in-refused");
            console.isQuiet();
        }
    }

    @Test
    default void support_finds_out_why_somebody_gets_no_code_and_lifts_it() throws Exception {
        Person support = personWith("support");
        Person person = member();
        block(admin(), person.email(), Duration.ofDays(3), "looked like a robot");
        Object[] wish = {"purpose", "sign-in", "channel", "email", "destination", person.email()};
        String decision =
                visitor().post(API + "/otp", wish).expectProblem(429, "blocked").get("decision");
        try (ConsolePage console = ConsolePage.openFor(site(), support)) {
            // The person reads the id out to support.
            console.go("decisions");
            console.fill("Id of a decision", decision);
            console.press("Open");
            // It is stored a moment after the call.
            console.until("document.querySelector('main table') || (button('Try again')?.click(), false)");
            assertThat(console.text())
                    .contains("Send code", "refused", "Blocked contacts", "decided", "over in 2 days");

            console.find(person);
            console.until("says('What stands in the way', 'looked like a robot')");
            assertThat(console.text()).contains("Last refusal: send code");
            assertThat(console.is("inStory('decision', 'Send code refused')"))
                    .as("the refusal is in the story")
                    .isTrue();
            console.act("Lift", "Lift", "It is lifted.");
            console.until("says('What stands in the way', 'Nothing')"
                    + " || !says('What stands in the way', 'looked like a robot')");
            visitor().post(API + "/otp", wish).expect(202);
            assertThat(site().nextCode(person.email())).isNotEmpty();
            console.find(person);
            console.until("inStory('message', 'sign in')");
            console.unfoldCalls();
            console.isQuiet();
        }
    }

    @Test
    default void support_sees_what_a_provider_closed_and_opens_it_again() throws Exception {
        Person support = personWith("support");
        String phone = "+354611" + Person.newPhone().substring(10);
        admin().post(PEOPLE, "phone", phone, "name", "Somebody in Iceland", "reason", "a test")
                .expect(201);
        Site.POST.optOut(phone);
        requestCode(visitor(), "sign-in", phone).expect(202);
        try (ConsolePage console = ConsolePage.openFor(site(), support)) {
            console.go("blocks");
            console.fill("E-mail or phone", phone);
            console.press("Find");
            // The provider is asked a moment after the code was promised.
            console.findUntilRow("closed by provider");
            assertThat(console.text()).contains("Opted out");
            console.go("messages");
            console.fill("E-mail or phone", phone);
            console.press("Find");
            console.untilRow("failed");
            console.go("blocks");
            Site.POST.takeAgain(phone);
            console.act("Lift", "Lift", "Messages go there again.");
            console.untilThere(".list .empty");
            requestCode(visitor(), "sign-in", phone).expect(202);
            assertThat(site().nextCode(phone)).isNotEmpty();
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
    default void whoever_was_slower_is_told_and_sees_what_the_other_did() throws Exception {
        Person admin = administrator();
        SignedIn ada = signedIn();
        String path = PEOPLE + "/" + me(ada.visitor()).get("id");
        try (ConsolePage console = ConsolePage.openFor(site(), admin)) {
            console.find(ada.person());
            admin().with("If-Match", "*")
                    .put(path + "/roles", "roles", List.of("user", "quicker"), "reason", "a test")
                    .expect(200);
            console.press("Roles");
            console.fill("Roles", "user, slower");
            console.fill("Reason", "a test");
            console.press("Set roles");
            console.untilAsked("Somebody else was faster");
            console.press("Show it");
            console.until("says('Account', 'quicker')");
            assertThat(me(ada.visitor()).get("roles/0")).isEqualTo("quicker");
            console.isQuiet();
        }
    }

    @Test
    default void what_people_call_themselves_is_never_markup() throws Exception {
        Person admin = administrator();
        String name = "<img src=x onerror=pwned=1><b>bold</b>\"'>{{7*7}}";
        Person hostile = Person.somebody();
        Visitor robot = admin();
        String id = robot.post(
                        PEOPLE, "email", hostile.email(), "username", hostile.username(), "name", name, "reason", name)
                .expect(201)
                .get("id");
        robot.with("If-Match", "*")
                .put(
                        PEOPLE + "/" + id + "/claims",
                        "claims",
                        Map.of("tenant", "<script>pwned=1</script>"),
                        "reason",
                        "<svg onload=pwned=1>")
                .expect(200);
        block(robot, hostile.email(), Duration.ofDays(1), "<iframe src=javascript:pwned=1>");
        visitor()
                .with("User-Agent", "<script>pwned=1</script>")
                .post(API + "/otp", "purpose", "sign-in", "channel", "email", "destination", hostile.email());
        try (ConsolePage console = ConsolePage.openFor(site(), admin)) {
            console.find(hostile);
            console.untilTitled(name);
            assertThat(console.text()).contains("<script>pwned=1</script>", "<iframe src=javascript:pwned=1>");
            for (String view : List.of("person/" + id, "people", "blocks", "audit")) {
                console.go(view);
                assertThat(console.count(
                                "document.querySelectorAll('main :is(img, script, iframe, b, svg[onload])').length"))
                        .as(view)
                        .isZero();
            }
            assertThat(console.is("window.pwned")).isFalse();
            assertThat(console.is("(() => { try { document.createElement('p').innerHTML = '<b>x</b>'; return false; }"
                            + " catch (refused) { return refused instanceof TypeError; } })()"))
                    .as("the browser itself makes no markup out of a text here")
                    .isTrue();
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
                .evaluate("import(new URL('console/api.js', document.baseURI).href).then(api => api.admin(" + call
                        + "))" + ".then(() => 'done', refused => refused.status + ' ' + refused.kind)")
                .asText();
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
    default void the_console_blocks_rotates_and_exports_the_audit_trail() throws Exception {
        Person admin = administrator();
        String contact = Person.newEmail();
        try (ConsolePage console = ConsolePage.openFor(site(), admin)) {
            console.go("blocks");
            console.press("Block or except");
            console.fill("What", "nowhere");
            console.fill("Reason", "a test of the console");
            console.press("Put up");
            assertThat(console.complaint()).startsWith("Target");
            console.fill("What", contact);
            console.finish("Put up", "It counts from now on.");
            requestCode(visitor(), "sign-in", contact).expectProblem(429, "blocked");
            console.fill("E-mail or phone", contact);
            console.press("Find");
            console.untilRow("a test of the console");
            console.act("Lift", "Lift", "It is lifted.");
            console.untilThere(".list .empty");
            requestCode(visitor(), "sign-in", contact).expect(202);

            console.go("audit");
            console.fill("Event", "administered");
            // The store has an event a moment after it happened.
            console.findUntilRow("lift listing");
            console.press("Export what matches");
            console.downloaded("audit.ndjson");
            console.go("keys");
            int before = console.rows();
            console.act("Make the next key", "Make the key", "The next key is there.");
            assertThat(console.rows()).isGreaterThanOrEqualTo(before);
            console.go("funnel");
            assertThat(console.count("document.querySelectorAll('svg.chart rect').length"))
                    .isPositive();
            console.go("settings");
            console.fill("Part of a key", "console.enabled");
            console.until("document.querySelector('main').textContent.includes('No setting matches.')");
            console.isQuiet();
        }
    }

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
