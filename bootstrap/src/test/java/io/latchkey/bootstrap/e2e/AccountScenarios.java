package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** An account from its registration to its deletion. */
interface AccountScenarios extends Scenarios {
    @Test
    default void a_person_registers_verifies_signs_in_both_ways_and_signs_out() {
        Person person = Person.somebody();
        Visitor visitor = visitor();
        JsonNode challenges = register(visitor, person).expect(202).json().path("challenges");
        assertThat(challenges).hasSize(2);
        assertThat(challenges.findValuesAsText("channel")).containsExactly("email", "sms");
        assertThat(challenges.findValuesAsText("purpose")).containsOnly("verify-contact");
        assertThat(challenges.toString()).doesNotContain(person.email(), person.phone());
        signIn(visitor, person.email(), person.password()).expectProblem(401, "sign-in-refused");
        verify(visitor, challenges.get(0).path("id").asText(), site().nextCode(person.email()))
                .expect(200);
        verify(visitor, challenges.get(1).path("id").asText(), site().nextCode(person.phone()))
                .expect(200);

        SignedIn byPassword = SignedIn.of(person, visitor, signIn(visitor, person.username(), person.password()));
        Reply me = me(byPassword.visitor()).expect(200);
        assertThat(me.get("username")).isEqualTo(person.username());
        assertThat(me.get("email")).isEqualTo(person.email());
        assertThat(me.get("emailVerified")).isEqualTo("true");
        assertThat(me.get("phone")).isEqualTo(person.phone());
        assertThat(me.get("phoneVerified")).isEqualTo("true");
        assertThat(me.get("secondFactor")).isEqualTo("none");
        assertThat(me.json().path("roles")).hasSize(1);
        assertThat(me.text()).doesNotContain("assword");

        String challenge =
                requestCode(visitor, "sign-in", person.phone()).expect(202).get("id");
        SignedIn byCode =
                SignedIn.of(person, visitor, signInWithCode(visitor, challenge, site().nextCode(person.phone())));
        assertThat(me(byCode.visitor()).get("id")).isEqualTo(me.get("id"));

        SignedIn refreshed = SignedIn.of(person, visitor, refresh(visitor, byCode.refreshToken()));
        assertThat(refreshed.sessionId()).isEqualTo(byCode.sessionId());
        me(refreshed.visitor()).expect(200);

        refreshed.visitor().delete(API + "/sessions/current").expect(204);
        Reply refused = me(refreshed.visitor()).expectProblem(401, "not-signed-in");
        assertThat(refused.header("WWW-Authenticate")).hasValue("Bearer");
        me(byPassword.visitor()).expect(200);
    }

    @Test
    default void an_account_without_contacts_is_active_at_once() {
        Person person = Person.somebody();
        Reply made = visitor()
                .post(API + "/users", "username", person.username(), "password", person.password())
                .expect(201);
        assertThat(made.get("username")).isEqualTo(person.username());
        assertThat(made.json().path("email").isNull()).isTrue();
        signIn(visitor(), person.username(), person.password()).expect(200);
    }

    @Test
    default void a_taken_username_is_refused_and_an_available_one_told() {
        Person person = member();
        assertThat(available(visitor(), "username", person.username())).isEqualTo("false");
        assertThat(available(visitor(), "username", Person.somebody().username()))
                .isEqualTo("true");
        Reply taken = visitor()
                .post(
                        API + "/users",
                        "username",
                        person.username().toUpperCase(Locale.ROOT),
                        "password",
                        Person.newPassword())
                .expectProblem(409, "username-taken");
        assertThat(taken.get("field")).isEqualTo("username");
    }

    private String available(Visitor visitor, String kind, String name) {
        return visitor.post(API + "/users/availability", kind, name).expect(200).get("available");
    }

