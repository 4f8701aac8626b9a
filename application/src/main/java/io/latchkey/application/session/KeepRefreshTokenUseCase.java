package io.latchkey.application.session;

import java.util.Optional;

/** Use case: use a refresh token without trading it in, for clients that keep theirs. */
public interface KeepRefreshTokenUseCase {
    /** A new access token for the session, with the same refresh token; empty when the token is none of ours, old, or over. */
    Optional<SessionTokens> renew(String refreshToken);

    /** Ends the session whose current refresh token this is; answers whether it was alive. */
    boolean signOut(String refreshToken);
}
