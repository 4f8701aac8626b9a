package io.latchkey.application.user.port;

import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordHash;
import java.util.Optional;

/** Hashes and compares passwords, slowly on purpose. Never called in a unit of work. */
public interface PasswordHasher {
    /** @throws HasherBusyException when too many are being hashed already */
    PasswordHash hash(Password password);

    /**
     * Compares a password. Without a stored hash it takes the same time and answers no.
     *
     * @throws HasherBusyException when too many are being hashed already
     */
    Match verify(Password password, Optional<PasswordHash> stored);

    /** Outcome of comparing a password. */
    enum Match {
        NO,
        YES,
        /** The password is right, but its hash has older costs or an older pepper. It must be hashed again. */
        YES_OUTDATED
    }
}
