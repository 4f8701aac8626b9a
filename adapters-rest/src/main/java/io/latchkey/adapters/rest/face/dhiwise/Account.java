package io.latchkey.adapters.rest.face.dhiwise;

import io.latchkey.adapters.rest.face.FaceBody;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an account as clients of this face expect it. The list of members is closed and holds no secret. */
final class Account {
    /** Number of hexadecimal digits of a MongoDB object id. */
    private static final int ID_LENGTH = 24;

    /** Number that the original gives the role of an ordinary user. */
    private static final int ROLE_USER = 1;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Account() {}

    /** Returns the body of an answer to a registration. */
    static FaceBody registered(User user) {
        EmailAddress email = user.email();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        putIfThere(members, "username", username(user));
        putIfThere(members, "email", email == null ? null : email.value());
        putIfThere(members, "name", user.name());
        members.put("id", id(user.id()));
        members.put("_id", id(user.id()));
        members.put("loginRetryLimit", 0);
        members.put("createdAt", time(user.createdAt()));
        members.put("updatedAt", time(user.updatedAt()));
        members.put("isDeleted", false);
        members.put("isActive", user.isActive());
        return new FaceBody(members);
    }

    /** Returns the body of an answer to a sign-in. */
    static FaceBody signedIn(User user, String token) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("loginRetryLimit", 0);
        members.put("_id", id(user.id()));
        putIfThere(members, "username", username(user));
        members.put("role", ROLE_USER);
        members.put("createdAt", time(user.createdAt()));
        members.put("updatedAt", time(user.updatedAt()));
        members.put("isDeleted", false);
        members.put("isActive", user.isActive());
        members.put("id", id(user.id()));
        members.put("token", token);
        return new FaceBody(members);
    }

    private static void putIfThere(Map<String, @Nullable Object> members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    private static @Nullable String username(User user) {
        return user.username() == null ? null : user.username().value();
    }

    private static String id(UserId id) {
        return id.toString().replace("-", "").substring(0, ID_LENGTH);
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