    @Test
    default void availability_tells_nothing_of_contacts_and_not_too_often() {
        Person person = member();
        for (String[] contact : new String[][] {{"email", person.email()}, {"phone", person.phone()}}) {
            Reply known = visitor().post(API + "/users/availability", contact[0], contact[1]);
            Reply unknown = visitor()
                    .post(
                            API + "/users/availability",
                            contact[0],
                            contact[0].equals("email") ? Person.newEmail() : Person.newPhone());
            assertThat(unknown.status()).isEqualTo(known.status());
            assertThat(unknown.sharedText()).isEqualTo(known.sharedText());
        }
        Visitor curious = visitor();
        for (int asked = 0; asked < 5; asked++) {
            available(curious, "username", Person.somebody().username());
        }
        Reply refused = curious.post(API + "/users/availability", "username", person.username())
                .expectProblem(429, "quota-exceeded");
        assertThat(refused.header("RateLimit-Policy")).hasValue("\"availability-per-address\";q=5;w=3");
        available(curious.elsewhere(), "username", person.username());
        pass(Duration.ofSeconds(Long.parseLong(refused.header("Retry-After").orElseThrow())));
        available(curious, "username", person.username());
    }

    @Test
    default void an_account_is_patched_replaced_and_closed() {
        SignedIn one = signedIn();
        Person person = one.person();
        Reply patched = one.visitor()
                .patch(API + "/users/me", "name", "Ada Lovelace", "locale", "de-AT")
                .expect(200);
        assertThat(patched.get("name")).isEqualTo("Ada Lovelace");
        assertThat(patched.get("locale")).isEqualTo("de-AT");
        assertThat(patched.get("email")).isEqualTo(person.email());
        Reply noName = one.visitor().patch(API + "/users/me", "name", null).expect(200);
        assertThat(noName.json().path("name").isNull()).isTrue();
        String username = Person.somebody().username();
        Reply replaced = one.visitor()
                .put(API + "/users/me", "username", username, "email", person.email())
                .expect(200);
        assertThat(replaced.get("username")).isEqualTo(username);
        assertThat(replaced.get("emailVerified")).isEqualTo("true");
        assertThat(replaced.json().path("phone").isNull()).isTrue();
        assertThat(replaced.get("phoneVerified")).isEqualTo("false");
        assertThat(replaced.get("locale")).isEqualTo("en");
        signIn(visitor(), person.phone(), person.password()).expectProblem(401);
        Reply empty = one.visitor().put(API + "/users/me");
        empty.expectProblem(400);
        one.visitor().patch(API + "/users/me", "username", member().username()).expectProblem(409, "username-taken");

        one.visitor().delete(API + "/users/me").expect(204);
        me(one.visitor()).expectProblem(401);
        signIn(visitor(), username, person.password()).expectProblem(401, "sign-in-refused");
        visitor()
                .post(API + "/users", "username", username, "password", Person.newPassword())
                .expect(201);
    }

    @Test
    default void a_face_on_its_documents_password_rules_takes_what_the_document_shows_and_no_other_door_does() {
        String email = Person.newEmail();
        Object[] newcomer = {"first_name", "John", "last_name", "Doe", "email", email, "password", "password123"};
        String id = visitor().post("/user/signup", newcomer).expect(200).get("otp_request_id");
        Reply opened = visitor()
                .post("/user/verify-email", "otp", site().nextCode(email), "otp_request_id", id)
                .expect(200);
        site().secrets().keep(opened.get("token/refresh"));
        visitor()
                .post("/user/signin", "email", email, "password", "password123")
                .expect(200);
        Reply refused = visitor()
                .post(
                        "/user/signup",
                        "first_name",
                        "John",
                        "last_name",
                        "Doe",
                        "email",
                        Person.newEmail(),
                        "password",
                        "1234567")
                .expect(400);
        assertThat(refused.get("error")).isEqualTo("Password should be more than 7 characters");
        visitor()
                .post(API + "/users", "email", Person.newEmail(), "password", "password123")
                .expectProblem(400);
    }

    @Test
    default void a_new_email_counts_only_once_it_is_verified() {
        SignedIn one = signedIn();
        String before = one.person().email();
        String after = Person.newEmail();
        Reply changed = one.visitor().patch(API + "/users/me", "email", after).expect(200);
        assertThat(changed.get("email")).isEqualTo(before);
        assertThat(changed.get("emailVerified")).isEqualTo("true");
        assertThat(changed.json().path("challenges")).hasSize(1);
        signIn(visitor(), after, one.person().password()).expectProblem(401);
        signIn(visitor(), before, one.person().password()).expect(200);
        verify(visitor(), changed.get("challenges/0/id"), site().nextCode(after))
                .expect(200);
        Reply me = me(one.visitor()).expect(200);
        assertThat(me.get("email")).isEqualTo(after);
        assertThat(me.get("emailVerified")).isEqualTo("true");
        signIn(visitor(), before, one.person().password()).expectProblem(401);
        signIn(visitor(), after, one.person().password()).expect(200);
        assertThat(site().nextLetter(before).code()).isEmpty();
    }

