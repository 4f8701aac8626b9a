package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Those who administer do their tasks in the console, in a real browser. */
interface ConsoleScenarios extends AdminScenarios {
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
    default void the_console_blocks_rotates_revokes_and_exports_the_audit_trail() throws Exception {
        Person admin = administrator();
        String contact = Person.newEmail();
        String key = signedIn()
                .visitor()
                .post(API + "/users/me/credentials", "name", "nightly report")
                .expect(201)
                .get("key");
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

            console.go("applications");
            console.until("says('APIs', 'essdee') && says('APIs', '/api/v1')");
            console.fill("Key", key);
            console.press("Find");
            console.untilRow("nightly report");
            console.act("Revoke", "Revoke", "The credential is revoked.");
            console.untilThere(".list .empty");
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
}
