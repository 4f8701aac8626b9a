package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.rest.docs.Manual;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.admin.AdminRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Administration over HTTP. The first administrator is made by the token that the operator printed before the start. */
interface AdminScenarios extends Scenarios {
    String ADMIN = API + "/admin";
    String PEOPLE = ADMIN + "/users";

    /** The first administrator, who signs in by a password and a code. */
    default Person administrator() {
        return site().administrator(() -> {
            SignedIn first = fully(withSecondFactor(member()));
            first.visitor().get(PEOPLE).expectProblem(403, "forbidden");
            first.visitor().post(ADMIN + "/bootstrap", "token", "a guess").expectProblem(403, "bootstrap-refused");
            first.visitor()
                    .post(ADMIN + "/bootstrap", "token", site().bootstrapToken())
                    .expect(204);
            first.visitor()
                    .post(ADMIN + "/bootstrap", "token", site().bootstrapToken())
                    .expectProblem(403, "bootstrap-refused");
            return first.person();
        });
    }

    default Person withSecondFactor(Person person) {
        Visitor visitor = visitor();
        SignedIn.of(person, visitor, signIn(visitor, person.username(), person.password()))
                .visitor()
                .patch(API + "/users/me", "secondFactor", "sms")
                .expect(200);
        return person;
    }

    /** Signs in by a password, and by a code where the account asks for one. */
    default SignedIn fully(Person person) {
        Visitor visitor = visitor();
        Reply reply = signIn(visitor, person.username(), person.password());
        return SignedIn.of(
                person,
                visitor,
                reply.status() == 202
                        ? signInWithCode(visitor, reply.get("challenge/id"), site().nextCode(person.phone()))
                        : reply);
    }

    /** The administrator, who has just signed in. */
    default Visitor admin() {
        return fully(administrator()).visitor();
    }

    static String id(SignedIn signedIn, Scenarios scenarios) {
        return scenarios.me(signedIn.visitor()).expect(200).get("id");
    }

    /** Somebody with a role of administration. */
    default Person personWith(String role) {
        Person person = withSecondFactor(member());
        String id = id(fully(person), this);
        admin().with("If-Match", "*")
                .put(PEOPLE + "/" + id + "/roles", "roles", List.of("user", role), "reason", "a test")
                .expect(200);
        return person;
    }

    /** Somebody with a role of administration, who has just signed in. */
    private Visitor withRole(String role) {
        return fully(personWith(role)).visitor();
    }

    /** Blocks a contact for some time. */
    default Reply block(Visitor visitor, String contact, Duration time, String reason) {
        return visitor.post(
                        ADMIN + "/blocks",
                        "effect",
                        "block",
                        "kind",
                        "contact",
                        "target",
                        contact,
                        "endsAt",
                        Instant.now().plus(time).toString(),
                        "reason",
                        reason)
                .expect(201);
    }

    private static List<String> ids(Reply page) {
        return StreamSupport.stream(page.json().path("users").spliterator(), false)
                .map(user -> user.path("id").asText())
                .toList();
    }

    /** An operation of the document. */
    record Operation(
            String method,
            String path,
            @Nullable String deed,
            @Nullable JsonNode example) {
        static List<Operation> all() {
            ObjectNode document = Manual.read(Manual.NATIVE);
            List<Operation> all = new ArrayList<>();
            document.path("paths").properties().stream()
                    .filter(path -> path.getKey().startsWith(ADMIN))
                    .forEach(path -> path.getValue().properties().stream()
                            .filter(member -> member.getValue().has("operationId"))
                            .forEach(member -> all.add(of(path.getKey(), member))));
            return all;
        }

        private static Operation of(String path, Map.Entry<String, JsonNode> member) {
            JsonNode deed = member.getValue().get("x-deed");
            JsonNode body = member.getValue().at("/requestBody/content/application~1json/example");
            return new Operation(
                    member.getKey().toUpperCase(Locale.ROOT),
                    path.replaceAll("\\{[a-z]+}", UNKNOWN_ID),
                    deed == null ? null : deed.textValue(),
                    body.isMissingNode() ? null : body);
        }

        Reply send(Visitor visitor) {
            Visitor any = visitor.with("If-Match", "*");
            return example == null ? any.send(method, path, null, new byte[0]) : any.json(method, path, example);
        }
    }

