package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static io.latchkey.application.testkit.Fixtures.STRANGER_PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.account.AccountChange;
import io.latchkey.application.account.AccountEdits;
import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.Edit;
import io.latchkey.application.account.TakenContacts;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.ticket.TicketHolder;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountChangeByValidationTest {
    private static final String APP = "acme";
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private static final TicketHolder HOLDER = TicketHolder.of(ORIGIN, Set.of());

    private TestApplication app = TestApplication.start();

    private void validate(Contact... contacts) {
        for (Contact contact : contacts) {
            validateFor(APP, contact);
        }
    }

    private void validateFor(String name, Contact contact) {
        app.unitOfWork.execute(() -> {
            app.tickets.validate(name, contact, Optional.empty(), ORIGIN, LIFETIME);
            return contact;
        });
    }

    private boolean isValidated(Contact contact) {
        return app.unitOfWork.read(() -> app.tickets.isValidated(APP, contact, HOLDER));
    }

    private AccountChange faultyChange(AccountFault... faults) {
        return new AccountChange.Faulty(Set.of(faults));
    }

    private SignIn signIn(Contact contact, Password password) {
        return app.signIn.signIn(
                SignInCommand.ByPassword.of(new LoginName.ByContact(contact), password, REQUESTER.origin()));
    }

    private Caller signedIn() {
        User user = app.given(Fixtures.anyUser().withPassword(app.hasher.hash(PASSWORD), Fixtures.NOW));
        return app.givenSession(user);
    }

    private AccountChange change(
            Caller caller, String username, EmailAddress email, PhoneNumber phone, Password password) {
        AccountEdits edits = AccountEdits.of(
                        Edit.toOrKeep(Optional.ofNullable(username).map(Username::new)),
                        new Edit.Become<>("Countess"),
                        Edit.toOrKeep(Optional.ofNullable(email)),
                        Edit.toOrKeep(Optional.ofNullable(phone)))
                .with(Optional.ofNullable(password));
        return app.changeAccount.change(new ChangeAccountCommand(
                caller, edits, new ChangeAccountCommand.Proof.ByValidation(APP, HOLDER, TakenContacts.TOLD)));
    }

    @Test
    void changes_what_is_named_and_leaves_the_rest() {
        Caller caller = signedIn();
        User changed = ((AccountChange.Changed) change(caller, null, null, null, null)).user();
        assertThat(changed.name()).isEqualTo("Countess");
        assertThat(changed.username()).isEqualTo(caller.user().username());
        assertThat(changed.verifiedContacts()).isEqualTo(caller.user().verifiedContacts());
        assertThat(signIn(EMAIL, PASSWORD)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void changes_password_and_contacts_only_right_after_a_sign_in() {
        Caller caller = signedIn();
        validate(STRANGER_EMAIL, STRANGER_PHONE);
        app.clock.advance(Duration.ofMinutes(10).plusMillis(1));
        Caller credential = new Caller(caller.user(), Optional.empty());
        for (Caller old : List.of(caller, credential)) {
            assertThat(change(old, null, STRANGER_EMAIL, null, null)).isEqualTo(tooOld());
            assertThat(change(old, null, null, STRANGER_PHONE, null)).isEqualTo(tooOld());
            assertThat(change(old, null, null, null, OTHER_PASSWORD)).isEqualTo(tooOld());
        }
        assertThat(app.user(caller.user().id())).isEqualTo(caller.user());
        assertThat(isValidated(STRANGER_EMAIL)).isTrue();
        assertThat(change(caller, "Ada", EMAIL, PHONE, null)).isInstanceOf(AccountChange.Changed.class);
    }

    private static AccountChange tooOld() {
        return new AccountChange.NotConfirmed(new Unconfirmed.SignInTooOld());
    }

    @Test
    void needs_no_validation_for_the_own_contacts_however_they_are_spelt() {
        Caller caller = signedIn();
        assertThat(change(caller, "Ada", new EmailAddress("ADA@example.org"), PHONE, null))
                .isInstanceOf(AccountChange.Changed.class);
    }

    @Test
    void needs_a_validation_for_an_own_contact_that_is_only_claimed() {
        User user = app.given(
                Fixtures.anyUser().remove(ContactKind.PHONE, Fixtures.NOW).claim(PHONE, Fixtures.NOW));
        Caller caller = app.givenSession(user);
        assertThat(change(caller, null, null, PHONE, null)).isEqualTo(faultyChange(AccountFault.PHONE_NOT_VALIDATED));
        validate(PHONE);
        assertThat(change(caller, null, null, PHONE, null)).isInstanceOf(AccountChange.Changed.class);
        assertThat(app.user(user.id()).phoneVerified()).isTrue();
    }

    @Test
    void takes_no_validation_that_somebody_else_earned() {
        Caller caller = signedIn();
        app.unitOfWork.execute(
                () -> app.tickets.validate(APP, STRANGER_EMAIL, Optional.empty(), OTHER_ORIGIN, LIFETIME));
        assertThat(change(caller, null, STRANGER_EMAIL, null, null))
                .isEqualTo(faultyChange(AccountFault.EMAIL_NOT_VALIDATED));
    }

    @Test
    void takes_a_validated_contact_in_the_place_of_the_old_one_and_tells_all() {
        Caller caller = signedIn();
        assertThat(change(caller, null, STRANGER_EMAIL, null, null))
                .isEqualTo(faultyChange(AccountFault.EMAIL_NOT_VALIDATED));
        validate(STRANGER_EMAIL);
        change(caller, null, STRANGER_EMAIL, null, null);
        assertThat(isValidated(STRANGER_EMAIL)).isFalse();
        assertThat(app.user(caller.user().id()).verifiedContacts()).containsExactly(STRANGER_EMAIL, PHONE);
        app.deliver();
        for (Contact told : List.of(EMAIL, STRANGER_EMAIL, PHONE)) {
            assertThat(app.gateway.messagesTo(told).get(0).kind()).isEqualTo(MessageKind.CONTACT_CHANGED);
        }
    }

    @Test
    void changes_nothing_where_one_of_several_is_at_fault() {
        app.given(Fixtures.otherUser());
        Caller caller = signedIn();
        validate(STRANGER_PHONE);
        assertThat(change(caller, "eve", new EmailAddress("new@example.org"), STRANGER_PHONE, OTHER_PASSWORD))
                .isEqualTo(faultyChange(
                        AccountFault.USERNAME_TAKEN, AccountFault.EMAIL_NOT_VALIDATED, AccountFault.PHONE_TAKEN));
        assertThat(app.user(caller.user().id())).isEqualTo(caller.user());
        assertThat(isValidated(STRANGER_PHONE)).isTrue();
    }

    @Test
    void ends_the_other_sessions_with_a_new_password_and_keeps_this_one() {
        Caller caller = signedIn();
        Caller elsewhere = app.givenSession(caller.user());
        change(caller, null, null, null, OTHER_PASSWORD);
        assertThat(app.listSessions.list(caller))
                .extracting(session -> session.id())
                .containsExactly(caller.session().orElseThrow().id())
                .doesNotContain(elsewhere.session().orElseThrow().id());
        assertThat(signIn(EMAIL, PASSWORD)).isEqualTo(new SignIn.WrongCredentials());
        assertThat(signIn(EMAIL, OTHER_PASSWORD)).isInstanceOf(SignIn.SignedIn.class);
        app.deliver();
        assertThat(app.gateway.messagesTo(EMAIL).get(0).kind()).isEqualTo(MessageKind.PASSWORD_CHANGED);
    }

    @Test
    void refuses_a_new_password_that_is_the_new_name() {
        Caller caller = signedIn();
        assertThatThrownBy(
                        () -> change(caller, "countess-of-lovelace", null, null, new Password("countess-of-lovelace")))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> assertThat(refused.field()).isEqualTo("password"));
    }

    @Test
    void counts_changes_of_names_and_passwords_by_account() {
        app = TestApplication.settings().throttles(Fixtures.throttles(1)).start();
        Caller caller = signedIn();
        assertThat(change(caller, "ada2", null, null, null)).isInstanceOf(AccountChange.Changed.class);
        assertThat(change(caller, null, null, null, OTHER_PASSWORD)).isInstanceOf(AccountChange.Refused.class);
        assertThat(change(caller, null, null, null, null)).isInstanceOf(AccountChange.Changed.class);
    }

    @Test
    void gives_a_validated_contact_to_one_of_two_who_change_at_once() {
        Caller ada = signedIn();
        Caller eve = app.givenSession(app.given(Fixtures.otherUser()));
        EmailAddress wanted = new EmailAddress("new@example.org");
        validate(wanted);
        java.util.concurrent.atomic.AtomicInteger turn = new java.util.concurrent.atomic.AtomicInteger();
        List<AccountChange> outcomes =
                Concurrently.run(2, () -> change(turn.getAndIncrement() == 0 ? ada : eve, null, wanted, null, null));
        assertThat(outcomes).filteredOn(AccountChange.Changed.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(faultyChange(AccountFault.EMAIL_TAKEN)::equals)
                .hasSize(1);
    }
}
