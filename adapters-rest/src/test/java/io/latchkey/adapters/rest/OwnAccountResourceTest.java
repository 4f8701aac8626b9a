package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.application.account.AccountChange;
import io.latchkey.application.account.AccountDeletion;
import io.latchkey.application.account.AccountEdits;
import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.ApiCredentialUseCase;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.ChangeAccountUseCase;
import io.latchkey.application.account.ChangePasswordUseCase;
import io.latchkey.application.account.ChangePasswordUseCase.PasswordChange;
import io.latchkey.application.account.DeleteAccountUseCase;
import io.latchkey.application.account.EmailVerification;
import io.latchkey.application.account.NewCredential;
import io.latchkey.application.account.NewCredential.Ending;
import io.latchkey.application.account.ProfileImageUseCase;
import io.latchkey.application.account.VerifyEmailCommand;
import io.latchkey.application.account.VerifyEmailUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.shared.port.ConcurrentChangeException;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.user.CreatedCredential;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.ProfileImage;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAccountResourceTest extends ApiTest {
    private static final String ME = "/api/v1/users/me";

    private final AtomicReference<ChangeAccountCommand> wished = new AtomicReference<>();

    @BeforeEach
    void signIn() {
        signInAs(Fixtures.CALLER);
    }

    private void changeAnswers(AccountChange outcome) {
        useCases.put(ChangeAccountUseCase.class, command -> {
            wished.set(command);
            return outcome;
        });
    }

    /** The account after the edits. */
    private record Edited(
            Username username,
            String name,
            EmailAddress email,
            PhoneNumber phone,
            Locale locale,
            SecondFactor secondFactor) {}

    private Edited wish() {
        AccountEdits edits = wished.get().edits();
        User ada = Fixtures.ADA;
        return new Edited(
                edits.username().on(ada.username()),
                edits.name().on(ada.name()),
                edits.email().on(ada.email()),
                edits.phone().on(ada.phone()),
                edits.locale().orElse(ada.locale()),
                edits.secondFactor().orElse(ada.secondFactor()));
    }

    private void changesNothing() {
        changeAnswers(new AccountChange.Changed(Fixtures.ADA, List.of()));
    }

    private Call patch(String json) {
        return call("PATCH", ME)
                .body("application/merge-patch+json", json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private Call put(String path, String json) {
        return call("PUT", path).json(json).signedIn();
    }

    @Test
    void shows_the_account_of_a_session() {
        JsonNode me = call("GET", ME).signedIn().send().isJson(200).json();

        assertThat(me.path("username").asText()).isEqualTo("ada");
        assertThat(me.has("challenges")).isFalse();
        assertThat(me.toString()).doesNotContain("argon2id");
    }

    @Test
    void shows_the_account_of_an_api_credential() {
        JsonNode me = call("GET", ME)
                .header("Authorization", "Token lk_known:lks:right")
                .send()
                .isJson(200)
                .json();

        assertThat(me.path("id").asText()).isEqualTo(Fixtures.USER_ID.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token lk_known:wrong",
                "token lk_other:lks:right",
                "token lk_known",
                "token",
                "Basic bGtfa25vd246bGtzOnJpZ2h0",
                "Bearer header.claims.another",
                "Bearer header.claims.signature and more",
                "Bearer",
                "Basic aGVhZGVyLmNsYWltczpzaWduYXR1cmU="
            })
    void refuses_callers_nobody_knows(String authorization) {
        Answer answer =
                call("GET", ME).header("Authorization", authorization).send().isProblem(401, "not-signed-in");

        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/image", "/credentials"})
    void refuses_strangers(String path) {
        call("GET", ME + path).send().isProblem(401, "not-signed-in");
    }

    @Test
    void refuses_an_account_without_the_role() {
        User ada = Fixtures.ADA;
        signInAs(new Caller(
                new User(
                        ada.id(),
                        ada.profile(),
                        ada.contacts(),
                        ada.credentials(),
                        ada.status(),
                        Set.of("robot"),
                        ada.revision()),
                Optional.of(Fixtures.SESSION)));

        call("GET", ME).signedIn().send().isProblem(403, "forbidden");
    }

    @Test
    void a_patch_keeps_what_is_absent_and_removes_what_is_null() {
        changesNothing();

        patch("""
                {"name":null,"secondFactor":"sms"}""").signedIn().send().isJson(200);

        Edited wish = wish();
        assertThat(wish.name()).isNull();
        assertThat(wish.secondFactor()).isEqualTo(SecondFactor.SMS);
        assertThat(wish.username()).isEqualTo(Fixtures.ADA.username());
        assertThat(wish.email()).isEqualTo(Fixtures.ADA.email());
        assertThat(wish.phone()).isEqualTo(Fixtures.ADA.phone());
        assertThat(wish.locale()).isEqualTo(Fixtures.ADA.locale());
        assertThat(wished.get().caller()).isEqualTo(Fixtures.CALLER);
    }

    @Test
    void a_patch_with_null_resets_language_and_second_factor() {
        changesNothing();

        call("PATCH", ME).json("""
                        {"locale":null,"secondFactor":null}""").signedIn().send().isJson(200);

        assertThat(wish().locale()).isEqualTo(Locale.ENGLISH);
        assertThat(wish().secondFactor()).isEqualTo(SecondFactor.NONE);
    }

    @Test
    void a_replacement_removes_what_is_absent() {
        changesNothing();

        put(ME, """
                {"username":"countess"}""").send().isJson(200);

        Edited wish = wish();
        assertThat(wish.username().value()).isEqualTo("countess");
        assertThat(wish.name()).isNull();
        assertThat(wish.email()).isNull();
        assertThat(wish.phone()).isNull();
        assertThat(wish.locale()).isEqualTo(Locale.ENGLISH);
        assertThat(wish.secondFactor()).isEqualTo(SecondFactor.NONE);
    }

    @Test
    void takes_back_what_it_showed() {
        changesNothing();
        String shown = call("GET", ME).signedIn().send().text();

        put(ME, shown).send().isJson(200);

        assertThat(wish().email()).isEqualTo(Fixtures.ADA.email());
        assertThat(wish().secondFactor()).isEqualTo(SecondFactor.EMAIL);
    }

    @Test
    void answers_a_new_contact_with_its_challenge() {
        changeAnswers(new AccountChange.Changed(Fixtures.ADA, List.of(Fixtures.challenge(false))));

        JsonNode me = patch("""
                {"email":"new@example.org"}""").signedIn().send().isJson(200).json();

        assertThat(me.path("challenges").path(0).path("id").asText()).isEqualTo(Fixtures.OTP_ID);
        assertThat(wish().email().value()).isEqualTo("new@example.org");
    }

    @Test
    void asks_for_a_recent_sign_in() {
        Unconfirmed tooOld = new Unconfirmed.SignInTooOld();
        changeAnswers(new AccountChange.NotConfirmed(tooOld));
        useCases.put(DeleteAccountUseCase.class, (caller, current) -> new AccountDeletion.NotConfirmed(tooOld));
        useCases.put(ChangePasswordUseCase.class, (caller, current, next) -> new PasswordChange.NotConfirmed(tooOld));

        patch("{}").signedIn().send().isProblem(403, "recent-sign-in-required");
        call("DELETE", ME).signedIn().send().isProblem(403, "recent-sign-in-required");
        put(ME + "/password", """
                {"newPassword":"correct horse"}""").send().isProblem(403, "recent-sign-in-required");
    }

    @Test
    void refuses_a_taken_username() {
        changeAnswers(new AccountChange.Faulty(Set.of(AccountFault.USERNAME_TAKEN)));

        patch("""
                {"username":"bob"}""").signedIn().send().isProblem(409, "username-taken");
    }

    @Test
    void throttles_changes() {
        changeAnswers(new AccountChange.Refused(Fixtures.THROTTLED));

        patch("{}").signedIn().send().isThrottled();
    }

    @Test
    void tells_who_was_slower_to_read_again() {
        useCases.put(ChangeAccountUseCase.class, command -> {
            throw new ConcurrentChangeException("user");
        });

        patch("{}").signedIn().send().isProblem(409, "concurrent-change");
    }

    @Test
    void closes_the_account() {
        useCases.put(DeleteAccountUseCase.class, (caller, current) -> new AccountDeletion.Deleted());

        assertThat(call("DELETE", ME).signedIn().send().status()).isEqualTo(204);
    }

    @Test
    void keeps_the_account_that_nobody_could_replace() {
        useCases.put(DeleteAccountUseCase.class, (caller, current) -> new AccountDeletion.Indispensable());

        Answer problem = call("DELETE", ME).signedIn().send().isProblem(409, "account-state");
        assertThat(problem.json().path("obstacle").asText()).isEqualTo("last-administrator");
    }

    @Test
    void closes_the_account_by_its_password() {
        AtomicReference<Optional<CurrentPassword>> seen = new AtomicReference<>();
        useCases.put(DeleteAccountUseCase.class, (caller, current) -> {
            seen.set(current);
            return new AccountDeletion.Deleted();
        });

        Answer answer = post(ME + "/deletion", """
                {"currentPassword":"old one"}""").signedIn().send();

        assertThat(answer.status()).isEqualTo(204);
        assertThat(seen.get()).map(CurrentPassword::typed).contains(new Password("old one"));
        post(ME + "/deletion", "{}").signedIn().send().isProblem(400, "invalid-request");
    }

    private Answer verifyEmail(EmailVerification outcome) {
        useCases.put(VerifyEmailUseCase.class, command -> outcome);
        return post(ME + "/email/verification", "{}").signedIn().send();
    }

    @Test
    void sends_a_code_to_the_own_address() {
        AtomicReference<VerifyEmailCommand> seen = new AtomicReference<>();
        useCases.put(VerifyEmailUseCase.class, command -> {
            seen.set(command);
            return new EmailVerification.Sent(Fixtures.challenge(false));
        });

        JsonNode challenge = post(ME + "/email/verification", """
                {"currentPassword":"old one"}""")
                .signedIn()
                .send()
                .isJson(202)
                .json();

        assertThat(challenge.path("id").asText()).isNotEmpty();
        assertThat(seen.get().current()).map(CurrentPassword::typed).contains(new Password("old one"));
        assertThat(seen.get().caller()).isEqualTo(Fixtures.CALLER);
    }

    @Test
    void tells_the_owner_how_long_an_address_stays_closed() {
        Answer waiting = verifyEmail(new EmailVerification.Closed(Optional.of(Duration.ofMillis(59_001))))
                .isProblem(409, "account-state");
        assertThat(waiting.json().path("obstacle").asText()).isEqualTo("contact-closed");
        assertThat(waiting.json().path("retryAfter").asInt()).isEqualTo(60);
        assertThat(waiting.header("Retry-After")).isEqualTo("60");
        Answer lasting =
                verifyEmail(new EmailVerification.Closed(Optional.empty())).isProblem(409, "account-state");
        assertThat(lasting.json().path("obstacle").asText()).isEqualTo("contact-closed");
        assertThat(lasting.json().has("retryAfter")).isFalse();
    }

    @Test
    void sends_no_code_without_a_verified_address_or_a_recent_sign_in_or_too_soon() {
        Answer none = verifyEmail(new EmailVerification.NoVerifiedEmail()).isProblem(409, "account-state");
        assertThat(none.json().path("obstacle").asText()).isEqualTo("no-contact");
        verifyEmail(new EmailVerification.NotConfirmed(new Unconfirmed.SignInTooOld()))
                .isProblem(403, "recent-sign-in-required");
        verifyEmail(new EmailVerification.Refused(Fixtures.THROTTLED)).isThrottled();
    }

    @Test
    void passes_on_the_current_password_with_a_change() {
        AtomicReference<ChangeAccountCommand> seen = new AtomicReference<>();
        useCases.put(ChangeAccountUseCase.class, command -> {
            seen.set(command);
            return new AccountChange.NotConfirmed(new Unconfirmed.WrongPassword());
        });

        patch("""
                {"email":"new@example.org","currentPassword":"old one"}""").signedIn().send().isProblem(422, "wrong-current-password");

        assertThat(seen.get().current()).map(CurrentPassword::typed).contains(new Password("old one"));
    }

    @Test
    void says_when_no_current_password_is_compared() {
        useCases.put(
                ChangePasswordUseCase.class,
                (caller, current, next) ->
                        new PasswordChange.NotConfirmed(new Unconfirmed.Locked(Duration.ofSeconds(30))));
        JsonNode locked = put(ME + "/password", """
                {"currentPassword":"a","newPassword":"b"}""")
                .send()
                .isProblem(429, "sign-in-locked")
                .json();
        assertThat(locked.path("retryAfter").asInt()).isEqualTo(30);

        useCases.put(
                ChangePasswordUseCase.class,
                (caller, current, next) -> new PasswordChange.NotConfirmed(new Unconfirmed.Stopped()));
        put(ME + "/password", """
                {"currentPassword":"a","newPassword":"b"}""").send().isProblem(403, "password-stopped");

        useCases.put(
                ChangePasswordUseCase.class,
                (caller, current, next) ->
                        new PasswordChange.NotConfirmed(new Unconfirmed.Refused(Fixtures.THROTTLED)));
        put(ME + "/password", """
                {"currentPassword":"a","newPassword":"b"}""").send().isThrottled();
    }

    @Test
    void changes_the_password() {
        AtomicReference<Optional<CurrentPassword>> seen = new AtomicReference<>();
        useCases.put(ChangePasswordUseCase.class, (caller, current, next) -> {
            seen.set(current);
            return new PasswordChange.Changed();
        });

        Answer answer = put(ME + "/password", """
                {"currentPassword":"old one","newPassword":"new one"}""").send();

        assertThat(answer.status()).isEqualTo(204);
        assertThat(seen.get()).map(CurrentPassword::typed).contains(new Password("old one"));
    }

    @Test
    void refuses_a_wrong_current_password() {
        useCases.put(
                ChangePasswordUseCase.class,
                (caller, current, next) -> new PasswordChange.NotConfirmed(new Unconfirmed.WrongPassword()));

        put(ME + "/password", """
                {"currentPassword":"a","newPassword":"b"}""").send().isProblem(422, "wrong-current-password");
    }

    @Test
    void throttles_password_changes() {
        useCases.put(
                ChangePasswordUseCase.class, (caller, current, next) -> new PasswordChange.Refused(Fixtures.THROTTLED));

        put(ME + "/password", """
                {"newPassword":"b"}""").send().isThrottled();
    }

    /** Holds one picture. */
    private static final class FakeImages implements ProfileImageUseCase {
        private Optional<ProfileImage> image = Optional.empty();
        private Optional<Throttled> throttled = Optional.empty();

        @Override
        public Optional<Throttled> store(Caller caller, byte[] upload) {
            image = Optional.of(new ProfileImage("image/png", upload));
            return throttled;
        }

        @Override
        public Optional<ProfileImage> find(Caller caller) {
            return image;
        }

        @Override
        public boolean delete(Caller caller) {
            boolean existed = image.isPresent();
            image = Optional.empty();
            return existed;
        }
    }

    private FakeImages images() {
        FakeImages images = new FakeImages();
        useCases.put(ProfileImageUseCase.class, images);
        return images;
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "image/webp", "application/octet-stream"})
    void keeps_a_picture(String contentType) {
        images();
        byte[] picture = {1, 2, 3};

        assertThat(call("PUT", ME + "/image")
                        .body(contentType, picture)
                        .signedIn()
                        .send()
                        .status())
                .isEqualTo(204);
        Answer shown = call("GET", ME + "/image")
                .header("Accept", "text/html")
                .signedIn()
                .send();

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("Content-Type")).isEqualTo("image/png");
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        assertThat(shown.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
        assertThat(shown.bytes()).isEqualTo(picture);
        assertThat(call("DELETE", ME + "/image").signedIn().send().status()).isEqualTo(204);
        call("DELETE", ME + "/image").signedIn().send().isProblem(404, "not-found");
        call("GET", ME + "/image").signedIn().send().isProblem(404, "not-found");
    }

    @Test
    void takes_pictures_of_five_mebibytes_and_no_more() {
        images();
        byte[] largest = new byte[5 * 1024 * 1024];

        assertThat(call("PUT", ME + "/image")
                        .body("image/png", largest)
                        .signedIn()
                        .send()
                        .status())
                .isEqualTo(204);
        call("PUT", ME + "/image")
                .body("image/png", new byte[largest.length + 1])
                .signedIn()
                .send()
                .isProblem(413, "body-too-large");
    }

    @Test
    void refuses_uploads_that_are_no_picture() {
        images();

        call("PUT", ME + "/image")
                .body("image/png", new byte[0])
                .signedIn()
                .send()
                .isProblem(400, "invalid-request");
        call("PUT", ME + "/image")
                .body("text/plain", new byte[] {1})
                .signedIn()
                .send()
                .isProblem(415, "unsupported-media-type");
    }

    @Test
    void throttles_uploads() {
        images().throttled = Optional.of(Fixtures.THROTTLED);

        call("PUT", ME + "/image")
                .body("image/png", new byte[] {1})
                .signedIn()
                .send()
                .isThrottled();
    }

    /** Has one credential, or refuses because the sign-in is too old. */
    private static final class FakeCredentials implements ApiCredentialUseCase {
        private static final ApiCredential KNOWN = new ApiCredential(
                new ApiCredentialId(UUID.fromString("00000000-0000-4000-8000-000000000005")),
                Fixtures.ADA.id(),
                "export",
                "lk_known",
                "digest",
                Set.of("user"),
                new ApiCredential.Validity(Fixtures.NOW, null, null));

        private boolean isRecent = true;
        private Optional<NewCredential> wish = Optional.empty();

        @Override
        public Creation create(Caller caller, NewCredential wished, Optional<CurrentPassword> current) {
            wish = Optional.of(wished);
            return isRecent
                    ? new Creation.Created(new CreatedCredential(KNOWN, "lks_secret"))
                    : new Creation.NotConfirmed(new Unconfirmed.SignInTooOld());
        }

        @Override
        public List<ApiCredential> list(Caller caller) {
            return List.of(KNOWN);
        }

        @Override
        public boolean revoke(Caller caller, ApiCredentialId id) {
            return id.equals(KNOWN.id());
        }
    }

    private FakeCredentials credentials() {
        FakeCredentials credentials = new FakeCredentials();
        useCases.put(ApiCredentialUseCase.class, credentials);
        return credentials;
    }

    @Test
    void makes_a_credential_and_shows_its_secret_once() {
        FakeCredentials credentials = credentials();

        String made =
                post(ME + "/credentials", """
                {"name":"export","expiresAt":"2030-01-01T01:00:00+01:00"}""").signedIn().send().isJson(201).text();
        String listed =
                call("GET", ME + "/credentials").signedIn().send().isJson(200).text();

        assertThat(made).isEqualTo("""
                        {"id":"00000000-0000-4000-8000-000000000005","name":"export","key":"lk_known",\
                        "secret":"lks_secret","roles":["user"],"createdAt":"2026-01-02T03:04:05Z","expiresAt":null,\
                        "lastUsedAt":null}""");
        assertThat(credentials.wish)
                .contains(new NewCredential("export", new Ending.At(Instant.parse("2030-01-01T00:00:00Z")), Set.of()));
        assertThat(listed).isEqualTo("""
                        {"credentials":[{"id":"00000000-0000-4000-8000-000000000005","name":"export",\
                        "key":"lk_known","roles":["user"],"createdAt":"2026-01-02T03:04:05Z","expiresAt":null,\
                        "lastUsedAt":null}]}""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"export\"} | Usual",
                "{\"name\":\"export\",\"expiresAt\":null} | Never",
                "{\"name\":\"export\",\"expiresAt\":\"2030-01-01T00:00:00Z\"} | At"
            })
    void tells_no_end_from_the_usual_one(String body, String ending) {
        FakeCredentials credentials = credentials();

        post(ME + "/credentials", body).signedIn().send().isJson(201);

        assertThat(credentials.wish.orElseThrow().ending().getClass().getSimpleName())
                .isEqualTo(ending);
    }

    @Test
    void limits_a_credential_to_named_roles() {
        FakeCredentials credentials = credentials();

        post(ME + "/credentials", """
                {"name":"export","roles":"user  auditor"}""").signedIn().send().isJson(201);
        post(ME + "/credentials", """
                {"name":"export","roles":" "}""").signedIn().send().isProblem(400, "invalid-request");

        assertThat(credentials.wish.orElseThrow().roles()).containsExactlyInAnyOrder("user", "auditor");
    }

    @Test
    void makes_a_credential_only_right_after_a_sign_in() {
        credentials().isRecent = false;

        post(ME + "/credentials", """
                {"name":"export"}""").signedIn().send().isProblem(403, "recent-sign-in-required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "2030-01-01", "2030-13-01T00:00:00Z", "+99999-01-01T00:00:00Z", ""})
    void refuses_an_end_that_is_no_time(String end) {
        credentials();

        JsonNode problem = post(ME + "/credentials", """
                {"name":"export","expiresAt":"%s"}""".formatted(end))
                .signedIn()
                .send()
                .isProblem(400, "invalid-request")
                .json();

        assertThat(problem.path("field").asText()).isEqualTo("expiresAt");
    }

    @Test
    void revokes_a_credential() {
        credentials();

        assertThat(call("DELETE", ME + "/credentials/00000000-0000-4000-8000-000000000005")
                        .signedIn()
                        .send()
                        .status())
                .isEqualTo(204);
        call("DELETE", ME + "/credentials/00000000-0000-4000-8000-000000000006")
                .signedIn()
                .send()
                .isProblem(404, "not-found");
        call("DELETE", ME + "/credentials/1-1-1-1-1").signedIn().send().isProblem(404, "not-found");
    }
}
