package io.latchkey.adapters.rest.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.domain.user.ApiCredential;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An API credential. Its secret is only in the answer that created it. */
record ApiCredentialResponse(
        String id,
        String name,
        String key,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret,
        List<String> roles,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt)
        implements ResponseBody {
    static ApiCredentialResponse from(ApiCredential credential, @Nullable String secret) {
        return new ApiCredentialResponse(
                credential.id().toString(),
                credential.name(),
                credential.key(),
                secret,
                credential.roles().stream().sorted().toList(),
                credential.createdAt(),
                credential.expiresAt(),
                credential.lastUsedAt());
    }

    @Override
    public String toString() {
        return "ApiCredentialResponse[id=" + id + "]";
    }

    /** All credentials of an account, newest first. */
    record Listing(List<ApiCredentialResponse> credentials) implements ResponseBody {}
}
