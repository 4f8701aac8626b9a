package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.application.account.VerifyEmailCommand;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.user.Password;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The wish to verify the own e-mail address anew. */
record VerifyEmailRequest(@Nullable String currentPassword) implements RequestBody {
    VerifyEmailCommand toCommand(Caller caller, ClientOrigin origin) {
        Fields fields = new Fields();
        Fields.Parsed<Optional<Password>> current = fields.optional("currentPassword", currentPassword, Password::new);
        fields.check();
        return new VerifyEmailCommand(caller, current.get().map(typed -> new CurrentPassword(typed, origin)), origin);
    }

    @Override
    public String toString() {
        return "VerifyEmailRequest[redacted]";
    }
}
