package io.latchkey.domain.user;

import org.jspecify.annotations.Nullable;

/**
 * An account's means of signing in.
 *
 * @param passwordHash null when the account has no password
 * @param codeFailures wrong codes in a row, over all challenges; see {@link User#MAX_CONSECUTIVE_FAILURES}
 */
public record Credentials(@Nullable PasswordHash passwordHash, SecondFactor secondFactor, int codeFailures) {
    Credentials withPassword(PasswordHash hash) {
        return new Credentials(hash, secondFactor, codeFailures);
    }

    Credentials withSecondFactor(SecondFactor factor) {
        return new Credentials(passwordHash, factor, codeFailures);
    }

    Credentials withCodeFailures(int failures) {
        return new Credentials(passwordHash, secondFactor, failures);
    }
}
