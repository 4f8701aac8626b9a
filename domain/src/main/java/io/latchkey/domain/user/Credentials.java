package io.latchkey.domain.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account's means of signing in.
 *
 * @param passwordHash null when the account has no password
 * @param recoveredAt when a lost password was last replaced; null when none was. Devices that were known before are strangers
 */
public record Credentials(
        @Nullable PasswordHash passwordHash,
        SecondFactor secondFactor,
        @Nullable Instant recoveredAt) {
    Credentials withPassword(PasswordHash hash) {
        return new Credentials(hash, secondFactor, recoveredAt);
    }

    Credentials withSecondFactor(SecondFactor factor) {
        return new Credentials(passwordHash, factor, recoveredAt);
    }

    Credentials withRecovery(Instant at) {
        return new Credentials(passwordHash, secondFactor, at);
    }
}
