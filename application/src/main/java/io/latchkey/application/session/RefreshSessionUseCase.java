package io.latchkey.application.session;

import java.util.function.Function;

/** Use case: get new tokens for a refresh token (RFC 9700 §4.14.2). */
public interface RefreshSessionUseCase {
    Refresh refresh(RefreshSessionCommand command);

    /** @param renewal what becomes of the refresh token */
    record RefreshSessionCommand(String refreshToken, Renewal renewal) {
        @Override
        public String toString() {
            return "RefreshSessionCommand[renewal=" + renewal + "]";
        }
    }

    /** What becomes of a refresh token that is used. */
    enum Renewal {
        /** It is replaced. An older one that comes back ends the session, for two parties hold its tokens. */
        ROTATE,
        /** It stays as it is, for clients that keep theirs. An older one is refused and ends nothing. */
        KEEP
    }

    /** Outcome of refreshing. */
    sealed interface Refresh {
        /** Answers each case by its own function. */
        <R> R fold(Function<Refreshed, R> refreshed, Function<Refused, R> refused);

        record Refreshed(SessionTokens tokens) implements Refresh {
            @Override
            public <R> R fold(Function<Refreshed, R> refreshed, Function<Refused, R> refused) {
                return refreshed.apply(this);
            }
        }

        /** The token is not genuine, or the session is over; reuse of an old token may just have ended it. */
        record Refused() implements Refresh {
            @Override
            public <R> R fold(Function<Refreshed, R> refreshed, Function<Refused, R> refused) {
                return refused.apply(this);
            }
        }
    }
}
