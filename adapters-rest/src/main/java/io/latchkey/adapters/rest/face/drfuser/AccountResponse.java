package io.latchkey.adapters.rest.face.drfuser;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The caller's account.
 *
 * @param id number of the account, which never changes; 1 to 2^53 - 1, so that every JSON reader keeps it exactly
 * @param username the username; the mobile number or e-mail address of an account that has none, such as one made by a
 *     code
 * @param mobile national digits in the default region, otherwise E.164
 * @param superuser always false, because roles of drf-user have no meaning here
 * @param staff always false
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

    /** @param mobiles how a mobile is shown */
    static AccountResponse from(User user, MobileWriter mobiles) {
        EmailAddress email = user.email();
        return new AccountResponse(
                number(user.id()),
                username(user, mobiles),
                Objects.requireNonNullElse(user.name(), ""),
                email == null ? null : email.value(),
                mobile(user, mobiles),
                false,
                false);
    }

    private static String username(User user, MobileWriter mobiles) {
        Username username = user.username();
        EmailAddress email = user.email();
        return Stream.of(
                        username == null ? null : username.value(),
                        mobile(user, mobiles),
                        email == null ? null : email.value())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static @Nullable String mobile(User user, MobileWriter mobiles) {
        PhoneNumber phone = user.phone();
        return phone == null ? null : mobiles.write(phone);
    }

    /** Returns the first 53 bits of an id. Ids are random, so that the number is as unique as one that is assigned. */
    private static long number(UserId id) {
        return Math.max(1, id.value().getMostSignificantBits() >>> BITS_TOO_MANY);
    }
}
