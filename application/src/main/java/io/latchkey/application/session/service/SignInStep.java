package io.latchkey.application.session.service;

import io.latchkey.application.session.SignIn;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.user.User;
import java.util.function.Function;

/** Result of the unit of work of a sign-in. The tokens are made after it has committed. */
public sealed interface SignInStep {
    /** Calls the function of this case. */
    <R> R fold(Function<Opened, R> opened, Function<Answered, R> answered);

    /** @param origin where the owner signed in */
    record Opened(User user, Session session, ClientOrigin origin) implements SignInStep {
        @Override
        public <R> R fold(Function<Opened, R> opened, Function<Answered, R> answered) {
            return opened.apply(this);
        }
    }

    /** @param outcome any outcome except {@link SignIn.SignedIn} */
    record Answered(SignIn outcome) implements SignInStep {
        @Override
        public <R> R fold(Function<Opened, R> opened, Function<Answered, R> answered) {
            return answered.apply(this);
        }
    }
}
