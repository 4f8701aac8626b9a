package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Signing in, being refused, staying signed in and signing out. A stranger must learn nothing from the answers. */
interface SignInScenarios extends Scenarios {
    @Test
    default void registering_a_taken_contact_looks_the_same_and_tells_its_owner() {
        Person owner = member();
        Person stranger = Person.somebody();
        Reply free = visitor()
                .post(
                        API + "/users",
                        "email",
                        Person.newEmail(),
                        "phone",
                        Person.newPhone(),
                        "password",
                        stranger.password())
                .expect(202);
        Reply taken = visitor()
                .post(API + "/users", "email", owner.email(), "phone", owner.phone(), "password", stranger.password())
                .expect(202);
        assertThat(shape(taken)).isEqualTo(shape(free));
        assertThat(taken.headers().map().keySet())
                .isEqualTo(free.headers().map().keySet());
        assertThat(site().nextLetter(owner.email()).subject()).contains("already have an account");
        assertThat(site().nextLetter(owner.phone()).text()).contains("tried to register");
        String id = taken.json().path("challenges").get(0).path("id").asText();
        for (int guess = 0; guess < 4; guess++) {
            verify(visitor(), id, "12345" + guess).expectProblem(422, "otp-refused");
        }
        signIn(visitor(), owner.email(), stranger.password()).expectProblem(401, "sign-in-refused");
        signIn(visitor(), owner.email(), owner.password()).expect(200);
    }

    /** Names of all members at any depth. */
    private static Set<String> shape(Reply reply) {
        Set<String> names = new TreeSet<>();
        collect("", reply.json(), names);
        return names;
    }

