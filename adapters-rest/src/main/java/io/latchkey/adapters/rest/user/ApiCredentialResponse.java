package io.latchkey.adapters.rest.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.domain.user.ApiCredential;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An API credential. Its secret is only in the answer that created it. */
@Schema(name = "Credential")
record ApiCredentialResponse(
        String id,
        @Schema(example = "nightly export") String name,
        @Schema(example = "lk_4cQ0wq2pVb7nXhJ1sTz9") String key,

        @Schema(description = "Only in the answer to making it; shown this once.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String secret,

        @Schema(description = "The roles of the account that it has; empty for all of them.")
        List<String> roles,

        @Schema(type = SchemaType.STRING, format = "date-time")
        Instant createdAt,

        @Schema(type = SchemaType.STRING, format = "date-time", nullable = true) @Nullable
        Instant expiresAt,

        @Schema(type = SchemaType.STRING, format = "date-time", nullable = true, description = "To the minute.")
        @Nullable
        Instant lastUsedAt)
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
    @Schema(name = "Credentials")
    record Listing(List<ApiCredentialResponse> credentials) implements ResponseBody {}
}
