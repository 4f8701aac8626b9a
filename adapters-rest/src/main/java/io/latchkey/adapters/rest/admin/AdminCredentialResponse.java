package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.domain.user.ApiCredential;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An API credential of somebody, without its secret. */
public record AdminCredentialResponse(
        String id,
        String name,
        String key,
        List<String> roles,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {
    public static AdminCredentialResponse from(ApiCredential credential) {
        return new AdminCredentialResponse(
                credential.id().toString(),
                credential.name(),
                credential.key(),
                credential.roles().stream().sorted().toList(),
                credential.createdAt(),
                credential.expiresAt(),
                credential.lastUsedAt());
    }

    /** All of them, newest first. */
    record Listing(List<AdminCredentialResponse> credentials) implements ResponseBody {}

    static Listing list(List<ApiCredential> credentials) {
        return new Listing(
                credentials.stream().map(AdminCredentialResponse::from).toList());
    }
}