    private static void collect(String path, JsonNode node, Set<String> names) {
        names.add(path + " " + node.getNodeType());
        node.properties().forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), names));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(path + "/" + i, node.get(i), names);
        }
    }

    @Test
    default void a_sign_in_code_for_a_stranger_looks_the_same_and_never_arrives() {
        Person person = member();
        String nobody = Person.newPhone();
        Reply known = requestCode(visitor(), "sign-in", person.phone()).expect(202);
        Reply unknown = requestCode(visitor(), "sign-in", nobody).expect(202);
        assertThat(shape(unknown)).isEqualTo(shape(known));
        assertThat(unknown.get("destination")).hasSameSizeAs(known.get("destination"));
        site().nextCode(person.phone());
        for (int guess = 0; guess < 4; guess++) {
            signInWithCode(visitor(), unknown.get("id"), "12345" + guess).expectProblem(401, "otp-refused");
        }
        signInWithCode(visitor(), unknown.get("id"), "123459").expectProblem(429, "otp-locked");
        assertThat(Site.POST.lettersTo(nobody)).isEmpty();
    }

    @Test
    default void a_wrong_password_and_an_unknown_login_are_refused_alike() {
        Person person = member();
        Reply wrong = signIn(visitor(), person.email(), Person.newPassword()).expectProblem(401, "sign-in-refused");
        Reply unknown =
                signIn(visitor(), Person.newEmail(), Person.newPassword()).expectProblem(401, "sign-in-refused");
        Reply unverified = signIn(visitor(), pending().email(), Person.newPassword());
        assertThat(unknown.sharedText()).isEqualTo(wrong.sharedText());
        assertThat(unverified.sharedText()).isEqualTo(wrong.sharedText());
        assertThat(unknown.headers().map().keySet())
                .isEqualTo(wrong.headers().map().keySet());
        assertThat(wrong.header("WWW-Authenticate")).hasValue("Bearer");
    }

    private Person pending() {
        Person person = Person.somebody();
        register(visitor(), person).expect(202);
        return person;
    }

    @Test
    default void forgetting_a_password_looks_the_same_for_a_stranger() {
        Person person = member();
        Reply known = forgot(person.email()).expect(202);
        Reply unknown = forgot(Person.newEmail()).expect(202);
        assertThat(shape(unknown)).isEqualTo(shape(known));
        Reply knownName = forgot(person.username()).expect(202);
        Reply unknownName = forgot(Person.somebody().username()).expect(202);
        assertThat(shape(unknownName)).isEqualTo(shape(knownName));
        assertThat(knownName.json().path("destination").isNull()).isTrue();
    }

    private Reply forgot(String login) {
        return visitor().post(API + "/password/forgot", "login", login);
    }

    @Test
    default void the_contact_of_the_second_factor_resets_no_password() {
        SignedIn before = signedIn();
        Person person = before.person();
        before.visitor().patch(API + "/users/me", "secondFactor", "sms").expect(200);

        Reply known = forgot(person.phone()).expect(202);
        Reply unknown = forgot(Person.newPhone()).expect(202);
        assertThat(shape(unknown)).isEqualTo(shape(known));
        Reply asked = requestCode(visitor(), "reset-password", person.phone()).expect(202);
        for (String id : List.of(known.get("id"), asked.get("id"))) {
            visitor()
                    .post(API + "/password/reset", "otpId", id, "code", "000000", "newPassword", Person.newPassword())
                    .expectProblem(422, "otp-refused");
        }

        String byEmail = forgot(person.email()).expect(202).get("id");
        String next = site().secrets().keep(Person.newPassword());
        visitor()
                .post(
                        API + "/password/reset",
                        "otpId",
                        byEmail,
                        "code",
                        site().nextCode(person.email()),
                        "newPassword",
                        next)
                .expect(204);
        Reply half = signIn(visitor(), person.email(), next).expect(202);
        Visitor visitor = visitor();
        SignedIn after = SignedIn.of(
                person, visitor, signInWithCode(visitor, half.get("challenge/id"), site().nextCode(person.phone())));
        me(after.visitor()).expect(200);
    }

    @Test
    default void a_forgotten_password_is_reset_by_code_and_ends_all_sessions() {
        SignedIn before = signedIn();
        Person person = before.person();
        String id = forgot(person.email()).get("id");
        Letter letter = site().nextLetter(person.email());
        String code = letter.code().orElseThrow();
        String next = Person.newPassword();
        visitor()
                .post(API + "/password/reset", "otpId", id, "code", Scenarios.wrong(code), "newPassword", next)
                .expectProblem(422, "otp-refused");
        visitor()
                .post(API + "/password/reset", "otpId", id, "code", code, "newPassword", "short")
                .expectFault("newPassword");
        visitor()
                .post(API + "/password/reset", "otpId", id, "code", code, "newPassword", next)
                .expect(204);
        me(before.visitor()).expectProblem(401);
        refresh(visitor(), before.refreshToken()).expectProblem(401, "refresh-refused");
        signIn(visitor(), person.email(), person.password()).expectProblem(401, "sign-in-refused");
        signIn(visitor(), person.email(), next).expect(200);
        visitor()
                .post(API + "/password/reset", "otpId", id, "code", code, "newPassword", Person.newPassword())
                .expectProblem(422, "otp-refused");
        assertThat(site().nextLetter(person.email()).subject()).containsIgnoringCase("password");
    }

    @Test
    default void a_forgotten_password_is_reset_by_the_mailed_link_and_lifts_the_lock() {
        Person person = member();
        Visitor visitor = visitor();
        for (int guess = 0; guess < 4; guess++) {
            signIn(visitor, person.email(), Person.newPassword()).expectProblem(401, "sign-in-refused");
        }
        signIn(visitor, person.email(), person.password()).expectProblem(429, "sign-in-locked");
        forgot(person.email()).expect(202);
        String token = site().nextLink(person.email());
        String next = Person.newPassword();
        visitor()
                .post(API + "/password/reset", "token", token.substring(1), "newPassword", next)
                .expectProblem(422, "otp-refused");
        visitor()
                .post(API + "/password/reset", "token", token, "newPassword", next)
                .expect(204);
        signIn(visitor, person.email(), next).expect(200);
        visitor()
                .post(API + "/password/reset", "token", token, "newPassword", Person.newPassword())
                .expectProblem(422, "otp-refused");
    }

    @Test
    default void wrong_passwords_lock_their_own_origin_out_and_nobody_else() {
        Person person = member();
        Visitor attacker = visitor();
        for (int guess = 0; guess < 4; guess++) {
            signIn(attacker, person.email(), Person.newPassword()).expectProblem(401, "sign-in-refused");
        }
        Reply locked = signIn(attacker, person.email(), person.password()).expectProblem(429, "sign-in-locked");
        long wait = Long.parseLong(locked.header("Retry-After").orElseThrow());
        assertThat(wait).isBetween(1L, 2L);
        signIn(visitor().from("192.0.2.77"), person.email(), person.password()).expect(200);
        pass(Duration.ofSeconds(wait));
        signIn(attacker, person.email(), person.password()).expect(200);
    }

    @Test
    default void an_unknown_login_locks_like_a_known_one() {
        String nobody = Person.newEmail();
        Visitor visitor = visitor();
        for (int guess = 0; guess < 4; guess++) {
            signIn(visitor, nobody, Person.newPassword()).expectProblem(401, "sign-in-refused");
        }
        signIn(visitor, nobody, Person.newPassword()).expectProblem(429, "sign-in-locked");
    }

    @Test
    default void a_second_factor_is_switched_on_and_asked_for() {
        SignedIn one = signedIn();
        Person person = one.person();
        assertThat(one.visitor()
                        .patch(API + "/users/me", "secondFactor", "sms")
                        .expect(200)
                        .get("secondFactor"))
                .isEqualTo("sms");
        assertThat(site().nextLetter(person.email()).subject()).isNotEmpty();
        site().nextLetter(person.phone());
        Reply half = signIn(visitor(), person.username(), person.password()).expect(202);
        assertThat(half.text()).doesNotContain("accessToken");
        assertThat(half.get("challenge/purpose")).isEqualTo("second-factor");
        String id = half.get("challenge/id");
        String code = site().nextCode(person.phone());
        assertThat(signInWithCode(visitor(), id, Scenarios.wrong(code))
                        .expectProblem(401, "otp-refused")
                        .number("attemptsLeft"))
                .isEqualTo(4);
        Visitor visitor = visitor();
        SignedIn full = SignedIn.of(person, visitor, signInWithCode(visitor, id, code));
        me(full.visitor()).expect(200);
        String bypass =
                requestCode(visitor(), "sign-in", person.email()).expect(202).get("id");
        signInWithCode(visitor(), bypass, site().nextCode(person.email())).expectProblem(403, "password-needed");
        visitor()
                .post(API + "/otp", "purpose", "second-factor", "destination", person.phone())
                .expectFault("purpose");
        full.visitor().patch(API + "/users/me", "secondFactor", "none").expect(200);
        signIn(visitor(), person.username(), person.password()).expect(200);
    }

    @Test
    default void a_second_factor_needs_a_verified_contact() {
        Person person = Person.somebody();
        Visitor visitor = visitor();
        visitor.post(API + "/users", "username", person.username(), "password", person.password())
                .expect(201);
        SignedIn one = SignedIn.of(person, visitor, signIn(visitor, person.username(), person.password()));
        one.visitor().patch(API + "/users/me", "secondFactor", "sms").expectFault("secondFactor");
        one.visitor().patch(API + "/users/me", "secondFactor", "carrier pigeon").expectFault("secondFactor");
    }

    @Test
    default void a_refresh_rotates_and_a_reused_token_ends_the_family() {
        SignedIn one = signedIn();
        Reply second = refresh(visitor(), one.refreshToken()).expect(200);
        assertThat(second.get("refreshToken")).isNotEqualTo(one.refreshToken());
        assertThat(second.get("sessionId")).isEqualTo(one.sessionId());
        Reply repeated = refresh(visitor(), one.refreshToken()).expect(200);
        assertThat(repeated.get("refreshToken")).isEqualTo(second.get("refreshToken"));
        Reply third = refresh(visitor(), second.get("refreshToken")).expect(200);
        me(visitor().bearer(third.get("accessToken"))).expect(200);
        Await.pass(Duration.ofMillis(3500));
        refresh(visitor(), second.get("refreshToken")).expectProblem(401, "refresh-refused");
        refresh(visitor(), third.get("refreshToken")).expectProblem(401, "refresh-refused");
        me(visitor().bearer(third.get("accessToken"))).expectProblem(401, "not-signed-in");
        me(one.visitor()).expectProblem(401, "not-signed-in");
    }

    @Test
    default void neither_token_stands_in_for_the_other() {
        SignedIn one = signedIn();
        refresh(visitor(), one.accessToken()).expectProblem(401, "refresh-refused");
        me(visitor().bearer(one.refreshToken())).expectProblem(401, "not-signed-in");
        String token = one.refreshToken();
        char last = token.charAt(token.length() - 2);
        String forged = token.substring(0, token.length() - 2)
                + (last == 'A' ? 'B' : 'A')
                + token.substring(token.length() - 1);
        refresh(visitor(), forged).expectProblem(401, "refresh-refused");
        refresh(visitor(), "x").expectProblem(401, "refresh-refused");
        String[] parts = one.accessToken().split("\\.", -1);
        me(visitor().bearer(parts[0] + "." + parts[1] + ".AAAA")).expectProblem(401, "not-signed-in");
        String none = Base64.getUrlEncoder().withoutPadding().encodeToString("""
                {"alg":"none"}""".getBytes(UTF_8));
        me(visitor().bearer(none + "." + parts[1] + ".")).expectProblem(401, "not-signed-in");
        me(one.visitor()).expect(200);
    }

    @Test
    default void sessions_are_listed_and_ended_one_by_one_or_all_at_once() {
        SignedIn one = signedIn();
        SignedIn two = signedIn(one.person());
        SignedIn three = signedIn(one.person());
        Reply list = one.visitor().get(API + "/sessions").expect(200);
        List<String> ids = list.json().path("sessions").findValuesAsText("id");
        assertThat(ids).containsExactlyInAnyOrder(one.sessionId(), two.sessionId(), three.sessionId());
        list.json()
                .path("sessions")
                .forEach(session -> assertThat(session.path("current").asBoolean())
                        .isEqualTo(session.path("id").asText().equals(one.sessionId())));
        assertThat(list.text()).contains("10.").doesNotContain(one.refreshToken());

        SignedIn stranger = signedIn();
        stranger.visitor().delete(API + "/sessions/" + two.sessionId()).expectProblem(404, "not-found");
        me(two.visitor()).expect(200);
        one.visitor().delete(API + "/sessions/" + two.sessionId()).expect(204);
        me(two.visitor()).expectProblem(401);
        refresh(visitor(), two.refreshToken()).expectProblem(401);
        one.visitor().delete(API + "/sessions/" + two.sessionId()).expectProblem(404);
        one.visitor().delete(API + "/sessions/nonsense").expectProblem(404);
        me(three.visitor()).expect(200);
        one.visitor().delete(API + "/sessions").expect(204);
        me(one.visitor()).expectProblem(401);
        me(three.visitor()).expectProblem(401);
        me(stranger.visitor()).expect(200);
    }

    @Test
    default void a_stale_token_does_no_harm_on_open_routes() {
        SignedIn one = signedIn();
        one.visitor().delete(API + "/sessions/current").expect(204);
        for (String token : List.of(one.accessToken(), "garbage", "a.b.c", "ey..")) {
            Visitor stale = visitor().bearer(token);
            stale.get("/health").expect(200);
            requestCode(stale, "verify-contact", Person.newPhone()).expect(202);
            signIn(stale, one.person().username(), one.person().password()).expect(200);
            me(stale).expectProblem(401, "not-signed-in");
        }
        for (String scheme : List.of("Bearer", "Basic dXNlcjpwYXNz", "token", "token a", "token a:b", "nonsense")) {
            me(visitor().with("Authorization", scheme)).expectProblem(401, "not-signed-in");
        }
    }

    @Test
    default void both_ways_to_sign_in_do_not_mix() {
        ObjectNode both = Visitor.object("login", "a@example.org", "password", "long enough", "otpId", UNKNOWN_ID);
        visitor().json("POST", API + "/sessions", both).expectProblem(400, "invalid-request");
        visitor().json("POST", API + "/sessions", Visitor.object()).expectProblem(400, "invalid-request");
    }
}
