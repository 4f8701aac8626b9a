package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.account.AccountChange;
import io.latchkey.application.account.AccountEdits;
import io.latchkey.application.account.ChangeAccountUseCase;
import io.latchkey.application.account.Edit;
import io.latchkey.application.account.RegisterUseCase;
import io.latchkey.application.account.Registration;
import io.latchkey.application.entry.EnterByCodeUseCase;
import io.latchkey.application.entry.EnterByCodeUseCase.Entry;
import io.latchkey.application.entry.EnterByCodeUseCase.EntryCodes;
import io.latchkey.application.entry.EntryCommand;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Lookup;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInUseCase;
import io.latchkey.application.shared.port.StoreUnavailableException;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the commands that the drf-user face gives its use cases, and its answers to rare outcomes. */
class DrfUserFaceTest extends ApiTest {
    private static final Contact EMAIL = new EmailAddress("ada@example.org");
    private static final Contact PHONE = new PhoneNumber("+4915112345678");
    private static final String ENTRY = """
            {"name":"Ada","email":"ada@example.org","mobile":"+4915112345678\"""";
    private static final String UNTIL = "OTP sending not allowed until: 2026-01-02 03:04:05.000000+00:00";
    private static final CodeSending REFUSED = new CodeSending.Refused(Fixtures.THROTTLED, Fixtures.NOW);
    private static final String THROTTLED = """
            {"detail":"Request was throttled. Expected available in 13 seconds."}""";

    private static Answer isExactly(int status, String body, Answer answer) {
        assertThat(answer.isJson(status).text()).isEqualTo(body);
        return answer;
    }

    private AtomicReference<SendCodeCommand> sendingAnswers(CodeSending outcome) {
        AtomicReference<SendCodeCommand> seen = new AtomicReference<>();
        useCases.put(SendCodeUseCase.class, command -> {
            seen.set(command);
            return outcome;
        });
        return seen;
    }

    private void signInAnswers(SignIn outcome) {
        useCases.put(SignInUseCase.class, command -> outcome);
    }

    private Answer login() {
        return post("/login/", """
                {"username":"ada","password":"correct horse"}""").send();
    }

