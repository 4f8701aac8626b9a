package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.account.AccountDeletion;
import io.latchkey.application.listing.port.ListingRepository;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Target;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeleteAccountServiceTest {
    private static final Duration TOO_OLD = Duration.ofMinutes(10).plusMillis(1);
    private final TestApplication app = TestApplication.start();

    private final User user =
            app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW));

    private final Caller caller = app.givenSession(user);

    @Test
    void deletes_an_account_right_after_a_sign_in_only() {
        app.clock.advance(TOO_OLD);
        assertThat(app.deleteAccount.delete(caller, Optional.empty()))
                .isEqualTo(notConfirmed(new Unconfirmed.SignInTooOld()));
        assertThat(app.deleteAccount.delete(new Caller(user, Optional.empty()), Optional.empty()))
                .isEqualTo(notConfirmed(new Unconfirmed.SignInTooOld()));
        Caller recent = app.givenSession(user);
        assertThat(app.deleteAccount.delete(recent, Optional.empty())).isEqualTo(new AccountDeletion.Deleted());
        assertThat(app.listSessions.list(recent)).isEmpty();
    }

    @Test
    void deletes_an_account_by_its_current_password() {
        app.clock.advance(TOO_OLD);
        assertThat(app.deleteAccount.delete(caller, Optional.of(new CurrentPassword(OTHER_PASSWORD, ORIGIN))))
                .isEqualTo(notConfirmed(new Unconfirmed.WrongPassword()));
        assertThat(app.deleteAccount.delete(caller, Optional.of(new CurrentPassword(PASSWORD, ORIGIN))))
                .isEqualTo(new AccountDeletion.Deleted());
    }

    @Test
    void keeps_the_last_account_that_administers() {
        User admin = givenAdministrator(11);
        User disabled = givenAdministrator(12);
        app.unitOfWork.execute(() -> {
            app.userRepository.update(disabled.disable(Fixtures.NOW));
            return disabled;
        });

        assertThat(app.deleteAccount.delete(app.givenSession(admin), Optional.empty()))
                .isEqualTo(new AccountDeletion.Indispensable());
        assertThat(app.user(admin.id())).isEqualTo(admin);

        givenAdministrator(13);
        assertThat(app.deleteAccount.delete(app.givenSession(admin), Optional.empty()))
                .isEqualTo(new AccountDeletion.Deleted());
        assertThat(app.unitOfWork.read(() -> app.userRepository.find(admin.id())))
                .isEmpty();
    }

    @Test
    void forgets_who_made_listings() {
        Listing listing = new Listing(
                UUID.randomUUID(),
                Listing.Effect.BLOCK,
                Target.prefix("+4915"),
                "too many codes",
                user.id().toString(),
                Fixtures.NOW,
                Fixtures.NOW.plus(Duration.ofDays(1)));
        ListingRepository listings = app.adminStores.listings();
        app.unitOfWork.execute(() -> {
            listings.insert(listing);
            return listing;
        });

        app.deleteAccount.delete(caller, Optional.empty());

        assertThat(app.unitOfWork
                        .read(() -> listings.find(listing.id()))
                        .orElseThrow()
                        .madeBy())
                .isNotEqualTo(listing.madeBy());
    }

    private User givenAdministrator(int number) {
        return app.given(Fixtures.user(
                        number,
                        "admin" + number,
                        new EmailAddress("admin" + number + "@example.org"),
                        new PhoneNumber("+49151" + (10_000_000 + number)))
                .withRoles(Set.of(User.ROLE_USER, "admin"), Fixtures.NOW));
    }

    private static AccountDeletion notConfirmed(Unconfirmed why) {
        return new AccountDeletion.NotConfirmed(why);
    }
}