    @Test
    default void somebody_elses_email_cannot_be_taken_over() {
        SignedIn one = signedIn();
        Person owner = member();
        Reply changed =
                one.visitor().patch(API + "/users/me", "email", owner.email()).expect(200);
        assertThat(site().nextLetter(owner.email()).code()).isEmpty();
        verify(visitor(), changed.get("challenges/0/id"), "123456").expectProblem(422, "otp-refused");
        assertThat(me(one.visitor()).get("email")).isEqualTo(one.person().email());
    }

    @Test
    default void a_password_change_asks_for_the_current_one_and_ends_other_sessions() {
        SignedIn one = signedIn();
        SignedIn other = signedIn(one.person());
        Reply credential = one.visitor()
                .post(API + "/users/me/credentials", "name", "nightly export")
                .expect(201);
        Visitor program =
                visitor().with("Authorization", "token " + credential.get("key") + ":" + credential.get("secret"));
        me(program).expect(200);
        String next = Person.newPassword();
        Reply wrong = one.visitor()
                .put(API + "/users/me/password", "currentPassword", Person.newPassword(), "newPassword", next)
                .expectProblem(422, "wrong-current-password");
        assertThat(wrong.get("field")).isEqualTo("currentPassword");
        one.visitor().put(API + "/users/me/password", "newPassword", next).expectProblem(422);
        String current = one.person().password();
        for (String weak :
                List.of("1234567", "password1", "aaaaaaaaaaaa", one.person().username())) {
            // Sent as bytes, so that this text is not kept as a secret to search for.
            String body = Visitor.object("currentPassword", current, "newPassword", weak)
                    .toString();
            one.visitor()
                    .send("PUT", API + "/users/me/password", "application/json", body.getBytes(UTF_8))
                    .expectFault("newPassword");
        }
        one.visitor()
                .put(API + "/users/me/password", "currentPassword", current, "newPassword", next)
                .expect(204);
        me(one.visitor()).expect(200);
        me(other.visitor()).expectProblem(401);
        refresh(visitor(), other.refreshToken()).expectProblem(401);
        me(program).expectProblem(401);
        signIn(visitor(), one.person().email(), current).expectProblem(401);
        signIn(visitor(), one.person().email(), next).expect(200);
    }

    @Test
    default void a_picture_is_stored_reencoded_shown_and_removed() throws IOException {
        Visitor visitor = signedIn().visitor();
        String path = API + "/users/me/image";
        visitor.get(path).expectProblem(404, "not-found");
        visitor.delete(path).expectProblem(404, "not-found");
        visitor.send("PUT", path, "image/gif", picture("gif")).expect(204);
        Reply jpeg = visitor.get(path).expect(200);
        assertThat(jpeg.header("Content-Type")).hasValue("image/jpeg");
        assertThat(jpeg.header("Content-Security-Policy")).isPresent();
        BufferedImage shown = ImageIO.read(new ByteArrayInputStream(jpeg.body()));
        assertThat(shown.getWidth()).isEqualTo(512);
        assertThat(shown.getHeight()).isEqualTo(256);
        visitor.send("PUT", path, "application/octet-stream", picture("png")).expect(204);
        visitor.get(path).expect(200);
        visitor.send("PUT", path, "image/png", new byte[6 * 1024 * 1024]).expectProblem(413, "body-too-large");
        visitor.send("PUT", path, "image/png", "no picture".getBytes(UTF_8)).expectProblem(400);
        visitor.send("PUT", path, "image/png", new byte[0]).expectProblem(400);
        visitor.send("PUT", path, "text/plain", picture("png")).expectProblem(415);
        visitor.delete(path).expect(204);
        visitor.get(path).expectProblem(404, "not-found");
        visitor().get(path).expectProblem(401);
    }

