package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.admin.Reason;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An account that an administrator creates. It has no password until its owner sets one. */
record CreateUserRequest(
        @Nullable String username,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String locale,
        @Nullable String reason)
        implements RequestBody {
    record Wish(NewAccount account, Locale locale, Optional<Reason> reason) {}

    Wish toWish(ContactParser contacts, Locale defaultLocale) {
        Fields fields = new Fields();
        Fields.Parsed<Optional<Username>> wantedUsername = fields.optional("username", username, Username::choose);
        Fields.Parsed<Optional<String>> wantedName = fields.optional("name", name, Function.identity());
        Fields.Parsed<Optional<EmailAddress>> wantedEmail = fields.optional("email", email, EmailAddress::parse);
        Fields.Parsed<Optional<PhoneNumber>> wantedPhone = fields.optional("phone", phone, contacts::parsePhone);
        Fields.Parsed<Optional<Locale>> wantedLocale = fields.optional("locale", locale, Client::parseLocale);
        Fields.Parsed<Optional<Reason>> why = fields.optional("reason", reason, Reason::parse);
        fields.check();
        return new Wish(
                NewAccount.named(wantedUsername.get(), wantedName.get())
                        .reachedAt(wantedEmail.get(), wantedPhone.get()),
                wantedLocale.get().orElse(defaultLocale),
                why.get());
    }

    @Override
    public String toString() {
        return "CreateUserRequest[redacted]";
    }
}
