package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.application.admin.ApplicationRecord;
import io.latchkey.application.admin.Page;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A program that acts for an account.
 *
 * @param credential with what it calls
 * @param state {@code live}, or {@code expired} when the credential is over
 * @param owner whose account it acts for
 */
record AdminApplicationResponse(AdminCredentialResponse credential, String state, Owner owner) implements ResponseBody {
    /**
     * Whose account it is.
     *
     * @param login username, e-mail address or phone number, the first that there is; null when there is none. For auditors, most symbols
     *     of contacts are hidden
     * @param roles all roles of the account; those of the program are some of them
     */
    record Owner(String id, @Nullable String login, String status, List<String> roles) {
        private static Owner from(UserRecord account) {
            User user = account.user();
            return new Owner(
                    user.id().toString(),
                    Optional.ofNullable(user.username())
                            .map(Username::value)
                            .or(() -> Optional.ofNullable(account.email()))
                            .or(() -> Optional.ofNullable(account.phone()))
                            .orElse(null),
                    user.status().name().toLowerCase(Locale.ROOT),
                    user.roles().stream().sorted().toList());
        }

        @Override
        public String toString() {
            return "Owner[id=" + id + "]";
        }
    }

    static AdminApplicationResponse from(ApplicationRecord application) {
        return new AdminApplicationResponse(
                AdminCredentialResponse.from(application.credential()),
                application.isLive() ? "live" : "expired",
                Owner.from(application.owner()));
    }

    /**
     * A page of applications.
     *
     * @param next cursor of the next page; null at the end
     */
    record Listing(
            List<AdminApplicationResponse> applications,
            @Nullable String next) implements ResponseBody {
        static Listing from(Page<ApplicationRecord> page) {
            return new Listing(
                    page.items().stream().map(AdminApplicationResponse::from).toList(),
                    page.next().map(Cursor::write).orElse(null));
        }
    }
}
