package io.latchkey.adapters.rest.password;

import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.shared.LoginName;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The login whose password was forgotten. */
@Schema(
        name = "ForgotPassword",
        requiredProperties = {"login"})
record ForgotPasswordRequest(
        @Schema(example = "ada@example.org", description = "A username, e-mail address or phone number.") @Nullable
        String login,

        @Schema(example = "de-AT", description = "Left out, Accept-Language decides.") @Nullable
        String locale)
        implements RequestBody {
    record Wish(LoginName login, Requester requester) {}

    Wish toWish(ContactParser contacts, Requester requester) {
        Fields fields = new Fields();
        Fields.Parsed<LoginName> name = fields.required("login", login, contacts::parseLogin);
        Fields.Parsed<Optional<Locale>> language = fields.optional("locale", locale, Client::parseLocale);
        fields.check();
        return new Wish(name.get(), language.get().map(requester::reading).orElse(requester));
    }

    @Override
    public String toString() {
        return "ForgotPasswordRequest[redacted]";
    }
}
