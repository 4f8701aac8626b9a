package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_ORIGIN;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.Registration;
import io.latchkey.application.account.TakenContacts;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.ticket.TicketHolder;
import io.latchkey.domain.shared.Contact;
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

class RegistrationByValidationTest {
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

    private Registration register(String username, EmailAddress email, PhoneNumber phone) {
        return register(username, email, phone, PASSWORD, false);
    }

    private Registration register(
            String username, EmailAddress email, PhoneNumber phone, Password password, boolean conceal) {
        NewAccount account = NewAccount.named(Optional.of(new Username(username)), Optional.of("Ada L."))
                .reachedAt(Optional.of(email), Optional.ofNullable(phone))
                .protectedBy(Optional.of(password));
        RegisterCommand.Proof proof =
                new RegisterCommand.Proof.ByValidation(APP, HOLDER, TakenContacts.concealedIf(conceal));
        return app.register.register(new RegisterCommand(account, proof, REQUESTER));
    }

    private Registration faulty(AccountFault... faults) {
        return new Registration.Faulty(Set.of(faults));
    }

    private SignIn signIn(Contact contact, Password password) {
        return app.signIn.signIn(
                SignInCommand.ByPassword.of(new LoginName.ByContact(contact), password, REQUESTER.origin()));
    }

    @Test
    void makes_an_active_account_with_verified_contacts() {
        validate(EMAIL, PHONE);
        User user = ((Registration.Completed) register("ada", EMAIL, PHONE)).user();
        assertThat(app.user(user.id())).isEqualTo(user);
        assertThat(user.isActive()).isTrue();
        assertThat(user.verifiedContacts()).containsExactly(EMAIL, PHONE);
        assertThat(signIn(EMAIL, PASSWORD)).isInstanceOf(SignIn.SignedIn.class);
        assertThat(signIn(PHONE, PASSWORD)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void uses_each_validation_up() {
        validate(EMAIL, PHONE);
        register("ada", EMAIL, PHONE);
        assertThat(isValidated(EMAIL)).isFalse();
        assertThat(isValidated(PHONE)).isFalse();
        assertThat(register("eve", EMAIL, null)).isEqualTo(faulty(AccountFault.EMAIL_TAKEN));
    }

    @Test
    void names_every_contact_that_was_not_validated_and_uses_up_none() {
        assertThat(register("ada", EMAIL, PHONE))
                .isEqualTo(faulty(AccountFault.EMAIL_NOT_VALIDATED, AccountFault.PHONE_NOT_VALIDATED));
        validate(EMAIL);
        assertThat(register("ada", EMAIL, PHONE)).isEqualTo(faulty(AccountFault.PHONE_NOT_VALIDATED));
        assertThat(isValidated(EMAIL)).isTrue();
        assertThat(app.hasher.hashes()).isZero();
    }

    @Test
    void takes_no_validation_after_its_time() {
        validate(EMAIL);
        app.clock.advance(LIFETIME);
        assertThat(register("ada", EMAIL, null)).isEqualTo(faulty(AccountFault.EMAIL_NOT_VALIDATED));
    }

    @Test
    void takes_no_validation_that_somebody_else_earned() {
        app.unitOfWork.execute(() -> app.tickets.validate(APP, EMAIL, Optional.empty(), OTHER_ORIGIN, LIFETIME));
        assertThat(register("mallory", EMAIL, null)).isEqualTo(faulty(AccountFault.EMAIL_NOT_VALIDATED));
        assertThat(app.hasher.hashes()).isZero();
    }

    @Test
    void takes_no_validation_made_for_others_clients() {
        validateFor("dhiwise", EMAIL);
        assertThat(register("ada", EMAIL, null)).isEqualTo(faulty(AccountFault.EMAIL_NOT_VALIDATED));
    }

    @Test
    void names_everything_that_is_taken() {
        app.given(Fixtures.anyUser());
        assertThat(register("ADA", EMAIL, PHONE))
                .isEqualTo(faulty(AccountFault.USERNAME_TAKEN, AccountFault.EMAIL_TAKEN, AccountFault.PHONE_TAKEN));
    }

    @Test
    void tells_only_its_owner_that_a_contact_is_taken_where_accounts_are_concealed() {
        app.given(Fixtures.anyUser());
        assertThat(register("eve", EMAIL, null, PASSWORD, true)).isEqualTo(faulty(AccountFault.EMAIL_NOT_VALIDATED));
        validate(EMAIL);
        assertThat(register("eve", EMAIL, null, PASSWORD, true)).isEqualTo(faulty(AccountFault.EMAIL_TAKEN));
    }

    @Test
    void refuses_a_weak_password_or_a_bad_name_before_anything_is_counted() {
        validate(EMAIL);
        assertThatThrownBy(() -> register("ada", EMAIL, null, new Password("short"), false))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> assertThat(refused.field()).isEqualTo("password"));
        assertThat(isValidated(EMAIL)).isTrue();
    }

    @Test
    void counts_registrations_by_address_before_it_looks() {
        app = TestApplication.settings().throttles(Fixtures.throttles(2)).start();
        register("ada", EMAIL, null);
        register("ada", EMAIL, null);
        assertThat(register("ada", EMAIL, null)).isInstanceOf(Registration.Refused.class);
    }

    @Test
    void makes_one_account_of_one_validation_in_fifty_threads() {
        validate(EMAIL);
        java.util.concurrent.atomic.AtomicInteger number = new java.util.concurrent.atomic.AtomicInteger();
        List<Registration> outcomes =
                Concurrently.run(50, () -> register("ada" + number.incrementAndGet(), EMAIL, null));
        assertThat(outcomes)
                .filteredOn(Registration.Completed.class::isInstance)
                .hasSize(1);
        assertThat(outcomes)
                .filteredOn(faulty(AccountFault.EMAIL_TAKEN)::equals)
                .hasSize(49);
    }
}
