package io.latchkey.application.admin;

import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.ClientOrigin;
import java.time.Duration;
import java.util.Optional;

/** Use case: make the first administrator. There is no default account. */
public interface BootstrapAdminUseCase {
    /** A token that makes its user the first administrator, and how long it lives. */
    record BootstrapToken(String token, Duration lifetime) {
        @Override
        public String toString() {
            return "BootstrapToken[redacted]";
        }
    }

    /**
     * Makes a token. Earlier tokens are void. Only for those who can read the settings on the server's machine.
     *
     * @return empty while there is an administrator
     */
    Optional<BootstrapToken> issue();

    /** What became of a token. */
    enum Claim {
        /** The caller is an administrator now. */
        CLAIMED,
        /** The token is wrong, used or over, or there is an administrator already. */
        REFUSED,
        /** The caller's session is too old, or there is none. */
        SIGN_IN_TOO_OLD
    }

    /** Makes the caller the first administrator. */
    Claim claim(Caller caller, ClientOrigin origin, String token);
}
