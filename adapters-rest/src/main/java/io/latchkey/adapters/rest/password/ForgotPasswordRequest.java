package io.latchkey.adapters.rest.password;

import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.shared.LoginName;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The login whose password was forgotten. */
record ForgotPasswordRequest(
        @Nullable String login, @Nullable String locale) implements RequestBody {
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
