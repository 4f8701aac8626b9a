package io.latchkey.application.admin.service;

import static io.latchkey.application.admin.service.Administration.REASON;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Denial;
import io.latchkey.application.admin.UserSearch;
import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.RecordingAuditTrail;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminGateTest {
    private final Administration people = new Administration();
    private final TestApplication app = people.app;
    private final User ada = people.person();

    private Administered<?> disable(Act act) {
        return app.admin.userStanding.disable(act, ada.id());
    }

    private Administered<?> unlock(Act act) {
        return app.admin.helpUsers.unlock(act, ada.id());
    }

    private Administered<?> read(Act act) {
        return app.admin.manageUsers.read(act, ada.id());
    }

    private static Administered<?> denied(Denial why) {
        return new Administered.Denied<>(why);
    }

    @Test
    void lets_nobody_in_without_a_role() {
        Act act = people.by("user");
        assertThat(read(act)).isEqualTo(denied(Denial.NO_ROLE));
        assertThat(unlock(act)).isEqualTo(denied(Denial.NO_ROLE));
        assertThat(app.admin.manageUsers.find(act, UserSearch.ALL, Optional.empty(), 10))
                .isEqualTo(denied(Denial.NO_ROLE));
    }

    @Test
    void counts_the_roles_of_a_credential_and_not_those_of_its_owner() {
        User admin = people.person("user", "admin");
        Caller limited = new Caller(admin, Optional.empty(), Set.of("user"));
        assertThat(read(Administration.by(limited))).isEqualTo(denied(Denial.NO_ROLE));
        assertThat(read(Administration.by(new Caller(admin, Optional.empty())))).isInstanceOf(Administered.Done.class);
    }

    @Test
    void asks_for_a_recent_sign_in_before_what_is_dangerous() {
        Act act = people.by("support");
        app.clock.advance(Duration.ofMinutes(10).plusMillis(1));
        assertThat(disable(act)).isEqualTo(denied(Denial.SIGN_IN_TOO_OLD));
        assertThat(unlock(act)).isInstanceOf(Administered.Done.class);
        assertThat(disable(people.by("support"))).isInstanceOf(Administered.Done.class);
    }

    @Test
    void takes_no_credential_for_what_is_dangerous() {
        Caller program = new Caller(people.person("user", "admin"), Optional.empty());
        assertThat(disable(Administration.by(program))).isEqualTo(denied(Denial.SIGN_IN_TOO_OLD));
    }

    @Test
    void asks_for_a_reason_before_what_is_dangerous() {
        Act act = Administration.withoutReason(people.by("admin"));
        assertThat(disable(act)).isEqualTo(denied(Denial.NO_REASON));
        assertThat(unlock(act)).isInstanceOf(Administered.Done.class);
        assertThat(disable(new Act(new Actor.CommandLine(), Optional.empty()))).isEqualTo(denied(Denial.NO_REASON));
        assertThat(disable(new Act(new Actor.CommandLine(), Optional.of(REASON))))
                .isInstanceOf(Administered.Done.class);
    }

    @ParameterizedTest
    @CsvSource({"pwd,false", "sms,false", "otp,false", "sms otp,false", "pwd sms mfa,true", "pwd otp,true"})
    void asks_for_a_password_and_a_code_where_that_is_required(String methods, boolean isEnough) {
        Administration strict = new Administration(
                TestApplication.settings().administratorsByTwoSteps().start());
        User admin = strict.person("user", "admin");
        Session session = Session.open(
                new SessionId(UUID.randomUUID()),
                admin.id(),
                List.of(methods.split(" ")),
                new Session.Origin("native", "JUnit", "192.0.2.10"),
                Fixtures.sessionPolicy(),
                strict.app.clock.instant());
        Administered<?> outcome = strict.app.admin.manageUsers.read(
                Administration.by(new Caller(admin, Optional.of(session))), admin.id());
        if (isEnough) {
            assertThat(outcome).isInstanceOf(Administered.Done.class);
        } else {
            assertThat(outcome).isEqualTo(denied(Denial.ONE_FACTOR));
        }
        assertThat(strict.app.admin.manageUsers.read(
                        Administration.by(new Caller(admin, Optional.empty())), admin.id()))
                .as("an API credential")
                .isEqualTo(denied(Denial.ONE_FACTOR));
    }

    @Test
    void keeps_those_who_administer_out_of_reach_of_helpers() {
        Act support = people.by("support");
        for (String role : List.of("admin", "support", "auditor")) {
            User colleague = people.person("user", role);
            assertThat(app.admin.userStanding.disable(support, colleague.id())).isEqualTo(denied(Denial.NO_ROLE));
            assertThat(app.admin.helpUsers.startReset(support, colleague.id())).isEqualTo(denied(Denial.NO_ROLE));
        }
        assertThat(app.admin.userStanding.disable(
                        people.by("admin"), people.person("user", "support").id()))
                .isInstanceOf(Administered.Done.class);
    }

    @Test
    void records_every_deed_and_every_refusal_with_its_actor() {
        Act support = people.by("support");
        disable(support);
        disable(people.by("auditor"));
        assertThat(app.audit.entries())
                .filteredOn(entry -> entry.details().containsKey("deed"))
                .satisfiesExactly(
                        entry -> assertThat(entry)
                                .isEqualTo(new RecordingAuditTrail.Entry(
                                        AuditTrail.Event.ADMINISTERED,
                                        Map.of(
                                                "actor", support.actor().name(),
                                                "deed", "disable-user",
                                                "user", ada.id().toString(),
                                                "note", REASON.text(),
                                                "network", Fixtures.ORIGIN.network(),
                                                "app", "native"))),
                        entry -> assertThat(entry.details())
                                .containsEntry("deed", "disable-user")
                                .containsEntry("reason", "no role for it"));
        assertThat(app.audit.events()).contains(AuditTrail.Event.ADMINISTRATION_REFUSED);
    }
}
