package io.latchkey.application.admin.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.Registration;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Obstacle;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.session.Caller;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserStandingServiceTest {
    private final Administration people = new Administration();
    private final TestApplication app = people.app;
    private final User ada = people.person();

    private static Administered<UserRecord> impossible(Obstacle obstacle) {
        return new Administered.Impossible<>(obstacle);
    }

    private UserStatus status() {
        return app.user(ada.id()).status();
    }

    @Test
    void disables_at_once_and_ends_all_sessions() {
        Caller caller = app.givenSession(ada);
        app.admin.userStanding.disable(people.by("support"), ada.id());
        assertThat(status()).isEqualTo(UserStatus.DISABLED);
        assertThat(app.listSessions.list(caller)).isEmpty();
        assertThat(app.admin.userStanding.disable(people.by("support"), ada.id()))
                .isEqualTo(impossible(Obstacle.NOT_ACTIVE));
    }

    @Test
    void disables_an_account_that_nobody_proved_yet_so_that_its_code_opens_nothing() {
        EmailAddress contact = new EmailAddress("new@example.org");
        Registration registered = app.register.register(RegisterCommand.provenByCode(
                NewAccount.named(Optional.of(new Username("newcomer")), Optional.empty())
                        .reachedAt(Optional.of(contact), Optional.empty()),
                Fixtures.REQUESTER));
        assertThat(registered).isInstanceOf(Registration.Pending.class);
        app.dispatchOutbox.dispatch();
        app.dispatchOutbox.dispatch();
        User pending = app.unitOfWork
                .read(() -> app.userRepository.findByLogin(new LoginName.ByUsername(new Username("newcomer"))))
                .orElseThrow();
        assertThat(pending.status()).isEqualTo(UserStatus.PENDING);
        app.admin.userStanding.disable(people.by("support"), pending.id());
        ((Registration.Pending) registered)
                .challenges()
                .forEach(issued -> app.checkCode.check(CheckCodeCommand.proving(
                        issued.challenge().id(), app.gateway.codeTo(contact), Fixtures.ORIGIN)));
        assertThat(app.user(pending.id()).status()).isEqualTo(UserStatus.DISABLED);
        assertThat(app.user(pending.id()).emailVerified()).isFalse();
        app.admin.userStanding.enable(people.by("support"), pending.id());
        assertThat(app.user(pending.id()).status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(app.user(pending.id()).emailVerified()).isFalse();
    }

    @Test
    void enables_what_is_disabled_and_opens_no_old_session() {
        Caller caller = app.givenSession(ada);
        Act support = people.by("support");
        app.admin.userStanding.disable(support, ada.id());
        app.admin.userStanding.enable(support, ada.id());
        assertThat(status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(app.listSessions.list(caller)).isEmpty();
        assertThat(app.admin.userStanding.enable(support, ada.id())).isEqualTo(impossible(Obstacle.NOT_DISABLED));
    }

    @Test
    void leaves_ones_own_account_and_the_last_administrator_alone() {
        User admin = people.person("user", "admin");
        Act self = Administration.by(app.givenSession(admin));
        assertThat(app.admin.userStanding.disable(self, admin.id())).isEqualTo(impossible(Obstacle.OWN_ACCOUNT));
        assertThat(app.admin.userStanding.delete(self, admin.id())).isEqualTo(impossible(Obstacle.OWN_ACCOUNT));
        assertThat(app.admin.userStanding.erase(self, admin.id()))
                .isEqualTo(new Administered.Impossible<>(Obstacle.OWN_ACCOUNT));
        Act commandLine = new Act(new Actor.CommandLine(), Optional.of(Administration.REASON));
        assertThat(app.admin.userStanding.disable(commandLine, admin.id()))
                .isEqualTo(impossible(Obstacle.LAST_ADMINISTRATOR));
        people.person("user", "admin");
        assertThat(app.admin.userStanding.disable(commandLine, admin.id())).isInstanceOf(Administered.Done.class);
    }

    @Test
    void deletes_after_the_time_of_grace_and_tells_the_owner() {
        Act admin = people.by("admin");
        app.admin.userStanding.delete(admin, ada.id());
        assertThat(status()).isEqualTo(UserStatus.DISABLED);
        assertThat(app.admin.userStanding.enable(admin, ada.id())).isEqualTo(impossible(Obstacle.NOT_DISABLED));
        assertThat(app.admin.userStanding.delete(admin, ada.id())).isEqualTo(impossible(Obstacle.BEING_DELETED));
        assertThat(app.unitOfWork.read(() -> List.copyOf(app.outboxRepository.all())))
                .extracting(message -> message.kind())
                .contains(MessageKind.ACCOUNT_DELETED);
        app.clock.advance(Duration.ofDays(30).minusMillis(1));
        app.purge.run();
        assertThat(found(ada.id())).isTrue();
        app.clock.advance(Duration.ofMillis(1));
        app.purge.run();
        assertThat(found(ada.id())).isFalse();
    }

    private boolean found(UserId id) {
        return app.unitOfWork.read(() -> app.userRepository.find(id)).isPresent();
    }

    @Test
    void restores_an_account_as_it_was() {
        Act admin = people.by("admin");
        app.admin.userStanding.delete(admin, ada.id());
        app.admin.userStanding.restore(admin, ada.id());
        assertThat(status()).isEqualTo(UserStatus.ACTIVE);
        app.admin.userStanding.disable(admin, ada.id());
        app.admin.userStanding.delete(admin, ada.id());
        app.admin.userStanding.restore(admin, ada.id());
        assertThat(status()).isEqualTo(UserStatus.DISABLED);
        assertThat(app.admin.userStanding.restore(admin, ada.id())).isEqualTo(impossible(Obstacle.NOT_BEING_DELETED));
        app.clock.advance(Duration.ofDays(60));
        app.purge.run();
        assertThat(found(ada.id())).isTrue();
    }

    @Test
    void erases_at_once_and_for_good() {
        app.givenSession(ada);
        app.admin.userStanding.erase(people.by("admin"), ada.id());
        assertThat(found(ada.id())).isFalse();
        assertThat(app.admin.userStanding.erase(people.by("admin"), ada.id())).isEqualTo(new Administered.Missing<>());
        assertThat(app.given(ada).createdAt()).as("its names are free").isEqualTo(Fixtures.NOW);
    }
}
