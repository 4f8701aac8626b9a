package io.latchkey.application.admin;

import io.latchkey.domain.admin.AccountDeletion;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.User;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account as administration sees it.
 *
 * @param deletion empty unless the account is being deleted
 * @param isMasked whether most symbols of its contacts are hidden, as for auditors
 */
public record UserRecord(User user, Optional<AccountDeletion> deletion, boolean isMasked) {
    /** An account as those see it who help people. */
    public UserRecord(User user, Optional<AccountDeletion> deletion) {
        this(user, deletion, false);
    }

    /** The same account, with most symbols of its contacts hidden. */
    public UserRecord masked() {
        return new UserRecord(user, deletion, true);
    }

    /** The e-mail address as it is shown; null when there is none. */
    public @Nullable String email() {
        return shown(user.email());
    }

    /** The phone number as it is shown; null when there is none. */
    public @Nullable String phone() {
        return shown(user.phone());
    }

    private @Nullable String shown(@Nullable Contact contact) {
        if (contact == null) {
            return null;
        }
        return isMasked ? contact.masked() : contact.value();
    }
}
