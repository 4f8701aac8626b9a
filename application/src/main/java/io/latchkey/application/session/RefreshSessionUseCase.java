package io.latchkey.application.session;

import io.latchkey.application.shared.ClientOrigin;
import java.util.function.Function;

/** Use case: exchange a refresh token for new tokens (RFC 9700 §4.14.2). */
public interface RefreshSessionUseCase {
    Refresh refresh(RefreshSessionCommand command);

    /**
     * @param renewal whether the refresh token is replaced
     * @param origin where the client calls from; a token is good for clients of the app that issued it
     */
    record RefreshSessionCommand(String refreshToken, Renewal renewal, ClientOrigin origin) {
        @Override
        public String toString() {
            return "RefreshSessionCommand[renewal=" + renewal + ", app=" + origin.app() + "]";
        }
    }

    /**
     * Whether a used refresh token is replaced. Either way, and whichever app shows it, an older token that comes back
     * ends the session, because two parties hold its tokens.
     */
    enum Renewal {
        /** The token is replaced. */
        ROTATE,
        /** The token stays valid, for clients that keep theirs. */
        KEEP
    }

    /** Outcome of refreshing. */
    sealed interface Refresh {
        /** Calls the function of this outcome's case. */
        <R> R fold(Function<Refreshed, R> refreshed, Function<Refused, R> refused);

        record Refreshed(SessionTokens tokens) implements Refresh {
            @Override
            public <R> R fold(Function<Refreshed, R> refreshed, Function<Refused, R> refused) {
                return refreshed.apply(this);
            }
        }

        /**
         * The token is not genuine or was issued to another app, or the session is over. Reuse of an old token may just
         * have ended it.
         */
        record Refused() implements Refresh {
            @Override
            public <R> R fold(Function<Refreshed, R> refreshed, Function<Refused, R> refused) {
                return refused.apply(this);
            }
        }
    }
}