    /** A plug-in of a decoder in a WAR is not found by itself. That in JPEG lies on its side. */
    @Test
    default void pictures_in_webp_and_those_of_turned_cameras_are_stored_upright() throws IOException {
        Visitor visitor = signedIn().visitor();
        String lossy =
                "UklGRnoAAABXRUJQVlA4IG4AAACQBQCdASowACAAPikOhUKhh1QGAKEswBhtqC/APwA1xrgH4AfsV/T+QC7AfrdnfYchjkhw"
                        + "EAD++U6l/TVi0/Wz8vmWq37Qf/9q3RGOW+BktEf8xdxQNkQjuER9Ppfv7o5//7Ig5ewhaggOQewAAA==";
        String lossless =
                "UklGRjwAAABXRUJQVlA4TC8AAAAvL8AHAB8gEEjeHzqN+RcQFPwf3fxHZA9ATdtGUEmW5JF8M3eO6P8EFBozEzZmBgA=";
        assertThat(storedSize(visitor, "image/webp", Base64.getDecoder().decode(lossy)))
                .isEqualTo("48x32");
        assertThat(storedSize(visitor, "image/webp", Base64.getDecoder().decode(lossless)))
                .isEqualTo("48x32");

        byte[] lying = picture("jpg");
        byte[] exif = HexFormat.of()
                .parseHex("ffe10022" + "457869660000" + "4d4d002a00000008" + "0001" + "011200030000000100060000"
                        + "00000000");
        byte[] marked = new byte[lying.length + exif.length];
        System.arraycopy(lying, 0, marked, 0, 2);
        System.arraycopy(exif, 0, marked, 2, exif.length);
        System.arraycopy(lying, 2, marked, 2 + exif.length, lying.length - 2);
        assertThat(storedSize(visitor, "image/jpeg", marked)).isEqualTo("256x512");
        visitor.send("PUT", API + "/users/me/image", "image/jpeg", Arrays.copyOf(marked, marked.length / 2))
                .expectProblem(400);
    }

    private static String storedSize(Visitor visitor, String type, byte[] upload) throws IOException {
        String path = API + "/users/me/image";
        visitor.send("PUT", path, type, upload).expect(204);
        BufferedImage stored = ImageIO.read(
                new ByteArrayInputStream(visitor.get(path).expect(200).body()));
        return stored.getWidth() + "x" + stored.getHeight();
    }

