package io.latchkey.application.admin.service;

import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.session.Caller;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.admin.Reason;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** People who administer, and people who are administered. */
final class Administration {
    static final Reason REASON = new Reason("a ticket");

    final TestApplication app;
    private int people = 100;

    Administration() {
        this(TestApplication.start());
    }

    Administration(TestApplication app) {
        this.app = app;
    }

    User person(String... roles) {
        int number = people++;
        User user = Fixtures.user(
                number,
                "person" + number,
                new EmailAddress("person" + number + "@example.org"),
                new PhoneNumber("+49151" + (10_000_000 + number)));
        return app.given(roles.length == 0 ? user : user.withRoles(Set.copyOf(List.of(roles)), Fixtures.NOW));
    }

    /** An act with a reason, by somebody with this role who has just signed in. */
    Act by(String role) {
        return by(app.givenSession(person("user", role)));
    }

    static Act by(Caller caller) {
        return new Act(new Actor.Person(caller, Fixtures.ORIGIN), Optional.of(REASON));
    }

    static Act withoutReason(Act act) {
        return new Act(act.actor(), Optional.empty());
    }

    static <T> Administered<T> done(T result) {
        return new Administered.Done<>(result);
    }
}
