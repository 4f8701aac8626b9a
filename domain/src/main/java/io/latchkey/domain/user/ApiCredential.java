package io.latchkey.domain.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key and a secret that let a program act for an account. The secret is 256 random bits, so storing its plain digest
 * is enough (OWASP ASVS 5.0, 11.5.1). The secret is shown once, when it is made.
 *
 * @param name the owner's name for it; 1 to 100 characters
 * @param key public half, {@code lk_} and 20 letters or digits
 * @param secretDigest SHA-256 of the secret, in hexadecimal
 * @param expiresAt null when it lasts until it is revoked
 * @param lastUsedAt to the minute; null until its first use
 */
public record ApiCredential(
        ApiCredentialId id,
        UserId userId,
        String name,
        String key,
        String secretDigest,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    /** Whether the credential may be used at this time. */
    public boolean isLive(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "ApiCredential[id=" + id + "]";
    }
}
