package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One-time codes: sending, showing, sending again, guessing and use. */
interface CodeScenarios extends Scenarios {
    @Test
    default void a_custom_code_brings_a_proof_that_the_published_keys_confirm() throws Exception {
        String email = Person.newEmail();
        Reply challenge = requestCode(visitor(), "custom:download", email).expect(202);
        String proof = verify(visitor(), challenge.get("id"), site().nextCode(email))
                .expect(200)
                .get("proof");
        SignedJWT token = SignedJWT.parse(proof);
        JWKSet keys =
                JWKSet.parse(visitor().get("/.well-known/jwks.json").expect(200).text());
        assertThat(token.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())))
                .isTrue();
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("latchkey:proof");
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(site().baseUrl() + "/proofs");
        assertThat(token.getHeader().getType()).hasToString("latchkey-proof+jwt");
        assertThat(token.getJWTClaimsSet().getStringClaim("otp_id")).isEqualTo(challenge.get("id"));
        assertThat(token.getJWTClaimsSet().getStringClaim("purpose")).isEqualTo("custom:download");
        Instant serverTime = Instant.now().plus(offset());
        assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant())
                .isBetween(serverTime, serverTime.plus(Duration.ofMinutes(11)));
        me(visitor().bearer(proof)).expectProblem(401, "not-signed-in");
        assertThat(keys.getKeys()).noneMatch(key -> key.isPrivate());
    }

    @Test
    default void wrong_codes_count_down_and_then_nothing_helps() {
        String phone = Person.newPhone();
        String id = requestCode(visitor(), "custom:guess", phone).expect(202).get("id");
        String code = site().nextCode(phone);
        for (int left = 4; left > 0; left--) {
            assertThat(verify(visitor(), id, Scenarios.wrong(code))
                            .expectProblem(422, "otp-refused")
                            .number("attemptsLeft"))
                    .isEqualTo(left);
        }
        assertThat(verify(visitor(), id, Scenarios.wrong(code))
                        .expectProblem(429, "otp-locked")
                        .number("attemptsLeft"))
                .isZero();
        verify(visitor(), id, code).expectProblem(429, "otp-locked");
        visitor().post(API + "/otp/" + id + "/resend").expectProblem(429, "otp-locked");
        assertThat(visitor().get(API + "/otp/" + id).expect(200).number("attemptsLeft"))
                .isZero();
    }

    @Test
    default void a_code_is_good_once() {
        String phone = Person.newPhone();
        String id = requestCode(visitor(), "custom:once", phone).expect(202).get("id");
        String code = site().nextCode(phone);
        verify(visitor(), id, code).expect(200);
        verify(visitor(), id, code).expectProblem(422, "otp-refused");
        visitor().post(API + "/otp/" + id + "/resend").expectProblem(422, "otp-over");
    }

    @Test
    default void a_code_is_taken_as_people_type_it() {
        String phone = Person.newPhone();
        String id = requestCode(visitor(), "custom:typed", phone).expect(202).get("id");
        String code = site().nextCode(phone);
        verify(visitor(), id, " " + code.substring(0, 3) + " - " + code.substring(3) + " ")
                .expect(200);
    }

    @Test
    default void a_resend_repeats_the_code_and_gives_no_guess_back() {
        String phone = Person.newPhone();
        Reply first = requestCode(visitor(), "custom:again", phone).expect(202);
        String id = first.get("id");
        String code = site().nextCode(phone);
        verify(visitor(), id, Scenarios.wrong(code)).expectProblem(422);
        Reply second = visitor().post(API + "/otp/" + id + "/resend").expect(202);
        assertThat(second.get("id")).isEqualTo(id);
        assertThat(second.number("attemptsLeft")).isEqualTo(first.number("attemptsLeft") - 1);
        assertThat(second.number("sendsLeft")).isEqualTo(first.number("sendsLeft") - 1);
        assertThat(site().nextCode(phone)).isEqualTo(code);
        verify(visitor(), id, code).expect(200);
    }

    @Test
    default void a_resend_where_codes_rotate_makes_the_old_one_worthless() {
        Person person = member();
        String id =
                requestCode(visitor(), "sign-in", person.email()).expect(202).get("id");
        String old = site().nextCode(person.email());
        visitor().post(API + "/otp/" + id + "/resend").expect(202);
        String code = site().nextCode(person.email());
        if (!code.equals(old)) {
            signInWithCode(visitor(), id, old).expectProblem(401, "otp-refused");
        }
        signInWithCode(visitor(), id, code).expect(200);
    }

    @Test
    default void only_so_many_messages_go_out_for_one_challenge() {
        String phone = Person.newPhone();
        String id = requestCode(visitor(), "verify-contact", phone).expect(202).get("id");
        for (int left = 2; left >= 0; left--) {
            assertThat(visitor()
                            .post(API + "/otp/" + id + "/resend")
                            .expect(202)
                            .number("sendsLeft"))
                    .isEqualTo(left);
        }
        Reply refused =
                visitor().post(API + "/otp/" + id + "/resend").expectProblem(429, "/problems/otp-sends-used-up");
        assertThat(refused.header("Retry-After")).isEmpty();
    }

    @Test
    default void a_challenge_tells_that_its_message_was_accepted() {
        for (String destination : List.of(Person.newEmail(), Person.newPhone())) {
            Reply issued = requestCode(visitor(), "verify-contact", destination).expect(202);
            assertThat(issued.get("destination")).isNotEqualTo(destination).contains("*");
            site().nextCode(destination);
            Await.until(
                    "the message of " + issued.get("channel") + " is accepted",
                    Duration.ofSeconds(20),
                    () -> visitor()
                            .get(API + "/otp/" + issued.get("id"))
                            .expect(200)
                            .get("delivery")
                            .equals("accepted"));
        }
    }

    @Test
    default void a_receipt_of_the_provider_shows_in_the_challenge_and_one_of_a_stranger_does_not() {
        String phone = Person.newPhone();
        String id = requestCode(visitor(), "verify-contact", phone).expect(202).get("id");
        site().nextCode(phone);
        awaitDelivery(id, "accepted");
        JsonNode sent = visitor()
                .get("/dev/inbox/messages?to=" + phone.replace("+", "%2B"))
                .expect(200)
                .json();
        String reference = "sms-" + sent.get(0).path("id").asText();
        String receipts = API + "/delivery/receipts/http";
        visitor().post(receipts, "reference", reference, "status", "delivered").expectProblem(401);
        visitor()
                .bearer("a guess")
                .post(receipts, "reference", reference, "status", "delivered")
                .expectProblem(401);
        Visitor provider = visitor().bearer(Site.RECEIPT_SECRET);
        provider.post(receipts, "reference", "sms-unknown", "status", "delivered")
                .expectProblem(404);
        provider.post(receipts, "reference", reference, "status", "eaten").expectFault("status");
        provider.post(receipts, "reference", reference, "status", "delivered").expect(204);
        provider.post(receipts, "reference", reference, "status", "failed").expect(204);
        awaitDelivery(id, "delivered");
    }

    private void awaitDelivery(String id, String state) {
        Await.until(
                "the message is " + state,
                Duration.ofSeconds(20),
                () -> visitor()
                        .get(API + "/otp/" + id)
                        .expect(200)
                        .get("delivery")
                        .equals(state));
    }

    @Test
    default void the_development_inbox_shows_the_message_that_was_sent() {
        String email = Person.newEmail();
        String id = requestCode(visitor(), "custom:inbox", email).expect(202).get("id");
        String sent = site().nextCode(email);
        JsonNode messages = Await.until(
                "a message in the inbox",
                Duration.ofSeconds(20),
                () -> Optional.of(visitor()
                                .get("/dev/inbox/messages?to=" + email.toUpperCase(Locale.ROOT))
                                .expect(200)
                                .json())
                        .filter(list -> !list.isEmpty()));
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).path("code").asText()).isEqualTo(sent);
        assertThat(messages.get(0).path("to").asText()).isEqualTo(email);
        assertThat(messages.get(0).path("channel").asText()).isEqualTo("email");
        assertThat(messages.get(0).path("purpose").asText()).isEqualTo("custom:inbox");
        assertThat(messages.get(0).path("link").isNull()).isTrue();
        verify(visitor(), id, sent).expect(200);
        assertThat(visitor()
                        .get("/dev/inbox/messages?to=" + Person.newEmail())
                        .expect(200)
                        .json())
                .isEmpty();
    }

    @Test
    default void messages_speak_the_language_asked_for() {
        String email = Person.newEmail();
        visitor()
                .post(API + "/otp", "purpose", "custom:german", "destination", email, "locale", "de-AT")
                .expect(202);
        String other = Person.newEmail();
        requestCode(visitor().with("Accept-Language", "fr, en;q=0.5"), "custom:french", other)
                .expect(202);
        assertThat(site().nextLetter(email).text()).contains("Der Code");
        assertThat(site().nextLetter(other).text()).contains("Bonjour");
    }

    @Test
    default void a_caller_writes_no_word_of_the_operators_messages() {
        String purpose = "custom:your-account-is-locked-call-15550100999";
        for (String destination : List.of(Person.newEmail(), Person.newPhone())) {
            requestCode(visitor(), purpose, destination).expect(202);
            assertThat(site().nextLetter(destination).text())
                    .doesNotContain("locked", "15550100999", "your-account", "your account");
        }
    }

    @Test
    default void a_number_that_earns_money_gets_no_code() {
        for (String phone : List.of("+19002345678", "+499001234567", "+448431234567", "+881612345678")) {
            visitor()
                    .post(API + "/otp", "purpose", "custom:a", "channel", "sms", "destination", phone)
                    .expectFault("destination");
            visitor()
                    .post(API + "/users", "phone", phone, "password", Person.newPassword())
                    .expectFault("phone");
        }
    }

    @Test
    default void a_code_works_only_where_its_purpose_belongs() {
        Person person = member();
        String signIn =
                requestCode(visitor(), "sign-in", person.phone()).expect(202).get("id");
        String code = site().nextCode(person.phone());
        verify(visitor(), signIn, code).expectProblem(422, "otp-other-purpose");
        visitor()
                .post(API + "/password/reset", "otpId", signIn, "code", code, "newPassword", Person.newPassword())
                .expectProblem(422, "otp-other-purpose");
        String custom = requestCode(visitor(), "custom:other", person.phone())
                .expect(202)
                .get("id");
        signInWithCode(visitor(), custom, site().nextCode(person.phone())).expectProblem(422, "otp-other-purpose");
        signInWithCode(visitor(), signIn, code).expect(200);
    }

    @Test
    default void unknown_challenges_are_refused_alike_whatever_their_id_looks_like() {
        for (String id : List.of(UNKNOWN_ID, "nonsense", "0", "00000000-0000-0000-0000-000000000000")) {
            visitor().get(API + "/otp/" + id).expectProblem(404, "otp-unknown");
            visitor().post(API + "/otp/" + id + "/resend").expectProblem(404, "otp-unknown");
            verify(visitor(), id, "123456").expectProblem(422, "otp-refused");
        }
        signInWithCode(visitor(), UNKNOWN_ID, "123456").expectProblem(401, "otp-refused");
    }

    @Test
    default void a_second_code_to_one_destination_waits_as_long_as_it_is_told() {
        String email = Person.newEmail();
        requestCode(visitor(), "custom:wait", email).expect(202);
        Reply refused = requestCode(visitor(), "custom:wait", email).expectProblem(429, "quota-exceeded");
        long wait = Long.parseLong(refused.header("Retry-After").orElseThrow());
        assertThat(wait).isBetween(1L, 2L);
        assertThat(refused.number("retryAfter")).isEqualTo((int) wait);
        assertThat(refused.header("RateLimit-Policy")).hasValue("\"code-cool-down\";q=1;w=2");
        assertThat(refused.header("RateLimit")).hasValue("\"code-cool-down\";r=0;t=" + wait);
        assertThat(refused.json().path("violated-policies").get(0).asText()).isEqualTo("code-cool-down");
        requestCode(visitor(), "custom:wait", Person.newEmail()).expect(202);
        pass(Duration.ofSeconds(wait));
        requestCode(visitor(), "custom:wait", email).expect(202);
    }

    @Test
    default void so_many_codes_to_one_destination_and_no_more_until_the_window_ends() {
        String phone = Person.newPhone();
        Reply last = requestCode(visitor(), "custom:flood", phone);
        for (int sent = 0; last.status() == 202 && sent < 10; sent++) {
            last = requestCode(visitor().elsewhere(), "custom:flood", phone);
        }
        last.expectProblem(429, "quota-exceeded");
        assertThat(last.header("RateLimit-Policy")).hasValue("\"code-per-purpose\";q=3;w=3");
        pass(Duration.ofSeconds(Long.parseLong(last.header("Retry-After").orElseThrow())));
        requestCode(visitor(), "custom:flood", phone).expect(202);
    }
}