    private static byte[] picture(String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(1000, 500, BufferedImage.TYPE_INT_RGB), format, bytes))
                .isTrue();
        return bytes.toByteArray();
    }

    @Test
    default void an_api_credential_ends_in_ninety_days_unless_it_ends_sooner() {
        SignedIn one = signedIn();
        String path = API + "/users/me/credentials";
        Reply usual = one.visitor().post(path, "name", "usual").expect(201);
        site().secrets().keep(usual.get("secret"));
        assertThat(Duration.between(Instant.parse(usual.get("createdAt")), Instant.parse(usual.get("expiresAt"))))
                .isEqualTo(Duration.ofDays(90));
        one.visitor().post(path, "name", "endless", "expiresAt", null).expectFault("expiresAt");
        one.visitor()
                .post(path, "name", "long", "expiresAt", "2099-01-01T00:00:00Z")
                .expectFault("expiresAt");
        one.visitor().post(path, "name", "mighty", "roles", "user operator").expectFault("roles");
        Reply limited =
                one.visitor().post(path, "name", "limited", "roles", "user").expect(201);
        site().secrets().keep(limited.get("secret"));
        assertThat(limited.get("roles/0")).isEqualTo("user");
    }

    @Test
    default void a_program_with_a_credential_confirms_changes_by_the_owners_password_only() {
        SignedIn one = signedIn();
        Reply made =
                one.visitor().post(API + "/users/me/credentials", "name", "ci").expect(201);
        String secret = site().secrets().keep(made.get("secret"));
        Visitor machine = visitor().with("Authorization", "token " + made.get("key") + ":" + secret);
        String email = Person.newEmail();
        machine.patch(API + "/users/me", "email", email).expectProblem(403, "recent-sign-in-required");
        machine.patch(API + "/users/me", "email", email, "currentPassword", "not the password")
                .expectProblem(422, "wrong-current-password");
        Reply changed = machine.patch(
                        API + "/users/me",
                        "email",
                        email,
                        "currentPassword",
                        one.person().password())
                .expect(200);
        assertThat(changed.json().path("challenges")).hasSize(1);
        site().nextCode(email);
        machine.post(API + "/users/me/deletion", "currentPassword", "not the password")
                .expectProblem(422, "wrong-current-password");
        machine.post(API + "/users/me/deletion", "currentPassword", one.person().password())
                .expect(204);
        me(one.visitor()).expectProblem(401, "not-signed-in");
    }

    @Test
    default void the_current_password_is_guessed_no_more_often_than_at_a_sign_in() {
        SignedIn one = signedIn();
        Person person = one.person();
        String next = site().secrets().keep(Person.newPassword());
        int compared = 0;
        for (int guess = 0; guess < 20; guess++) {
            Reply reply = one.visitor()
                    .put(API + "/users/me/password", "currentPassword", "guess " + guess, "newPassword", next);
            compared += reply.status() == 422 ? 1 : 0;
        }
        assertThat(compared).isBetween(1, 5);
        Object[] change = {"currentPassword", person.password(), "newPassword", next};
        Reply locked = one.visitor().put(API + "/users/me/password", change).expectProblem(429, "sign-in-locked");
        pass(Duration.ofSeconds(Long.parseLong(locked.header("Retry-After").orElseThrow())));
        String token = refresh(visitor(), one.refreshToken()).expect(200).get("accessToken");
        visitor().bearer(token).put(API + "/users/me/password", change).expect(204);
        signIn(visitor(), person.email(), next).expect(200);
    }

    @Test
    default void an_api_credential_is_made_used_listed_and_revoked() {
        SignedIn one = signedIn();
        String path = API + "/users/me/credentials";
        Reply made = one.visitor()
                .post(
                        path,
                        "name",
                        "nightly export",
                        "expiresAt",
                        Instant.now().plus(Duration.ofDays(30)).toString())
                .expect(201);
        String secret = made.get("secret");
        Visitor machine = visitor().with("Authorization", "token " + made.get("key") + ":" + secret);
        assertThat(me(machine).expect(200).get("username"))
                .isEqualTo(one.person().username());
        Reply list = one.visitor().get(path).expect(200);
        assertThat(list.json().path("credentials")).hasSize(1);
        assertThat(list.get("credentials/0/name")).isEqualTo("nightly export");
        assertThat(list.json().at("/credentials/0").has("secret")).isFalse();
        assertThat(list.text()).doesNotContain(secret);
        assertThat(list.get("credentials/0/lastUsedAt")).isNotEqualTo("null");
        me(visitor().with("Authorization", "token " + made.get("key") + ":" + secret + "x"))
                .expectProblem(401, "not-signed-in");
        machine.delete(API + "/users/me").expectProblem(403, "recent-sign-in-required");
        machine.post(path, "name", "another").expectProblem(403, "recent-sign-in-required");
        machine.patch(API + "/users/me", "email", Person.newEmail()).expectProblem(403, "recent-sign-in-required");
        machine.patch(API + "/users/me", "secondFactor", "sms").expectProblem(403, "recent-sign-in-required");
        machine.post(path, "name", "another", "currentPassword", one.person().password())
                .expectProblem(403, "recent-sign-in-required");
        signedIn().visitor().delete(path + "/" + made.get("id")).expectProblem(404, "not-found");
        one.visitor()
                .post(
                        path,
                        "name",
                        "late",
                        "expiresAt",
                        Instant.now().minusSeconds(60).toString())
                .expectProblem(400);
        one.visitor().post(path, "name", "late", "expiresAt", "tomorrow").expectFault("expiresAt");
        one.visitor().delete(path + "/" + made.get("id")).expect(204);
        me(machine).expectProblem(401, "not-signed-in");
        one.visitor().delete(path + "/" + made.get("id")).expectProblem(404, "not-found");
        one.visitor().delete(path + "/nonsense").expectProblem(404, "not-found");
    }
}
