package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.RegisterCommand.Proof;
import io.latchkey.application.account.RegisterCommand.Rivals;
import io.latchkey.application.account.Registration;
import io.latchkey.application.account.TakenContacts;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordTooShortException;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistrationByCodeTest {
    private static final OtpPurpose PURPOSE = OtpPurpose.VERIFY_CONTACT.forApp("bioentrust");
    private static final Proof TELLING = new Proof.ByCode(PURPOSE, TakenContacts.TOLD, Rivals.NEWEST_WINS);
    private static final Proof CONCEALING = new Proof.ByCode(PURPOSE, TakenContacts.CONCEALED, Rivals.NEWEST_WINS);
    private static final Password SHORT = new Password("short");

    /** A policy without a cool-down, so that the next sign-up sends the next message at once. */
    private static final OtpPolicy POLICY = new OtpPolicy(
            CodeFormat.digits(6),
            Duration.ofMinutes(10),
            3,
            3,
            Duration.ZERO,
            0,
            Duration.ofHours(1),
            ResendPolicy.REUSE);

    private TestApplication app =
            TestApplication.settings().otp(Fixtures.otpPolicies(POLICY)).start();

    private Registration register(EmailAddress email, Password password, Proof proof) {
        NewAccount account = NewAccount.named(Optional.empty(), Optional.of("Ada Lovelace"))
                .reachedAt(Optional.of(email), Optional.empty())
                .protectedBy(Optional.of(password));
        return app.register.register(new RegisterCommand(account, proof, REQUESTER));
    }

    private OtpChallenge pending(EmailAddress email, Proof proof) {
        Registration.Pending pending = (Registration.Pending) register(email, PASSWORD, proof);
        assertThat(pending.challenges()).hasSize(1);
        return pending.challenges().get(0).challenge();
    }

    private OtpCode code(OtpChallenge challenge) {
        return app.codes.derive(
                CodeReference.currentOf(challenge), challenge.contact().kind());
    }

    private SignIn verify(ChallengeRef challenge, OtpCode code) {
        return app.signIn.signIn(SignInCommand.ByCode.of(challenge, PURPOSE, code, ORIGIN));
    }

    private SignIn verify(OtpChallenge challenge) {
        return verify(new ChallengeRef.ById(challenge.id()), code(challenge));
    }

    private Optional<User> owner(Contact contact) {
        return app.userBy(new LoginName.ByContact(contact));
    }

    @Test
    void opens_a_session_with_the_code_of_the_app() {
        OtpChallenge challenge = pending(EMAIL, TELLING);
        assertThat(challenge.purpose()).isEqualTo(PURPOSE);
        assertThat(verify(challenge)).isInstanceOf(SignIn.SignedIn.class);
        assertThat(owner(EMAIL).orElseThrow().name()).isEqualTo("Ada Lovelace");
    }

    @Test
    void tells_that_a_contact_is_taken_before_it_looks_at_the_password() {
        app.given(Fixtures.anyUser());
        assertThat(register(EMAIL, SHORT, TELLING))
                .isEqualTo(new Registration.Faulty(Set.of(AccountFault.EMAIL_TAKEN)));
        assertThat(app.challenges()).isEmpty();
        assertThat(app.outbox()).isEmpty();
        assertThat(app.hasher.hashes()).isZero();
    }

    @Test
    void refuses_a_short_password_for_a_free_contact_and_says_how_long_it_must_be() {
        for (Proof proof : List.of(TELLING, CONCEALING)) {
            assertThatThrownBy(() -> register(EMAIL, SHORT, proof))
                    .isInstanceOfSatisfying(PasswordTooShortException.class, tooShort -> {
                        assertThat(tooShort.minLength()).isEqualTo(8);
                        assertThat(tooShort.field()).isEqualTo("password");
                        assertThat(tooShort.reason()).isEqualTo("must be at least 8 characters long");
                    });
        }
    }

    @Test
    void limits_how_often_an_address_may_ask_which_contacts_are_taken() {
        app = TestApplication.settings().throttles(Fixtures.throttles(2)).start();
        app.given(Fixtures.anyUser());
        for (int i = 0; i < 2; i++) {
            assertThat(register(EMAIL, PASSWORD, TELLING))
                    .isEqualTo(new Registration.Faulty(Set.of(AccountFault.EMAIL_TAKEN)));
        }
        assertThat(register(EMAIL, PASSWORD, TELLING)).isInstanceOf(Registration.Refused.class);
    }

    @Test
    void answers_a_taken_contact_like_a_free_one_where_it_is_not_asked_to_tell() {
        app.given(Fixtures.anyUser());
        OtpChallenge taken = pending(EMAIL, CONCEALING);
        OtpChallenge free = pending(STRANGER_EMAIL, CONCEALING);
        assertThat(taken.expiresAt()).isEqualTo(free.expiresAt());
        assertThat(taken.attemptsLeft()).isEqualTo(free.attemptsLeft());
        assertThat(verify(taken)).isEqualTo(new SignIn.WrongCode(RefusalReason.WRONG_CODE, 2));
        app.deliver();
        assertThat(app.gateway.messagesTo(EMAIL)).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(MessageKind.CONTACT_TAKEN);
            assertThat(notice.code()).isEmpty();
        });
    }

    @Test
    void lets_the_newest_sign_up_for_a_contact_win() {
        OtpChallenge older = pending(EMAIL, TELLING);
        OtpChallenge other = pending(STRANGER_EMAIL, TELLING);
        OtpChallenge newer = pending(EMAIL, TELLING);
        assertThat(verify(older)).isEqualTo(new SignIn.WrongCode(RefusalReason.EXPIRED, 3));
        assertThat(verify(newer)).isInstanceOf(SignIn.SignedIn.class);
        assertThat(verify(other)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void leaves_older_sign_ups_alone_where_the_first_to_verify_wins() {
        Proof firstWins = new Proof.ByCode(PURPOSE, TakenContacts.TOLD, Rivals.FIRST_TO_VERIFY_WINS);
        OtpChallenge older = pending(EMAIL, firstWins);
        OtpChallenge newer = pending(EMAIL, firstWins);
        assertThat(verify(older)).isInstanceOf(SignIn.SignedIn.class);
        assertThat(verify(newer)).isEqualTo(new SignIn.WrongCode(RefusalReason.ALREADY_USED, 0));
    }

    @Test
    void keeps_one_good_code_of_sign_ups_that_come_at_once() {
        List<OtpChallenge> challenges = Concurrently.run(8, () -> pending(EMAIL, TELLING));
        assertThat(challenges.stream().map(this::verify).filter(SignIn.SignedIn.class::isInstance))
                .hasSize(1);
    }

    @Test
    void takes_a_code_only_on_the_channel_it_went_out_on() {
        OtpChallenge challenge = pending(EMAIL, TELLING);
        assertThat(verify(new ChallengeRef.ByIdOn(challenge.id(), ContactKind.PHONE), code(challenge)))
                .isEqualTo(new SignIn.WrongCode(RefusalReason.UNKNOWN_CHALLENGE, 0));
        assertThat(owner(EMAIL)).isEmpty();
        assertThat(verify(new ChallengeRef.ByIdOn(challenge.id(), ContactKind.EMAIL), code(challenge)))
                .isInstanceOf(SignIn.SignedIn.class);
        assertThat(owner(PHONE)).isEmpty();
    }

    @Test
    void takes_a_code_from_a_client_that_keeps_codes_as_numbers() {
        OtpChallenge challenge = pending(EMAIL, TELLING);
        OtpCode code = code(challenge);
        String number = Integer.toString(Integer.parseInt(code.value()));
        assertThat(verify(new ChallengeRef.ById(challenge.id()), OtpCode.parseNumeral(number)))
                .isInstanceOf(SignIn.SignedIn.class);
    }
}