    @Test
    void sends_to_whoever_has_the_destination_where_an_email_stands_beside_it() {
        AtomicReference<SendCodeCommand> seen = sendingAnswers(REFUSED);
        post("/otp/", """
                {"destination":"+4915112345678","email":"eve@example.org"}""").send();
        assertThat(seen.get().recipient()).isEqualTo(new Recipient.Whoever(PHONE));
        assertThat(seen.get().purpose().value()).isEqualTo("drf-user/verify-contact");
        assertThat(seen.get().lookup()).isEqualTo(Lookup.CONTACT);
        assertThat(seen.get().reuse()).isFalse();
        assertThat(seen.get().patience()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({"true", "'\"True\"'", "1", "'\"yes\"'"})
    void sends_to_the_holder_alone_to_sign_in(String isLogin) {
        AtomicReference<SendCodeCommand> seen = sendingAnswers(new CodeSending.UnknownAccount());
        Answer answer = post("/otp", """
                {"destination":"ada@example.org","is_login":%s}""".formatted(isLogin)).send();
        isExactly(404, """
                {"detail":"No user exists with provided details"}""", answer);
        assertThat(seen.get().recipient()).isEqualTo(new Recipient.Holder(EMAIL, false));
    }

    @Test
    void says_until_when_a_destination_waits() {
        sendingAnswers(REFUSED);
        Answer answer = post("/otp/", """
                {"destination":"ada@example.org"}""").send();
        isExactly(403, """
                {"detail":"%s"}""".formatted(UNTIL), answer);
        assertThat(answer.header("Retry-After")).isEqualTo("13");
    }

    @Test
    void says_that_a_message_was_not_delivered() {
        sendingAnswers(new CodeSending.NotDelivered());
        isExactly(500, """
                        {"detail":"A Server Error occurred: The message could not be delivered."}""", post("/otp/", """
                        {"destination":"ada@example.org"}""").send());
    }

    @Test
    void validates_a_destination_for_half_an_hour() {
        AtomicReference<CheckCodeCommand> seen = new AtomicReference<>();
        useCases.put(CheckCodeUseCase.class, command -> {
            seen.set(command);
            return new CheckCodeUseCase.CodeCheck.Wrong(RefusalReason.WRONG_CODE, 1, 3);
        });
        isExactly(403, """
                        {"detail":"OTP Validation failed! 1 attempts left!"}""", post("/otp/", """
                        {"destination":"ada@example.org","verify_otp":123456}""").send());
        assertThat(seen.get().effect())
                .isEqualTo(new CheckCodeCommand.Effect.Validate("drf-user", Duration.ofMinutes(30)));
        assertThat(seen.get().guess().value()).isEqualTo("123456");
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_CODE,2,403",
        "WRONG_CODE,0,403",
        "LOCKED,0,403",
        "EXPIRED,3,404",
        "ALREADY_USED,0,404",
        "UNKNOWN_CHALLENGE,0,404",
        "OTHER_PURPOSE,0,404"
    })
    void tells_wrong_codes_from_missing_ones(RefusalReason reason, int attemptsLeft, int status) {
        useCases.put(SignInUseCase.class, command -> new SignIn.WrongCode(reason, attemptsLeft));
        Answer answer = post("/otp/", """
                {"destination":"ada@example.org","is_login":true,"verify_otp":"1"}""").send();
        assertThat(answer.isJson(status).json().path("detail").asText()).isNotEmpty();
    }

    /** Answers as given. Its account has the e-mail address and another phone number. */
    private record FakeEntry(EntryCodes sent) implements EnterByCodeUseCase {
        @Override
        public EntryCodes sendCodes(EntryCommand command, Duration patience) {
            return sent;
        }

        @Override
        public Entry enter(EntryCommand command, Optional<String> name, OtpCode code) {
            return new Entry.Mismatch(ContactKind.EMAIL);
        }
    }

    private Answer entry(CodeSending byEmail, CodeSending bySms) {
        useCases.put(EnterByCodeUseCase.class, new FakeEntry(new EntryCodes.Tried(byEmail, bySms)));
        return post("/otpreglogin/", ENTRY + "}").send();
    }

    @Test
    void refuses_an_entry_whose_messages_both_wait_or_fail() {
        isExactly(403, """
                {"detail":"%s"}""".formatted(UNTIL), entry(REFUSED, new CodeSending.NotDelivered()));
        isExactly(403, """
                {"detail":"%s"}""".formatted(UNTIL), entry(new CodeSending.NotDelivered(), REFUSED));
        assertThat(entry(new CodeSending.NotDelivered(), new CodeSending.NotDelivered())
                        .status())
                .isEqualTo(500);
    }

    @Test
    void names_the_contact_an_account_does_not_have() {
        useCases.put(EnterByCodeUseCase.class, new FakeEntry(new EntryCodes.Mismatched(ContactKind.PHONE)));
        isExactly(400, """
                        {"non_field_errors":["Your account is registered with 015112345678 does not has ada@example.org \
                        as registered email. Please login directly via OTP with your mobile."]}""", post("/otpreglogin/", ENTRY + "}").send());
        assertThat(post("/otpreglogin/", ENTRY + ",\"verify_otp\":\"1\"}")
                        .send()
                        .text())
                .contains("registered with ada@example.org does not has 015112345678");
    }

    @Test
    void signs_in() {
        signInAnswers(Fixtures.SIGNED_IN);
        isExactly(200, """
                        {"refresh_token":"refresh-opaque","token":"access-jwt","session":"%s"}""".formatted(Fixtures.SESSION_ID), login());
    }

    @Test
    void tells_why_a_right_login_is_refused() {
        signInAnswers(new SignIn.Stopped());
        isExactly(403, """
                {"detail":"Too many wrong passwords. Reset the password."}""", login());
        signInAnswers(new SignIn.SecondFactorMissing());
        assertThat(login().status()).isEqualTo(403);
        signInAnswers(new SignIn.PasswordNeeded());
        assertThat(login().status()).isEqualTo(403);
    }

    @Test
    void throttles_in_its_own_words() {
        signInAnswers(new SignIn.Refused(Fixtures.THROTTLED));
        assertThat(isExactly(429, THROTTLED, login()).header("Retry-After")).isEqualTo("13");
        signInAnswers(new SignIn.Locked(Duration.ofMillis(12_001)));
        assertThat(isExactly(429, THROTTLED, login()).header("Retry-After")).isEqualTo("13");
        useCases.put(RegisterUseCase.class, command -> new Registration.Refused(Fixtures.THROTTLED));
        isExactly(429, THROTTLED, post("/register/", """
                                        {"username":"ada","name":"Ada","email":"ada@example.org","password":"correct horse"}""").send());
    }

    @Test
    void shows_the_account_without_what_is_nobodys_business() {
        signInAs(Fixtures.CALLER);
        isExactly(200, """
                        {"id":8,"username":"ada","name":"Ada Lovelace","email":"ada@example.org",\
                        "mobile":"015112345678","is_superuser":false,"is_staff":false}""", call("GET", "/account/").signedIn().send());
    }

    @Test
    void shows_the_mobile_of_an_account_without_a_username_as_its_client_knows_it() {
        signInAs(Fixtures.CALLER_BY_CODE);
        isExactly(200, """
                        {"id":8,"username":"015112345678","name":"","email":null,\
                        "mobile":"015112345678","is_superuser":false,"is_staff":false}""", call("GET", "/account/").signedIn().send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"015112345678", "+4915112345678"})
    void takes_the_shown_mobile_back_in_place_of_a_username(String shown) {
        signInAs(Fixtures.CALLER_BY_CODE);
        AtomicReference<AccountEdits> seen = new AtomicReference<>();
        useCases.put(ChangeAccountUseCase.class, command -> {
            seen.set(command.edits());
            return new AccountChange.Changed(command.caller().user(), List.of());
        });
        call("PATCH", "/account").signedIn().json("""
                        {"username":"%s"}""".formatted(shown)).send().isJson(200);
        assertThat(seen.get().username()).isEqualTo(new Edit.Keep<>());
    }

    @Test
    void takes_no_api_credential_for_a_token() {
        signInAs(Fixtures.CALLER);
        isExactly(
                401,
                """
                        {"detail":"Authentication credentials were not provided."}""",
                call("GET", "/account/")
                        .header("Authorization", "token lk_known:lks:right")
                        .send());
    }

    @Test
    void changes_only_what_is_sent() {
        signInAs(Fixtures.CALLER);
        AtomicReference<AccountEdits> seen = new AtomicReference<>();
        useCases.put(ChangeAccountUseCase.class, command -> {
            seen.set(command.edits());
            return new AccountChange.Changed(Fixtures.ADA, List.of());
        });
        call("PATCH", "/account").signedIn().json("""
                        {"name":"Countess","is_staff":true}""").send().isJson(200);
        assertThat(seen.get().name()).isEqualTo(new Edit.Become<>("Countess"));
        assertThat(seen.get().username()).isEqualTo(new Edit.Keep<>());
        assertThat(seen.get().email()).isEqualTo(new Edit.Keep<>());
        assertThat(seen.get().phone()).isEqualTo(new Edit.Keep<>());
        assertThat(seen.get().password()).isEmpty();
    }

    @Test
    void tells_of_failures_without_their_causes() {
        useCases.put(SignInUseCase.class, command -> {
            throw new StoreUnavailableException(new IllegalStateException("secret"));
        });
        Answer answer = login().isJson(503);
        assertThat(answer.json().path("detail").asText()).isNotEmpty().doesNotContain("secret");
        assertThat(answer.json().size()).isEqualTo(1);
    }
}