    @Test
    default void every_route_is_open_to_the_roles_of_its_deed_and_to_nobody_else() {
        List<Operation> operations = Operation.all();
        assertThat(operations.stream().filter(operation -> operation.deed() == null))
                .as("routes without a deed")
                .singleElement()
                .satisfies(bootstrap -> assertThat(bootstrap.path()).isEqualTo(ADMIN + "/bootstrap"));
        List<Operation> guarded = operations.stream()
                .filter(operation -> operation.deed() != null)
                .toList();
        assertThat(guarded.stream().map(Operation::deed).collect(Collectors.toSet()))
                .as("deeds with a route")
                .isEqualTo(Arrays.stream(AdminDeed.values())
                        .map(AdminDeed::wireName)
                        .collect(Collectors.toSet()));
        for (AdminRole role : AdminRole.values()) {
            Visitor visitor = role == AdminRole.ADMIN ? admin() : withRole(role.wireName());
            for (Operation operation : guarded) {
                Reply reply = operation.send(visitor);
                if (deed(operation).roles().contains(role)) {
                    assertThat(reply.status()).as("%s: %s", role, reply).isNotIn(401, 403);
                } else {
                    reply.expectProblem(403, "forbidden");
                }
            }
        }
        Visitor nobodySpecial = fully(withSecondFactor(member())).visitor();
        for (Operation operation : guarded) {
            operation.send(nobodySpecial).expectProblem(403, "forbidden");
            operation.send(visitor()).expectProblem(401, "not-signed-in");
            operation.send(visitor().bearer("eyJhbGciOiJub25lIn0.e30.")).expectProblem(401, "not-signed-in");
        }
    }

    @Test
    default void an_auditor_sees_no_whole_contact_on_any_route() {
        SignedIn ada = signedIn();
        String id = id(ada, this);
        String email = ada.person().email();
        block(admin(), email, Duration.ofHours(1), "a test");
        visitor().post(API + "/otp", "purpose", "sign-in", "channel", "email", "destination", email);
        ada.visitor().post(API + "/users/me/credentials", "name", "script").expect(201);
        Visitor auditor = withRole("auditor");
        String application =
                auditor.get(ADMIN + "/applications?user=" + id).expect(200).get("applications/0/credential/id");
        String message =
                auditor.get(ADMIN + "/messages?contact=" + email).expect(200).get("messages/0/id");
        String decision =
                auditor.get(ADMIN + "/decisions?contact=" + email).expect(200).get("decisions/0/id");
        for (Operation operation : Operation.all()) {
            if (!operation.method().equals("GET") || !deed(operation).roles().contains(AdminRole.AUDITOR)) {
                continue;
            }
            String one = Map.of("messages", message, "decisions", decision, "applications", application)
                    .getOrDefault(operation.path().substring(ADMIN.length() + 1).split("/", 2)[0], id);
            for (String query : List.of("", "?contact=" + email, "?login=" + email, "?limit=1&loginPrefix=" + email)) {
                Reply reply = auditor.get(operation.path().replace(UNKNOWN_ID, one) + query);
                assertThat(reply.text())
                        .as("%s: %s", operation, query)
                        .doesNotContainIgnoringCase(email)
                        .doesNotContain(ada.person().phone());
            }
        }
    }

