package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.user.Password;
import org.jspecify.annotations.Nullable;

/** The wish to close the own account. */
record DeleteAccountRequest(@Nullable String currentPassword) implements RequestBody {
    CurrentPassword toPassword(ClientOrigin origin) {
        Fields fields = new Fields();
        Fields.Parsed<Password> current = fields.required("currentPassword", currentPassword, Password::new);
        fields.check();
        return new CurrentPassword(current.get(), origin);
    }

    @Override
    public String toString() {
        return "DeleteAccountRequest[redacted]";
    }
}
