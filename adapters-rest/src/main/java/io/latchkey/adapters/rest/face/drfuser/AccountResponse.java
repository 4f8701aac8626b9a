package io.latchkey.adapters.rest.face.drfuser;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The caller's account.
 *
 * @param id the same whenever it is asked for; 1 to 2^53 - 1, so that every JSON reader keeps it
 * @param username its mobile or e-mail where it has none, as with accounts made by a code
 * @param mobile in E.164
 * @param superuser never, for drf-user's roles have no meaning here
 * @param staff never
 */
public record AccountResponse(
        long id,
        String username,
        String name,
        @Nullable String email,
        @Nullable String mobile,
        @JsonProperty("is_superuser") boolean superuser,
        @JsonProperty("is_staff") boolean staff)
        implements ResponseBody {
    private static final int BITS_TOO_MANY = Long.SIZE - 53;

    static AccountResponse from(User user) {
        return new AccountResponse(
                number(user.id()),
                username(user),
                Objects.requireNonNullElse(user.name(), ""),
                value(user.email()),
                value(user.phone()),
                false,
                false);
    }

    static String username(User user) {
        return Stream.of(
                        user.username() == null ? null : user.username().value(),
                        value(user.phone()),
                        value(user.email()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static @Nullable String value(@Nullable Contact contact) {
        return contact == null ? null : contact.value();
    }

    /** Ids are random, so that the first 53 bits of one are as good as a number of its own. */
    private static long number(UserId id) {
        return Math.max(1, id.value().getMostSignificantBits() >>> BITS_TOO_MANY);
    }
}
