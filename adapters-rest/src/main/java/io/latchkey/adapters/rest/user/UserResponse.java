package io.latchkey.adapters.rest.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.adapters.rest.otp.ChallengeResponse;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.User;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An account as its owner sees it. */
@Schema(name = "Me")
record UserResponse(
        @Schema(example = "8a0f6c11-93c4-4b52-91a7-0a7d3f0f6c11")
        String id,

        @Schema(example = "ada", nullable = true) @Nullable String username,

        @Schema(example = "Ada Lovelace", nullable = true) @Nullable
        String name,

        @Schema(example = "ada@example.org", nullable = true) @Nullable
        String email,

        boolean emailVerified,

        @Schema(example = "+4915112345678", nullable = true) @Nullable
        String phone,

        boolean phoneVerified,
        @Schema(example = "de-AT") String locale,

        @Schema(enumeration = {"none", "sms", "email"}) String secondFactor,

        @Schema(example = "[\"user\"]") List<String> roles,

        @Schema(type = SchemaType.STRING, format = "date-time")
        Instant createdAt,

        @Schema(description = "Only in the answer to a change of contacts: one per new contact.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<ChallengeResponse> challenges)
        implements ResponseBody {
    static UserResponse from(User user) {
        return from(user, List.of());
    }

    static UserResponse from(User user, List<IssuedChallenge> challenges) {
        Username username = user.username();
        EmailAddress email = user.email();
        PhoneNumber phone = user.phone();
        return new UserResponse(
                user.id().toString(),
                username == null ? null : username.value(),
                user.name(),
                email == null ? null : email.value(),
                user.emailVerified(),
                phone == null ? null : phone.value(),
                user.phoneVerified(),
                user.locale().toLanguageTag(),
                user.secondFactor().wireName(),
                user.roles().stream().sorted().toList(),
                user.createdAt(),
                challenges.isEmpty()
                        ? null
                        : challenges.stream().map(ChallengeResponse::from).toList());
    }

    @Override
    public String toString() {
        return "UserResponse[id=" + id + "]";
    }
}
