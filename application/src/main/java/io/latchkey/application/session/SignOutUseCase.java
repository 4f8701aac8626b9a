package io.latchkey.application.session;

import io.latchkey.domain.session.SessionId;
import java.util.function.Function;

/** Use case: sign out. Its tokens are refused from the next call on (OWASP ASVS 5.0, 7.4.1, 7.4.3). */
public interface SignOutUseCase {
    SignOut signOut(SignOutCommand command);

    /** Which sessions end. Callers end their own alone. */
    sealed interface SignOutCommand {
        /** Answers each case by its own function. */
        <R> R fold(
                Function<Current, R> current,
                Function<One, R> one,
                Function<All, R> all,
                Function<ByRefreshToken, R> byRefreshToken);

        /** The session that the caller signed in with. */
        record Current(Caller caller) implements SignOutCommand {
            @Override
            public <R> R fold(
                    Function<Current, R> current,
                    Function<One, R> one,
                    Function<All, R> all,
                    Function<ByRefreshToken, R> byRefreshToken) {
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
                    Function<ByRefreshToken, R> byRefreshToken) {
                return one.apply(this);
            }
        }

        /** All sessions of the caller, this one too. */
        record All(Caller caller) implements SignOutCommand {
            @Override
            public <R> R fold(
                    Function<Current, R> current,
                    Function<One, R> one,
                    Function<All, R> all,
                    Function<ByRefreshToken, R> byRefreshToken) {
                return all.apply(this);
            }
        }

        /** The session whose current refresh token this is. */
        record ByRefreshToken(String token) implements SignOutCommand {
            @Override
            public <R> R fold(
                    Function<Current, R> current,
                    Function<One, R> one,
                    Function<All, R> all,
                    Function<ByRefreshToken, R> byRefreshToken) {
                return byRefreshToken.apply(this);
            }

            @Override
            public String toString() {
                return "ByRefreshToken[redacted]";
            }
        }
    }

    /** Outcome of signing out. */
    sealed interface SignOut {
        /** Answers each case by its own function. */
        <R> R fold(Function<SignedOut, R> signedOut, Function<NoSuchSession, R> noSuchSession);

        /** @param sessions how many ended; 0 or more where all were to end, else 1 */
        record SignedOut(int sessions) implements SignOut {
            @Override
            public <R> R fold(Function<SignedOut, R> signedOut, Function<NoSuchSession, R> noSuchSession) {
                return signedOut.apply(this);
            }
        }

        /** The session is not the caller's, or is over; or the caller has none, or the token is not genuine or not current. */
        record NoSuchSession() implements SignOut {
            @Override
            public <R> R fold(Function<SignedOut, R> signedOut, Function<NoSuchSession, R> noSuchSession) {
                return noSuchSession.apply(this);
            }
        }
    }
}
