package io.latchkey.application.admin.service;

import static io.latchkey.application.testkit.Fixtures.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Denial;
import io.latchkey.application.admin.NewListing;
import io.latchkey.application.admin.Obstacle;
import io.latchkey.application.admin.Page;
import io.latchkey.application.admin.PersonalRecords;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.AuditSubjects;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.Suppression;
import io.latchkey.domain.delivery.SuppressionCause;
import io.latchkey.domain.listing.Listing.Effect;
import io.latchkey.domain.listing.Target.Kind;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    void ends_one_of_somebodys_sessions() {
        Caller kept = app.givenSession(ada);
        Caller ended = app.givenSession(ada);
        Act support = people.by("support");
        SessionId session = ended.session().orElseThrow().id();
        assertThat(app.admin.helpUsers.endSession(support, ada.id(), session)).isInstanceOf(Administered.Done.class);
        assertThat(app.admin.helpUsers.endSession(support, ada.id(), session)).isEqualTo(new Administered.Missing<>());
        assertThat(app.admin.helpUsers.findSessions(support, ada.id(), Optional.empty(), 50))
                .isEqualTo(Administration.done(new Page<>(List.of(kept.session().orElseThrow()), Optional.empty())));
        assertThat(app.admin.helpUsers.endSession(
                        support,
                        people.person().id(),
                        kept.session().orElseThrow().id()))
                .as("a session of somebody else")
                .isEqualTo(new Administered.Missing<>());
    }

    @Test
    void revokes_one_of_somebodys_credentials() {
        ApiCredential credential = Fixtures.anyCredential(ada);
        app.unitOfWork.execute(() -> {
            app.credentialRepository.insert(credential);
            return true;
        });
        Act support = people.by("support");
        assertThat(app.admin.helpUsers.findCredentials(people.by("auditor"), ada.id()))
                .isEqualTo(Administration.done(List.of(credential)));
        assertThat(app.admin.helpUsers.revokeCredential(people.by("auditor"), ada.id(), credential.id()))
                .isEqualTo(new Administered.Denied<>(Denial.NO_ROLE));
        assertThat(app.admin.helpUsers.revokeCredential(support, ada.id(), credential.id()))
                .isInstanceOf(Administered.Done.class);
        assertThat(app.admin.helpUsers.findCredentials(support, ada.id())).isEqualTo(Administration.done(List.of()));
        assertThat(app.audit.events()).contains(AuditTrail.Event.CREDENTIAL_REVOKED);
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

    /** Whoever asks by username must not learn of it; whoever administers must. */
    @Test
    void tells_that_nothing_is_sent_to_a_contact_that_is_suppressed() {
        givenOptOut(ada.email());
        int before = app.outbox().size();
        Act support = people.by("support");
        Administered<UserRecord> closed = new Administered.Impossible<>(Obstacle.CONTACT_CLOSED);
        assertThat(app.admin.helpUsers.startReset(support, ada.id())).isEqualTo(closed);
        assertThat(app.admin.helpUsers.invite(support, ada.id())).isEqualTo(closed);
        assertThat(app.outbox()).hasSize(before);
        app.admin.helpUsers.liftSuppressions(support, ada.email());
        assertThat(app.admin.helpUsers.invite(support, ada.id())).isInstanceOf(Administered.Done.class);
    }

    @Test
    void tells_that_nothing_is_sent_to_a_contact_that_an_operator_blocks() {
        Instant end = app.clock.instant().plus(Duration.ofHours(1));
        assertThat(app.admin.manageListings.add(
                        people.by("admin"),
                        NewListing.parse(Effect.BLOCK, Kind.CONTACT, ada.email().value(), end, app.contacts)))
                .isInstanceOf(Administered.Done.class);
        Act support = people.by("support");
        assertThat(app.admin.helpUsers.startReset(support, ada.id())).isInstanceOf(Administered.Refused.class);
        assertThat(app.admin.helpUsers.invite(support, ada.id())).isInstanceOf(Administered.Refused.class);
        assertThat(app.outbox()).isEmpty();
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
        assertThat(app.admin.helpUsers.export(people.by("admin"), ada.id()).<Integer>answer(new SizeOf("sessions")))
                .isEqualTo(1);
    }

    @Test
    void shows_and_lifts_what_is_closed_to_a_contact() {
        givenOptOut(PHONE);
        assertThat(app.admin.helpUsers.readSuppressions(people.by("auditor"), PHONE))
                .isEqualTo(Administration.done(stored(PHONE)));
        List<Suppression> closed = stored(PHONE);
        assertThat(closed).extracting(Suppression::provider).containsExactly("recording");
        assertThat(app.admin.helpUsers.liftSuppressions(people.by("support"), PHONE))
                .isEqualTo(Administration.done(closed));
        assertThat(stored(PHONE)).isEmpty();
        assertThat(app.admin.helpUsers.liftSuppressions(people.by("support"), PHONE))
                .isEqualTo(Administration.done(List.of()));
        assertThat(app.audit.entries())
                .filteredOn(entry -> "lift-suppressions".equals(entry.details().get("deed")))
                .first()
                .satisfies(entry -> assertThat(entry.details())
                        .containsEntry("contact", new AuditSubjects(app.digester).of(PHONE))
                        .containsEntry("note", Administration.REASON.text()));
    }

    @Test
    void lifts_nothing_without_a_reason_and_for_nobody_who_only_reads() {
        givenOptOut(PHONE);
        assertThat(app.admin.helpUsers.liftSuppressions(Administration.withoutReason(people.by("support")), PHONE))
                .isEqualTo(new Administered.Denied<>(Denial.NO_REASON));
        assertThat(app.admin.helpUsers.liftSuppressions(people.by("auditor"), PHONE))
                .isEqualTo(new Administered.Denied<>(Denial.NO_ROLE));
        assertThat(stored(PHONE)).hasSize(1);
    }

    @Test
    void exports_what_is_closed_to_a_person() {
        givenOptOut(ada.phone());
        assertThat(app.admin.helpUsers.export(people.by("admin"), ada.id()).<Integer>answer(new SizeOf("suppressions")))
                .isEqualTo(1);
    }

    private void givenOptOut(Contact contact) {
        app.gateway.answer(new DeliveryOutcome.Rejected("opted-out (STOP)", SuppressionCause.OPTED_OUT));
        app.sendCode.send(SendCodeCommand.asked(OtpPurpose.parse("custom:pay"), contact, Fixtures.REQUESTER));
        app.deliver();
    }

    private List<Suppression> stored(Contact contact) {
        return app.unitOfWork.read(() -> app.suppressions.of(contact));
    }

    private static final class SizeOf implements Administered.Cases<PersonalRecords, Integer> {
        private final String subject;

        SizeOf(String subject) {
            this.subject = subject;
        }

        @Override
        public Integer done(PersonalRecords result) {
            return result.subjects().getOrDefault(subject, List.of()).size();
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
