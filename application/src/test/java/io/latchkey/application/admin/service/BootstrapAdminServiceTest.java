package io.latchkey.application.admin.service;

import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.admin.BootstrapAdminUseCase.Claim;
import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BootstrapAdminServiceTest {
    private final Administration people = new Administration();
    private final TestApplication app = people.app;
    private final User ada = people.person();

    private String token() {
        return app.admin.bootstrapAdmin.issue().orElseThrow().token();
    }

    private Claim claim(Caller caller, String token) {
        return app.admin.bootstrapAdmin.claim(caller, ORIGIN, token);
    }

    @Test
    void makes_the_first_administrator_and_no_second_one() {
        String token = token();
        assertThat(claim(app.givenSession(ada), token)).isEqualTo(Claim.CLAIMED);
        assertThat(app.user(ada.id()).roles()).containsExactlyInAnyOrder("user", "admin");
        assertThat(app.admin.bootstrapAdmin.issue()).isEmpty();
        assertThat(claim(app.givenSession(people.person()), token)).isEqualTo(Claim.REFUSED);
        assertThat(app.audit.events())
                .containsSubsequence(
                        AuditTrail.Event.BOOTSTRAP_TOKEN_ISSUED,
                        AuditTrail.Event.ADMINISTRATOR_MADE,
                        AuditTrail.Event.BOOTSTRAP_TOKEN_REFUSED);
    }

    @Test
    void refuses_a_token_that_was_replaced_is_over_or_came_after_an_administrator() {
        String first = token();
        String second = token();
        assertThat(claim(app.givenSession(ada), first)).isEqualTo(Claim.REFUSED);
        app.clock.advance(Duration.ofHours(1));
        assertThat(claim(app.givenSession(ada), second)).isEqualTo(Claim.REFUSED);
        String third = token();
        people.person("admin", "user");
        assertThat(claim(app.givenSession(ada), third)).isEqualTo(Claim.REFUSED);
    }

    @Test
    void takes_a_token_from_nobody_who_has_not_just_signed_in() {
        String token = token();
        assertThat(claim(new Caller(ada, Optional.empty()), token)).isEqualTo(Claim.SIGN_IN_TOO_OLD);
        Caller caller = app.givenSession(ada);
        app.clock.advance(Duration.ofMinutes(10).plusMillis(1));
        assertThat(claim(caller, token)).isEqualTo(Claim.SIGN_IN_TOO_OLD);
        assertThat(claim(app.givenSession(ada), token)).isEqualTo(Claim.CLAIMED);
    }
}
