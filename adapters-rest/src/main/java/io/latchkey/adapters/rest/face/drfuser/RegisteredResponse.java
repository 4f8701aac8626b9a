package io.latchkey.adapters.rest.face.drfuser;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.domain.user.User;
import org.jspecify.annotations.Nullable;

/**
 * A new account.
 *
 * @param mobile national digits in the default region, otherwise E.164; null when none was given
 */
public record RegisteredResponse(
        String username,
        String name,
        String email,
        @Nullable String mobile) implements ResponseBody {
    static RegisteredResponse from(User user, MobileWriter mobiles) {
        AccountResponse account = AccountResponse.from(user, mobiles);
        return new RegisteredResponse(
                account.username(), account.name(), String.valueOf(account.email()), account.mobile());
    }
}
