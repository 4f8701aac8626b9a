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
import org.jspecify.annotations.Nullable;

/** An account as its owner sees it. */
record UserResponse(
        String id,
        @Nullable String username,
        @Nullable String name,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String phone,
        boolean phoneVerified,
        String locale,
        String secondFactor,
        List<String> roles,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ChallengeResponse> challenges)
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
