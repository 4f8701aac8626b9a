package io.latchkey.application.session;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.session.SessionId;
import java.util.function.Function;

/** Use case: sign out. The session's tokens are refused from the next call on (OWASP ASVS 5.0, 7.4.1, 7.4.3). */
public interface SignOutUseCase {
    SignOut signOut(SignOutCommand command);

    /** The sessions to end. Callers can only end their own. */
    sealed interface SignOutCommand {
        /** Calls the function of this command's case. */
        <R> R fold(
                Function<Current, R> current,
                Function<One, R> one,
                Function<All, R> all,
                Function<ByRefreshToken, R> byRefreshToken,
                Function<ByAnyToken, R> byAnyToken);

        /** The session that the caller signed in with. */
        record Current(Caller caller) implements SignOutCommand {
            @Override
            public <R> R fold(
                    Function<Current, R> current,
                    Function<One, R> one,
                    Function<All, R> all,
                    Function<ByRefreshToken, R> byRefreshToken,
                    Function<ByAnyToken, R> byAnyToken) {
                return current.apply(this);
            }
        }

        /** One session of the caller. */
        record One(Caller caller, SessionId id) implements SignOutCommand {
            @Override
            public <R> R fold(
                    Function<Current, R> current,
                    Function<One, R> one,
                    Function<All, R> all,
                    Function<ByRefreshToken, R> byRefreshToken,
                    Function<ByAnyToken, R> byAnyToken) {
                return one.apply(this);
            }
        }

        /** All sessions of the caller, including the current one. */
        record All(Caller caller) implements SignOutCommand {
            @Override
            public <R> R fold(
                    Function<Current, R> current,
                    Function<One, R> one,
                    Function<All, R> all,
                    Function<ByRefreshToken, R> byRefreshToken,
                    Function<ByAnyToken, R> byAnyToken) {
                return all.apply(this);
            }
        }

        /**
         * The session with this current refresh token.
         *
         * @param origin where the client calls from; a token is good for clients of the app that issued it
         */
        record ByRefreshToken(String token, ClientOrigin origin) implements SignOutCommand {
            @Override
            public <R> R fold(
                    Function<Current, R> current,
                    Function<One, R> one,
                    Function<All, R> all,
                    Function<ByRefreshToken, R> byRefreshToken,
                    Function<ByAnyToken, R> byAnyToken) {
                return byRefreshToken.apply(this);
            }

            @Override
            public String toString() {
                return "ByRefreshToken[app=" + origin.app() + "]";
            }
        }

        /** The session with this current access or refresh token, whichever app issued it (RFC 7009). */
        record ByAnyToken(String token, ClientOrigin origin) implements SignOutCommand {
            @Override
            public <R> R fold(
                    Function<Current, R> current,
                    Function<One, R> one,
                    Function<All, R> all,
                    Function<ByRefreshToken, R> byRefreshToken,
                    Function<ByAnyToken, R> byAnyToken) {
                return byAnyToken.apply(this);
            }

            @Override
            public String toString() {
                return "ByAnyToken[redacted]";
            }
        }
    }

    /** Outcome of signing out. */
    sealed interface SignOut {
        /** Calls the function of this outcome's case. */
        <R> R fold(Function<SignedOut, R> signedOut, Function<NoSuchSession, R> noSuchSession);

        /** @param sessions number of ended sessions; 0 or more when all were to end, else 1 */
        record SignedOut(int sessions) implements SignOut {
            @Override
            public <R> R fold(Function<SignedOut, R> signedOut, Function<NoSuchSession, R> noSuchSession) {
                return signedOut.apply(this);
            }
        }

        /**
         * The caller has no such live session, or the token is not genuine, not current or issued to another app. Reuse
         * of an old token may just have ended its session.
         */
        record NoSuchSession() implements SignOut {
            @Override
            public <R> R fold(Function<SignedOut, R> signedOut, Function<NoSuchSession, R> noSuchSession) {
                return noSuchSession.apply(this);
            }
        }
    }
}
