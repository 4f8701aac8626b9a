package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.user.Password;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A new password and the current one. Only an account without a password may omit the current one. */
record ChangePasswordRequest(
        @Nullable String currentPassword, @Nullable String newPassword) implements RequestBody {
    record Passwords(Optional<CurrentPassword> current, Password next) {}

    Passwords toPasswords(ClientOrigin origin) {
        Fields fields = new Fields();
        Fields.Parsed<Optional<Password>> current = fields.optional("currentPassword", currentPassword, Password::new);
        Fields.Parsed<Password> next = fields.required("newPassword", newPassword, Password::new);
        fields.check();
        return new Passwords(current.get().map(typed -> new CurrentPassword(typed, origin)), next.get());
    }

    @Override
    public String toString() {
        return "ChangePasswordRequest[redacted]";
    }
}
