package io.latchkey.application.session;

/** Use case: trade a refresh token for new tokens (RFC 9700 §4.14.2). */
public interface RefreshSessionUseCase {
    Refresh refresh(String refreshToken);

    /** Outcome of the trade. */
    sealed interface Refresh {
        record Refreshed(SessionTokens tokens) implements Refresh {}

        /** No genuine token, or the session is over; reuse of an old token has just ended it. */
        record Refused() implements Refresh {}
    }
}
