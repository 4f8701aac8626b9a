package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.User;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An account as somebody sees it who administers. It tells whether there is a password, and nothing of it. */
record AdminUserResponse(
        String id,
        @Nullable String username,
        @Nullable String name,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String phone,
        boolean phoneVerified,
        String locale,
        String status,
        @Nullable AdminDeletionResponse deletion,
        boolean hasPassword,
        String secondFactor,
        List<String> roles,
        Map<String, String> claims,
        Instant createdAt,
        Instant updatedAt,
        int version)
        implements ResponseBody {
    static AdminUserResponse from(UserRecord account) {
        User user = account.user();
        Username username = user.username();
        return new AdminUserResponse(
                user.id().toString(),
                username == null ? null : username.value(),
                user.name(),
                account.email(),
                user.emailVerified(),
                account.phone(),
                user.phoneVerified(),
                user.locale().toLanguageTag(),
                user.status().name().toLowerCase(Locale.ROOT),
                account.deletion().map(AdminDeletionResponse::from).orElse(null),
                user.passwordHash() != null,
                user.secondFactor().wireName(),
                user.roles().stream().sorted().toList(),
                user.claims().values(),
                user.createdAt(),
                user.updatedAt(),
                user.version());
    }

    /** The account as an answer, with its version as a tag (RFC 9110 §8.8.3). */
    Response answer(int status) {
        return Response.status(status)
                .entity(this)
                .tag(new EntityTag(Integer.toString(version)))
                .build();
    }

    @Override
    public String toString() {
        return "AdminUserResponse[id=" + id + "]";
    }
}
