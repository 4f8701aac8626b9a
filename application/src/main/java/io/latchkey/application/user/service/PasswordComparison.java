package io.latchkey.application.user.service;

import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.util.Optional;

/**
 * Compares a typed password with an account's password. The comparison takes tens of milliseconds on purpose, so it
 * runs outside any unit of work. It takes the same time without an account or a password.
 */
public final class PasswordComparison {
    private final PasswordHasher hasher;

    public PasswordComparison(PasswordHasher hasher) {
        this.hasher = hasher;
    }

    /**
     * Result of a right password. It counts only while the account's stored password is still {@code compared}.
     *
     * @param account the account as it was read before the comparison
     * @param compared the hash that the typed password was compared with
     * @param rehashed a new hash of the typed password, when the stored hash is outdated
     */
    public record Match(User account, PasswordHash compared, Optional<PasswordHash> rehashed) {}

    /**
     * Whether the typed password is the account's. An outdated hash is left as it is.
     *
     * @throws io.latchkey.application.user.port.HasherBusyException when too many are being compared already
     */
    public boolean matches(Password typed, PasswordHash stored) {
        return hasher.verify(typed, Optional.of(stored)) != PasswordHasher.Match.NO;
    }

    /**
     * Compares a password, and hashes it anew when the stored hash is outdated.
     *
     * @return empty when it is wrong, or when there is no password to compare it with
     * @throws io.latchkey.application.user.port.HasherBusyException when too many are being compared already
     */
    public Optional<Match> compare(Password typed, Optional<User> account) {
        Optional<PasswordHash> stored = account.map(User::passwordHash);
        PasswordHasher.Match result = hasher.verify(typed, stored);
        Optional<PasswordHash> rehashed =
                result == PasswordHasher.Match.YES_OUTDATED ? Optional.of(hasher.hash(typed)) : Optional.empty();
        return account.flatMap(known ->
                stored.filter(hash -> result != PasswordHasher.Match.NO).map(hash -> new Match(known, hash, rehashed)));
    }
}
