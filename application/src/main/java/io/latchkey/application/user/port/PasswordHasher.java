package io.latchkey.application.user.port;

import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordHash;
import java.util.Optional;

/** Slow on purpose. Never called in a unit of work. */
public interface PasswordHasher {
    /** @throws HasherBusyException when too many are being hashed already */
    PasswordHash hash(Password password);

    /**
     * Compares a password; without a stored one it costs the same time and says no.
     *
     * @throws HasherBusyException when too many are being hashed already
     */
    Match verify(Password password, Optional<PasswordHash> stored);

    /** Outcome of comparing. */
    enum Match {
        NO,
        YES,
        /** Right, but stored with older costs or an older pepper: to be hashed anew. */
        YES_OUTDATED
    }
}
