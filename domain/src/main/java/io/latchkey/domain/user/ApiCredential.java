package io.latchkey.domain.user;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A key and a secret that let a program act for an account. The secret is 256 random bits, so storing its plain digest
 * is enough (OWASP ASVS 5.0, 11.5.1). The secret is shown once, when it is made.
 *
 * @param name the owner's name for it; 1 to 100 characters
 * @param key public half, {@code lk_} and 20 letters or digits
 * @param secretDigest SHA-256 of the secret, in hexadecimal
 * @param roles the owner's roles that the program gets; empty for all of them
 */
public record ApiCredential(
        ApiCredentialId id,
        UserId userId,
        String name,
        String key,
        String secretDigest,
        Set<String> roles,
        Validity validity) {
    /**
     * When a credential may be used.
     *
     * @param expiresAt null when it lasts until it is revoked
     * @param lastUsedAt to the minute; null until its first use
     */
    public record Validity(
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    public ApiCredential {
        roles = Set.copyOf(roles);
    }

    public Instant createdAt() {
        return validity.createdAt();
    }

    /** Null when it lasts until it is revoked. */
    public @Nullable Instant expiresAt() {
        return validity.expiresAt();
    }

    /** To the minute; null until its first use. */
    public @Nullable Instant lastUsedAt() {
        return validity.lastUsedAt();
    }

    /** Whether the credential may be used at this time. */
    public boolean isLive(Instant now) {
        Instant end = expiresAt();
        return end == null || now.isBefore(end);
    }

    /**
     * The roles of a call with this credential. A role that the owner lost is lost here too.
     *
     * @param owned the roles that the owner has now
     */
    public Set<String> rolesOf(Set<String> owned) {
        if (roles.isEmpty()) {
            return owned;
        }
        Set<String> common = new TreeSet<>(owned);
        common.retainAll(roles);
        return Set.copyOf(common);
    }

    /** The credential after a use at this time. */
    public ApiCredential usedAt(Instant now) {
        return new ApiCredential(
                id, userId, name, key, secretDigest, roles, new Validity(createdAt(), expiresAt(), now));
    }

    @Override
    public String toString() {
        return "ApiCredential[id=" + id + "]";
    }
}
