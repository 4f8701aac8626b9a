package io.latchkey.application.admin.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Denial;
import io.latchkey.application.admin.Obstacle;
import io.latchkey.application.admin.PersonalRecords;
import io.latchkey.application.session.Caller;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelpUsersServiceTest {
    private final Administration people = new Administration();
    private final TestApplication app = people.app;
    private final User ada = people.person();

    @Test
    void ends_all_sessions() {
        Caller caller = app.givenSession(ada);
        app.givenSession(ada);
        app.admin.helpUsers.signOut(people.by("support"), ada.id());
        assertThat(app.listSessions.list(caller)).isEmpty();
    }

    @Test
    void lifts_what_wrong_passwords_shut() {
        Lane lane = Lane.ofStrangers(ada.id().value());
        app.unitOfWork.execute(() -> {
            app.failureRepository.save(lane, new SignInFailures(100, Fixtures.NOW), Fixtures.NOW);
            return true;
        });
        app.admin.helpUsers.unlock(people.by("support"), ada.id());
        assertThat(app.unitOfWork.<SignInFailures>execute(() -> app.failureRepository.findForUpdate(lane)))
                .isEqualTo(SignInFailures.NONE);
    }

    @Test
    void sends_a_reset_to_the_owner_and_shows_it_to_nobody_else() {
        Administered<?> outcome = app.admin.helpUsers.startReset(people.by("support"), ada.id());
        assertThat(outcome).isInstanceOf(Administered.Done.class);
        assertThat(app.unitOfWork.read(() -> List.copyOf(app.outboxRepository.all())))
                .filteredOn(message -> message.kind() == MessageKind.CODE)
                .extracting(message -> message.contact())
                .containsExactly(ada.email());
        assertThat(app.user(ada.id()).passwordHash()).isNull();
    }

    @Test
    void invites_nobody_who_is_disabled() {
        app.admin.userStanding.disable(people.by("admin"), ada.id());
        assertThat(app.admin.helpUsers.invite(people.by("support"), ada.id()))
                .isEqualTo(new Administered.Impossible<>(Obstacle.NOT_ACTIVE));
    }

    @Test
    void exports_what_is_held_about_a_person() {
        app.givenSession(ada);
        assertThat(app.admin.helpUsers.export(people.by("admin"), ada.id()).<Integer>answer(new SizeOfSessions()))
                .isEqualTo(1);
    }

    private static final class SizeOfSessions implements Administered.Cases<PersonalRecords, Integer> {
        @Override
        public Integer done(PersonalRecords result) {
            return result.subjects().getOrDefault("sessions", List.of()).size();
        }

        @Override
        public Integer denied(Denial why) {
            return -1;
        }

        @Override
        public Integer missing() {
            return -1;
        }

        @Override
        public Integer overtaken() {
            return -1;
        }

        @Override
        public Integer faulty(AccountFault fault) {
            return -1;
        }

        @Override
        public Integer impossible(Obstacle obstacle) {
            return -1;
        }

        @Override
        public Integer refused(TooSoon why) {
            return -1;
        }
    }
}