    private static AdminDeed deed(Operation operation) {
        return Arrays.stream(AdminDeed.values())
                .filter(deed -> deed.wireName().equals(operation.deed()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void an_administrator_signs_in_by_two_steps_and_gives_a_reason_for_what_is_dangerous() {
        Visitor admin = admin();
        String id = id(signedIn(), this);
        Reply credential =
                admin.post(API + "/users/me/credentials", "name", "script").expect(201);
        Visitor script =
                visitor().with("Authorization", "token " + credential.get("key") + ":" + credential.get("secret"));
        script.get(PEOPLE).expectProblem(403, "second-factor-needed");
        admin.post(PEOPLE + "/" + id + "/disable").expectProblem(400);
        admin.post(PEOPLE + "/" + id + "/disable", "reason", " ").expectFault("reason");
        admin.json("POST", PEOPLE + "/" + id + "/disable", Visitor.object()).expectFault("reason");
        admin.post(PEOPLE + "/" + id + "/disable", "reason", "a test").expect(200);
    }

    @Test
    default void people_are_found_page_by_page() {
        Visitor admin = admin();
        Person person = member();
        List<String> expected = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            expected.add(admin.post(
                            PEOPLE,
                            "username",
                            person.username() + "-" + number,
                            "email",
                            person.username() + "." + number + "@example.org",
                            "reason",
                            "a test")
                    .expect(201)
                    .get("id"));
        }
        expected.add(
                0,
                ids(admin.get(PEOPLE + "?login=" + person.email()).expect(200)).get(0));
        String query = PEOPLE + "?limit=2&loginPrefix=" + person.username();
        Reply first = admin.get(query).expect(200);
        Reply second = admin.get(query + "&cursor=" + first.get("next")).expect(200);
        assertThat(ids(first)).isEqualTo(expected.subList(0, 2));
        assertThat(ids(second)).isEqualTo(expected.subList(2, 4));
        assertThat(second.json().path("next").isNull()).isTrue();
        Reply newest = admin.get(PEOPLE + "?limit=1&status=active").expect(200);
        assertThat(ids(admin.get(PEOPLE + "?limit=1&status=active&cursor=" + newest.get("next"))
                        .expect(200)))
                .isNotEqualTo(ids(newest));
        admin.get(PEOPLE + "?limit=201").expectFault("limit");
        admin.get(PEOPLE + "?cursor=bm90aGluZw").expectFault("cursor");
        admin.get(PEOPLE + "?status=asleep").expectFault("status");
        admin.get(PEOPLE + "?login=ada&loginPrefix=ad").expectFault("loginPrefix");
    }

    @Test
    default void a_change_names_the_version_that_was_read() {
        Visitor admin = admin();
        SignedIn ada = signedIn();
        String path = PEOPLE + "/" + id(ada, this);
        admin.patch(path, "name", "Ada", "reason", "a test").expectProblem(428, "version-needed");
        String tag = admin.get(path).expect(200).header("ETag").orElseThrow();
        Visitor sure = admin.with("If-Match", tag);
        sure.patch(path, "name", "Ada", "reason", "a test").expect(200);
        sure.patch(path, "name", "Eve", "reason", "a test").expectProblem(412, "version-changed");
        admin.with("If-Match", "W/\"x\"")
                .patch(path, "name", "Eve", "reason", "a test")
                .expectFault("If-Match");
        assertThat(me(ada.visitor()).get("name")).isEqualTo("Ada");
    }

    @Test
    default void claims_and_roles_are_in_the_next_token() throws IOException {
        Visitor admin = admin();
        SignedIn ada = signedIn();
        String path = PEOPLE + "/" + id(ada, this);
        Visitor sure = admin.with("If-Match", "*");
        sure.json("PUT", path + "/claims", Visitor.object("claims", Map.of("tenant", "blue"), "reason", "a test"))
                .expect(200);
        sure.put(path + "/roles", "roles", List.of("editor"), "reason", "a test")
                .expect(200);
        sure.put(path + "/roles", "roles", "editor author", "reason", "a test").expectFault("roles");
        sure.put(path + "/roles", "roles", List.of("editor", 7), "reason", "a test")
                .expectFault("roles");
        sure.put(path + "/roles", "reason", "a test").expectFault("roles");
        sure.put(path + "/claims", "claims", "blue", "reason", "a test").expectFault("claims");
        sure.put(path + "/claims", "claims", Map.of("tenant", 7), "reason", "a test")
                .expectFault("claims");
        sure.json("PUT", path + "/claims", Visitor.object("claims", Map.of("no name", "x"), "reason", "a test"))
                .expectFault("claims");
        String token = refresh(visitor(), ada.refreshToken()).expect(200).get("accessToken");
        JsonNode claims = new ObjectMapper()
                .readTree(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
        assertThat(claims.path("custom").path("tenant").asText()).isEqualTo("blue");
        assertThat(claims.path("groups").toString()).contains("editor", "user");
    }

    @Test
    default void what_is_closed_to_a_contact_is_shown_and_lifted() {
        Visitor admin = admin();
        String path = ADMIN + "/suppressions";
        assertThat(admin.get(path + "?contact=ada@example.org")
                        .expect(200)
                        .json()
                        .toString())
                .isEqualTo("{\"suppressions\":[]}");
        admin.get(path).expectFault("contact");
        admin.get(path + "?contact=nobody").expectFault("contact");
        admin.post(path + "/lift", "contact", "ada@example.org").expectFault("reason");
        admin.post(path + "/lift", "contact", "ada@example.org", "reason", "a test")
                .expect(200);
    }

    @Test
    default void a_disabled_person_is_out_at_once() {
        Visitor support = withRole("support");
        SignedIn ada = signedIn();
        String path = PEOPLE + "/" + id(ada, this);
        assertThat(support.post(path + "/disable", "reason", "a test")
                        .expect(200)
                        .get("status"))
                .isEqualTo("disabled");
        me(ada.visitor()).expectProblem(401, "not-signed-in");
        signIn(visitor(), ada.person().username(), ada.person().password()).expectProblem(401, "sign-in-refused");
        support.post(path + "/enable", "reason", "a test").expect(200);
        me(ada.visitor()).expectProblem(401, "not-signed-in");
        SignedIn again = fully(ada.person());
        support.json("POST", path + "/sign-out", Visitor.object()).expect(200);
        me(again.visitor()).expectProblem(401, "not-signed-in");
        support.post(path + "/enable", "reason", "a test").expectProblem(409, "account-state");
    }

    @Test
    default void a_locked_out_person_is_let_in_again_and_gets_a_new_password() {
        Visitor support = withRole("support");
        SignedIn ada = signedIn();
        Person person = ada.person();
        String path = PEOPLE + "/" + id(ada, this);
        Visitor guesser = visitor();
        for (int guess = 0; guess < 4; guess++) {
            signIn(guesser, person.username(), Person.newPassword());
        }
        signIn(guesser, person.username(), person.password()).expectProblem(429, "sign-in-locked");
        support.json("POST", path + "/unlock", Visitor.object()).expect(200);
        signIn(guesser, person.username(), person.password()).expect(200);
        support.post(path + "/reset", "reason", "a test").expect(200);
        String next = site().secrets().keep(Person.newPassword());
        resetByLink(person.email(), next);
        signIn(visitor(), person.username(), next).expect(200);
    }

    @Test
    default void an_invited_person_sets_the_first_password() {
        Visitor admin = admin();
        Person grace = Person.somebody();
        String id = admin.post(PEOPLE, "email", grace.email(), "name", "Grace", "reason", "a test")
                .expect(201)
                .get("id");
        admin.post(PEOPLE + "/" + id + "/invite", "reason", "a test").expect(200);
        resetByLink(grace.email(), grace.password());
        signIn(visitor(), grace.email(), grace.password()).expect(200);
        admin.post(PEOPLE, "email", grace.email(), "reason", "a test").expectProblem(409, "contact-taken");
        admin.post(PEOPLE, "username", grace.username(), "reason", "a test").expectFault("email");
    }

    @Test
    default void a_changed_contact_is_told_to_the_old_one_and_the_new_one() {
        SignedIn ada = signedIn();
        String path = PEOPLE + "/" + id(ada, this);
        String next = Person.newEmail();
        Reply changed = admin().with("If-Match", "*")
                .patch(path, "email", next, "reason", "lost the mailbox")
                .expect(200);
        assertThat(changed.get("email")).isEqualTo(next);
        assertThat(changed.get("emailVerified")).isEqualTo("true");
        assertThat(site().nextLetter(ada.person().email()).subject()).isNotEmpty();
        assertThat(site().nextLetter(next).subject()).isNotEmpty();
        signIn(visitor(), next, ada.person().password()).expect(200);
    }

    @Test
    default void a_deleted_person_can_be_restored_and_an_erased_one_cannot() {
        Visitor admin = admin();
        SignedIn ada = signedIn();
        String path = PEOPLE + "/" + id(ada, this);
        assertThat(admin.post(path + "/delete", "reason", "asked for it")
                        .expect(200)
                        .json()
                        .at("/deletion/dueAt"))
                .isNotNull();
        me(ada.visitor()).expectProblem(401, "not-signed-in");
        admin.post(path + "/restore", "reason", "asked again").expect(200);
        SignedIn again = signedIn(ada.person());
        JsonNode export = admin.post(path + "/export", "reason", "asked for it")
                .expect(200)
                .json();
        assertThat(export.path("account").get(0).path("email").asText())
                .isEqualTo(ada.person().email());
        assertThat(export.path("sessions").size()).isGreaterThan(1);
        assertThat(export.toString()).doesNotContain("argon2");
        admin.post(path + "/erase", "reason", "asked for it").expect(204);
        me(again.visitor()).expectProblem(401, "not-signed-in");
        admin.get(path).expectProblem(404, "not-found");
        register(visitor(), ada.person()).expect(202);
    }

    @Test
    default void each_deed_is_in_the_audit_store_and_nobody_altered_that() throws IOException {
        SignedIn ada = signedIn();
        String id = id(ada, this);
        Visitor admin = admin();
        String self = me(admin).get("id");
        admin.post(PEOPLE + "/" + id + "/disable", "reason", "a test of the trail")
                .expect(200);
        String query = ADMIN + "/audit?person=" + id + "&actor=" + self + "&event=administered";
        JsonNode entry = Await.until("the store has the event", Duration.ofSeconds(20), () -> {
            JsonNode found = admin.get(query).expect(200).json().path("entries");
            // Whoever reads about somebody is kept, too.
            return StreamSupport.stream(found.spliterator(), false)
                    .filter(one -> !one.path("details").path("deed").asText().equals("read-audit"))
                    .findFirst();
        });
        assertThat(entry.path("details").path("deed").asText()).isEqualTo("disable-user");
        assertThat(entry.path("details").path("note").asText()).isEqualTo("a test of the trail");
        Reply export = admin.get(ADMIN + "/audit/export?person=" + id + "&event=administered")
                .expect(200);
        assertThat(new ObjectMapper().readTree(export.text().lines().findFirst().orElseThrow()))
                .isEqualTo(entry);
        Reply page = admin.get(ADMIN + "/audit?limit=2").expect(200);
        Reply next =
                admin.get(ADMIN + "/audit?limit=2&cursor=" + page.get("next")).expect(200);
        assertThat(next.number("entries/0/number")).isEqualTo(page.number("entries/1/number") - 1);
        admin.get(ADMIN + "/audit?person=ada").expectFault("person");
        assertThat(admin.get(ADMIN + "/audit/verdict").expect(200).get("intact"))
                .isEqualTo("true");
    }

    @Test
    default void a_blocked_contact_gets_no_code_until_somebody_lifts_the_block() {
        Visitor support = withRole("support");
        String blocks = ADMIN + "/blocks";
        String contact = Person.newEmail();
        String end = Instant.now().plus(Duration.ofDays(3)).toString();
        Reply block = block(support, contact, Duration.ofDays(3), "spam");
        assertThat(block.get("target")).contains("***").doesNotContain(contact);
        Reply refused = visitor()
                .post(API + "/otp", "purpose", "sign-in", "channel", "email", "destination", contact)
                .expectProblem(429, "blocked");
        assertThat(Long.parseLong(refused.header("Retry-After").orElseThrow()))
                .isBetween(1L, Duration.ofDays(3).toSeconds());
        Reply found = support.get(blocks + "?contact=" + contact).expect(200);
        assertThat(found.json().path("blocks").size()).isEqualTo(1);
        assertThat(found.get("blocks/0/id")).isEqualTo(block.get("id"));
        support.post(blocks, "effect", "block", "kind", "prefix", "target", "+88216", "endsAt", end, "reason", "spam")
                .expectProblem(403, "forbidden");
        support.json("POST", blocks + "/" + block.get("id") + "/lift", Visitor.object())
                .expectFault("reason");
        support.post(blocks + "/" + block.get("id") + "/lift", "reason", "no spam")
                .expect(204);
        visitor()
                .post(API + "/otp", "purpose", "sign-in", "channel", "email", "destination", contact)
                .expect(202);
        Visitor admin = admin();
        admin.post(blocks, "effect", "ban", "kind", "person", "target", "x", "endsAt", "soon", "reason", "spam")
                .expectFault("effect");
        admin.get(blocks + "?cursor=bm90aGluZw").expectFault("cursor");
    }

    @Test
    default void a_blocked_network_gets_in_nowhere_until_somebody_lifts_the_block() {
        Visitor admin = admin();
        Object[] wish = {
            "effect",
            "block",
            "kind",
            "network",
            "target",
            "203.0.113.0/24",
            "endsAt",
            Instant.now().plus(Duration.ofDays(3)).toString(),
            "reason",
            "a flood"
        };
        admin.from("203.0.113.9").post(ADMIN + "/blocks", wish).expectFault("target");
        String id = admin.post(ADMIN + "/blocks", wish).expect(201).get("id");
        Visitor blocked = visitor().from("203.0.113.77");
        Person person = member();
        Object[] code = {"purpose", "sign-in", "channel", "email", "destination", person.email()};
        for (Reply refused : List.of(
                blocked.post(API + "/otp", code),
                signIn(blocked, person.username(), person.password()),
                register(blocked, Person.somebody()))) {
            assertThat(refused.expect(429).header("RateLimit-Policy").orElse(""))
                    .as("%s", refused)
                    .startsWith("\"blocked-network\"");
        }
        signIn(visitor().from("203.0.114.77"), person.username(), person.password())
                .expect(200);
        assertThat(admin.get(ADMIN + "/blocks?address=203.0.113.77").expect(200).get("blocks/0/id"))
                .isEqualTo(id);
        admin.post(ADMIN + "/blocks/" + id + "/lift", "reason", "it is over").expect(204);
        signIn(blocked, person.username(), person.password()).expect(200);
    }

    @Test
    default void operators_see_what_the_service_does_and_runs_with() {
        SignedIn ada = signedIn();
        String path = PEOPLE + "/" + id(ada, this);
        Visitor support = withRole("support");
        Visitor auditor = withRole("auditor");
        String email = ada.person().email();
        Reply messages =
                support.get(ADMIN + "/messages?limit=1&contact=" + email).expect(200);
        assertThat(messages.get("messages/0/contact")).isEqualTo(email);
        Reply masked = auditor.get(ADMIN + "/messages?contact=" + email).expect(200);
        assertThat(masked.text()).doesNotContain(email).contains("***");
        Reply story = support.get(ADMIN + "/messages/" + messages.get("messages/0/id"))
                .expect(200);
        assertThat(story.json().path("calls").size()).isPositive();
        support.get(ADMIN + "/messages/" + UNKNOWN_ID).expectProblem(404, "not-found");
        support.get(ADMIN + "/messages?state=lost").expectFault("state");
        assertThat(support.get(ADMIN + "/funnel?window=PT1H&by=channel")
                        .expect(200)
                        .json()
                        .path("rows")
                        .size())
                .isPositive();
        Reply sessions = support.get(path + "/sessions").expect(200);
        assertThat(sessions.json().path("sessions").size()).isEqualTo(1);
        assertThat(sessions.json().path("next").isNull()).isTrue();
        support.get(path + "/sessions?cursor=bm90aGluZw").expectFault("cursor");
        support.json("POST", path + "/sessions/" + sessions.get("sessions/0/id") + "/end", Visitor.object())
                .expect(200);
        me(ada.visitor()).expectProblem(401, "not-signed-in");
        SignedIn again = fully(ada.person());
        Reply credential = again.visitor()
                .post(API + "/users/me/credentials", "name", "script")
                .expect(201);
        Visitor script =
                visitor().with("Authorization", "token " + credential.get("key") + ":" + credential.get("secret"));
        me(script).expect(200);
        Reply credentials = auditor.get(path + "/credentials").expect(200);
        assertThat(credentials.get("credentials/0/key")).isEqualTo(credential.get("key"));
        assertThat(credentials.text()).doesNotContain(credential.get("secret"));
        Reply applications = auditor.get(ADMIN + "/applications?state=live&key=" + credential.get("key"))
                .expect(200);
        assertThat(applications.get("applications/0/owner/login"))
                .isEqualTo(ada.person().username());
        assertThat(applications.text()).doesNotContain(credential.get("secret"));
        String application = ADMIN + "/applications/" + applications.get("applications/0/credential/id");
        assertThat(support.get(application).expect(200).get("owner/id"))
                .isEqualTo(me(script).get("id"));
        support.get(ADMIN + "/applications?key=" + credential.get("key") + "%3Asecret")
                .expectFault("key");
        support.post(path + "/credentials/" + credentials.get("credentials/0/id") + "/revoke", "reason", "lost laptop")
                .expect(200);
        me(script).expectProblem(401, "not-signed-in");
        support.get(application).expectProblem(404, "not-found");
        assertThat(auditor.get(ADMIN + "/keys").expect(200).json().path("keys").findValuesAsText("signs"))
                .contains("true");
        Reply settings = auditor.get(ADMIN + "/settings").expect(200);
        assertThat(StreamSupport.stream(settings.json().path("settings").spliterator(), false)
                        .filter(entry -> entry.path("key").asText().equals("latchkey.secret"))
                        .map(entry -> entry.path("value").isNull()))
                .containsExactly(true);
    }

    @Test
    default void helpers_reach_nobody_who_administers() {
        Visitor support = withRole("support");
        String id = id(fully(administrator()), this);
        support.post(PEOPLE + "/" + id + "/disable", "reason", "a test").expectProblem(403, "forbidden");
        support.json("POST", PEOPLE + "/" + id + "/reset", Visitor.object()).expectProblem(403, "forbidden");
        Reply own =
                admin().post(PEOPLE + "/" + id + "/disable", "reason", "a test").expectProblem(409, "account-state");
        assertThat(own.get("obstacle")).isEqualTo("own-account");
    }

    /** Decisions are kept for some time only. */
    @Override
    default void beforeTimePasses() {
        Explained.areTold(site(), admin());
    }

    @Test
    @Order(ClockScenarios.AT_THE_END - 1)
    default void every_refusal_so_far_is_explained_to_an_administrator() {
        Explained.areTold(site(), admin());
        assertThat(Explained.told(site())).isGreaterThan(100);
    }
}
