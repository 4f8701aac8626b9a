package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static io.latchkey.application.testkit.Fixtures.STRANGER_PHONE;
import static io.latchkey.application.testkit.Fixtures.USERNAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.GuessLimits;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.Registration;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnprovenRegistrationTest {
    private TestApplication app = start(100, 100);

    private static TestApplication start(int perAddress, int overall) {
        return TestApplication.settings()
                .guesses(new GuessLimits(Fixtures.limit("per-address", perAddress), Fixtures.limit("overall", overall)))
                .start();
    }

    private Registration open(String username, Optional<EmailAddress> email, Optional<PhoneNumber> phone) {
        NewAccount account = NewAccount.named(Optional.of(new Username(username)), Optional.of("Ada"))
                .reachedAt(email, phone)
                .protectedBy(Optional.of(PASSWORD));
        return app.register.register(RegisterCommand.unproven(account, REQUESTER));
    }

    private User opened(String username, EmailAddress email) {
        return ((Registration.Completed) open(username, Optional.of(email), Optional.empty())).user();
    }

    private static Registration faulty(AccountFault fault) {
        return new Registration.Faulty(Set.of(fault));
    }

    private boolean hasPassword(User user, Password password) {
        return app.hasher.currentHash(password).equals(app.user(user.id()).passwordHash());
    }

    @Test
    void opens_an_account_that_is_active_and_has_verified_nothing() {
        User user = opened("Ada", EMAIL);
        User stored = app.user(user.id());
        assertThat(stored.isActive()).isTrue();
        assertThat(stored.emailVerified()).isFalse();
        assertThat(stored.roles()).containsExactly(User.ROLE_USER);
        assertThat(hasPassword(user, PASSWORD)).isTrue();
        assertThat(app.userBy(new LoginName.ByContact(EMAIL))).isEmpty();
        assertThat(app.outbox()).isEmpty();
    }

    @Test
    void refuses_what_belongs_to_somebody() {
        app.given(Fixtures.anyUser());
        opened("Grace", STRANGER_EMAIL);
        assertThat(open("ADA", Optional.empty(), Optional.empty())).isEqualTo(faulty(AccountFault.USERNAME_TAKEN));
        assertThat(open("Eve", Optional.of(EMAIL), Optional.empty())).isEqualTo(faulty(AccountFault.EMAIL_TAKEN));
        assertThat(open("Eve", Optional.empty(), Optional.of(PHONE))).isEqualTo(faulty(AccountFault.PHONE_TAKEN));
        assertThat(open("Eve", Optional.of(STRANGER_EMAIL), Optional.empty()))
                .isEqualTo(faulty(AccountFault.EMAIL_TAKEN));
        assertThat(open("Eve", Optional.empty(), Optional.of(STRANGER_PHONE)))
                .isInstanceOf(Registration.Completed.class);
    }

    @Test
    void gives_an_address_to_one_of_many_at_once() {
        List<Registration> outcomes = Concurrently.run(
                12, () -> open("user" + Thread.currentThread().getId(), Optional.of(EMAIL), Optional.of(PHONE)));
        assertThat(outcomes)
                .filteredOn(Registration.Completed.class::isInstance)
                .hasSize(1);
    }

    @Test
    void refuses_a_weak_password_before_it_costs_anything() {
        NewAccount account = NewAccount.named(Optional.of(USERNAME), Optional.empty())
                .protectedBy(Optional.of(new Password("short")));
        assertThatThrownBy(() -> app.register.register(RegisterCommand.unproven(account, REQUESTER)))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> assertThat(refused.field()).isEqualTo("password"));
        assertThat(app.hasher.hashes()).isZero();
    }

    @Test
    void throttles_openings_by_address() {
        app = TestApplication.settings().throttles(Fixtures.throttles(1)).start();
        open("Ada", Optional.empty(), Optional.empty());
        assertThat(open("Eve", Optional.empty(), Optional.empty())).isInstanceOf(Registration.Refused.class);
        assertThat(app.hasher.hashes()).isEqualTo(1);
    }
}
