package io.latchkey.application.testkit;

import io.latchkey.application.session.LiveToken;
import io.latchkey.application.session.port.AccessTokenIssuer;
import io.latchkey.application.session.port.AccessTokenVerifier;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Issues tokens without a signature: {@code access:<user>:<session>:<methods>}. It accepts such a token at any time.
 * Refuses to issue in a unit of work.
 */
public final class PlainAccessTokenIssuer implements AccessTokenIssuer, AccessTokenVerifier {
    /** Claims of every token. */
    public static final LiveToken.Claims CLAIMS =
            new LiveToken.Claims("https://issuer.test", "test", "id", Fixtures.NOW, Fixtures.NOW.plusSeconds(900));

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

    @Override
    public Optional<Verified> verify(String token, Instant now) {
        String[] parts = token.split(":", -1);
        return parts.length == 4 && parts[0].equals("access")
                ? Optional.of(new Verified(
                        new UserId(UUID.fromString(parts[1])), new SessionId(UUID.fromString(parts[2])), CLAIMS))
                : Optional.empty();
    }
}
