package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.account.AccountChange;
import io.latchkey.application.account.AccountEdits;
import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.Edit;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.shared.port.ConcurrentChangeException;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeAccountServiceTest {
    private static final EmailAddress NEW_EMAIL = new EmailAddress("countess@example.org");
    private static final Duration TOO_OLD = Duration.ofMinutes(10).plusMillis(1);
    private final TestApplication app = TestApplication.start();

    private final User user =
            app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW));

    private final Caller caller = app.givenSession(user);

    private AccountChange change(
            Caller by, String username, EmailAddress email, PhoneNumber phone, SecondFactor factor) {
        return app.changeAccount.change(new ChangeAccountCommand(
                by,
                AccountEdits.of(
                                Edit.toOrRemove(Optional.ofNullable(username).map(Username::new)),
                                new Edit.Become<>("Ada"),
                                Edit.toOrRemove(Optional.ofNullable(email)),
                                Edit.toOrRemove(Optional.ofNullable(phone)))
                        .with(Locale.GERMAN, factor),
                new ChangeAccountCommand.Proof.ByCode(ORIGIN)));
    }

    private OtpChallenge challenge(AccountChange outcome) {
        return ((AccountChange.Changed) outcome).challenges().get(0).challenge();
    }

    private List<MessageKind> messagesTo(EmailAddress email) {
        app.deliver();
        return app.gateway.messagesTo(email).stream()
                .map(message -> message.kind())
                .toList();
    }

    @Test
    void changes_what_needs_no_proof_however_old_the_sign_in() {
        app.clock.advance(TOO_OLD);
        change(caller, "countess", EMAIL, PHONE, SecondFactor.NONE);
        User changed = app.user(user.id());
        assertThat(changed.username()).isEqualTo(new Username("countess"));
        assertThat(changed.name()).isEqualTo("Ada");
        assertThat(changed.locale()).isEqualTo(Locale.GERMAN);
        assertThat(changed.verifiedContacts()).containsExactly(EMAIL, PHONE);
        assertThat(app.outbox()).isEmpty();
    }

    @Test
    void keeps_the_old_contact_until_the_new_one_is_verified_and_tells_the_old_one() {
        OtpChallenge challenge = challenge(change(caller, "Ada", NEW_EMAIL, PHONE, SecondFactor.NONE));
        assertThat(app.user(user.id()).verifiedContact(ContactKind.EMAIL)).contains(EMAIL);
        app.deliver();
        app.checkCode.check(CheckCodeCommand.proving(challenge.id(), app.gateway.codeTo(NEW_EMAIL), ORIGIN));
        assertThat(app.user(user.id()).verifiedContact(ContactKind.EMAIL)).contains(NEW_EMAIL);
        assertThat(messagesTo(EMAIL)).containsExactly(MessageKind.CONTACT_CHANGED);
    }

    @Test
    void answers_a_new_contact_that_is_taken_like_a_free_one() {
        app.given(Fixtures.otherUser());
        OtpChallenge taken = challenge(change(caller, "Ada", STRANGER_EMAIL, PHONE, SecondFactor.NONE));
        assertThat(app.outbox()).hasSize(1);
        assertThat(messagesTo(STRANGER_EMAIL)).containsExactly(MessageKind.CONTACT_TAKEN);
        CodeCheck outcome = app.checkCode.check(CheckCodeCommand.proving(
                taken.id(), app.codes.derive(CodeReference.currentOf(taken), ContactKind.EMAIL), ORIGIN));
        assertThat(outcome).isInstanceOf(CodeCheck.Wrong.class);
    }

    @Test
    void asks_for_a_recent_sign_in_before_contacts_or_factors_change() {
        app.clock.advance(TOO_OLD);
        Caller credential = new Caller(user, Optional.empty());
        for (Caller old : List.of(caller, credential)) {
            assertThat(change(old, "Ada", NEW_EMAIL, PHONE, SecondFactor.NONE))
                    .isEqualTo(new AccountChange.NotConfirmed(new Unconfirmed.SignInTooOld()));
            assertThat(change(old, "Ada", EMAIL, null, SecondFactor.NONE))
                    .isEqualTo(new AccountChange.NotConfirmed(new Unconfirmed.SignInTooOld()));
            assertThat(change(old, "Ada", EMAIL, PHONE, SecondFactor.SMS))
                    .isEqualTo(new AccountChange.NotConfirmed(new Unconfirmed.SignInTooOld()));
        }
        assertThat(app.user(user.id())).isEqualTo(user);
    }

    @Test
    void takes_the_current_password_in_place_of_a_recent_sign_in() {
        app.clock.advance(TOO_OLD);
        User owner = app.given(Fixtures.otherUser().withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW));
        AccountEdits edits =
                AccountEdits.of(new Edit.Keep<>(), new Edit.Keep<>(), new Edit.Become<>(NEW_EMAIL), new Edit.Keep<>());
        for (Caller caller : List.of(app.givenSession(owner), new Caller(owner, Optional.empty()))) {
            app.clock.advance(TOO_OLD);
            assertThat(app.changeAccount.change(confirmed(caller, edits, OTHER_PASSWORD)))
                    .isEqualTo(new AccountChange.NotConfirmed(new Unconfirmed.WrongPassword()));
            Caller present = new Caller(app.user(owner.id()), caller.session());
            assertThat(app.changeAccount.change(confirmed(present, edits, PASSWORD)))
                    .isInstanceOf(AccountChange.Changed.class);
        }
    }

    private static ChangeAccountCommand confirmed(Caller caller, AccountEdits edits, Password typed) {
        return new ChangeAccountCommand(
                caller,
                edits,
                new ChangeAccountCommand.Proof.ByCode(ORIGIN),
                Optional.of(new CurrentPassword(typed, ORIGIN)));
    }

    @Test
    void sends_codes_of_an_app_to_every_named_contact_right_after_a_sign_in_only() {
        OtpPurpose purpose = OtpPurpose.VERIFY_CONTACT.forApp("acme");
        AccountEdits edits = AccountEdits.of(
                new Edit.Keep<>(), new Edit.Keep<>(), new Edit.Keep<>(), new Edit.Become<>(Fixtures.STRANGER_PHONE));
        AccountEdits same =
                AccountEdits.of(new Edit.Keep<>(), new Edit.Keep<>(), new Edit.Keep<>(), new Edit.Become<>(PHONE));
        ChangeAccountCommand.Proof proof =
                new ChangeAccountCommand.Proof.ByCode(purpose, ChangeAccountCommand.Receivers.NAMED_CONTACTS, ORIGIN);
        assertThat(challenge(app.changeAccount.change(new ChangeAccountCommand(caller, edits, proof)))
                        .purpose())
                .isEqualTo(purpose);
        app.clock.advance(TOO_OLD);
        Caller old = new Caller(app.user(user.id()), caller.session());
        assertThat(app.changeAccount.change(new ChangeAccountCommand(old, edits, proof)))
                .isEqualTo(new AccountChange.NotConfirmed(new Unconfirmed.SignInTooOld()));
        assertThat(challenge(app.changeAccount.change(new ChangeAccountCommand(old, same, proof)))
                        .contact())
                .isEqualTo(PHONE);
    }

    @Test
    void tells_every_contact_of_a_second_factor() {
        change(caller, "Ada", EMAIL, PHONE, SecondFactor.SMS);
        assertThat(app.user(user.id()).secondFactor()).isEqualTo(SecondFactor.SMS);
        assertThat(messagesTo(EMAIL)).containsExactly(MessageKind.SECOND_FACTOR_SMS);
        assertThat(app.gateway.messagesTo(PHONE)).hasSize(1);
    }

    @Test
    void ends_the_codes_under_way_when_it_gives_a_contact_up() {
        OtpChallenge challenge = challenge(change(app.givenSession(user), "Ada", NEW_EMAIL, PHONE, SecondFactor.NONE));
        change(app.givenSession(user), "Ada", EMAIL, PHONE, SecondFactor.NONE);
        assertThat(app.challenge(challenge.id())).isEqualTo(challenge);
        change(app.givenSession(user), "Ada", EMAIL, null, SecondFactor.NONE);
        assertThat(app.challenge(challenge.id()).awaits(0, app.clock.instant())).isFalse();
    }

    @Test
    void tells_a_removed_contact() {
        change(caller, "Ada", null, PHONE, SecondFactor.NONE);
        assertThat(app.user(user.id()).email()).isNull();
        assertThat(messagesTo(EMAIL)).containsExactly(MessageKind.CONTACT_CHANGED);
    }

    @Test
    void leaves_no_account_without_a_name_or_its_second_factor() {
        assertThatThrownBy(() -> change(caller, null, null, null, SecondFactor.NONE))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> change(caller, "Ada", EMAIL, null, SecondFactor.SMS))
                .isInstanceOf(InvalidValueException.class);
        Caller withoutPassword = app.givenSession(app.given(Fixtures.otherUser()));
        assertThatThrownBy(() ->
                        change(withoutPassword, "Eve", STRANGER_EMAIL, Fixtures.STRANGER_PHONE, SecondFactor.EMAIL))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void says_when_a_username_is_taken() {
        app.given(Fixtures.otherUser());
        assertThat(change(caller, "EVE", EMAIL, PHONE, SecondFactor.NONE))
                .isEqualTo(new AccountChange.Faulty(Set.of(AccountFault.USERNAME_TAKEN)));
    }

    @Test
    void saves_nothing_over_somebody_elses_change() {
        change(caller, "countess", EMAIL, PHONE, SecondFactor.NONE);
        assertThatThrownBy(() -> change(caller, "duchess", EMAIL, PHONE, SecondFactor.NONE))
                .isInstanceOf(ConcurrentChangeException.class);
    }

    @Test
    void refuses_a_change_whose_code_may_not_be_sent_yet_and_takes_it_after_the_wait() {
        change(caller, "Ada", NEW_EMAIL, PHONE, SecondFactor.NONE);
        Caller again = app.givenSession(user);
        AccountChange.Refused refused =
                (AccountChange.Refused) change(again, "Ada", NEW_EMAIL, PHONE, SecondFactor.NONE);
        app.clock.advance(refused.why().retryAfter());
        assertThat(change(again, "Ada", NEW_EMAIL, PHONE, SecondFactor.NONE)).isInstanceOf(AccountChange.Changed.class);
    }

    @Test
    void sends_no_code_to_an_own_contact_that_is_not_named_anew() {
        User unverified = app.given(
                Fixtures.otherUser().remove(ContactKind.EMAIL, Fixtures.NOW).claim(NEW_EMAIL, Fixtures.NOW));
        app.clock.advance(TOO_OLD);
        AccountChange outcome = change(
                new Caller(unverified, Optional.empty()),
                "countess",
                NEW_EMAIL,
                Fixtures.STRANGER_PHONE,
                SecondFactor.NONE);
        assertThat(((AccountChange.Changed) outcome).challenges()).isEmpty();
        assertThat(app.outbox()).isEmpty();
        assertThat(app.user(unverified.id()).email()).isEqualTo(NEW_EMAIL);
    }

    private static ChangeAccountCommand renaming(Caller by, Username username, Edit<String> name) {
        return new ChangeAccountCommand(
                by,
                AccountEdits.of(new Edit.Become<>(username), name, new Edit.Become<>(EMAIL), new Edit.Become<>(PHONE))
                        .with(Locale.ENGLISH, SecondFactor.NONE),
                new ChangeAccountCommand.Proof.ByCode(ORIGIN));
    }

    @Test
    void takes_only_so_many_changes_of_username_those_to_taken_ones_included() {
        TestApplication throttled =
                TestApplication.settings().throttles(Fixtures.throttles(2)).start();
        User owner = throttled.given(Fixtures.anyUser());
        throttled.given(Fixtures.otherUser());
        Caller renaming = throttled.givenSession(owner);
        ChangeAccountCommand toTaken = renaming(renaming, new Username("Eve"), new Edit.Remove<>());
        for (int i = 0; i < 2; i++) {
            assertThat(throttled.changeAccount.change(toTaken))
                    .isEqualTo(new AccountChange.Faulty(Set.of(AccountFault.USERNAME_TAKEN)));
        }
        AccountChange.Refused refused = (AccountChange.Refused) throttled.changeAccount.change(toTaken);
        ChangeAccountCommand renamedNot = renaming(renaming, owner.username(), new Edit.Become<>("Ada"));
        throttled.clock.advance(refused.why().retryAfter());
        assertThat(throttled.changeAccount.change(toTaken))
                .isEqualTo(new AccountChange.Faulty(Set.of(AccountFault.USERNAME_TAKEN)));
        assertThat(throttled.changeAccount.change(renamedNot)).isInstanceOf(AccountChange.Changed.class);
    }
}
