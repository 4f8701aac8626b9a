package io.latchkey.application.testkit;

import io.latchkey.application.session.port.AccessTokenIssuer;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.time.Instant;

/** Signs nothing: {@code access:<user>:<session>:<methods>}. Refuses to be called in a unit of work. */
public final class PlainAccessTokenIssuer implements AccessTokenIssuer {
    private final InMemoryStore store;

    public PlainAccessTokenIssuer(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public String issue(User user, Session session, Instant now, Duration lifetime) {
        if (store.isInUnitOfWork()) {
            throw new IllegalStateException("a token is signed in a unit of work");
        }
        return "access:" + user.id() + ':' + session.id() + ':' + String.join("+", session.methods());
    }
}
