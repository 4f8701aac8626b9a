package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A new account. It needs at least one of username, e-mail and phone; without a contact it needs a username and a
 * password.
 */
record RegisterRequest(
        @Nullable String username,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String password,
        @Nullable String locale)
        implements RequestBody {
    RegisterCommand toCommand(ContactParser contacts, Requester requester) {
        Fields fields = new Fields();
        Fields.Parsed<Optional<Username>> wantedUsername = fields.optional("username", username, Username::choose);
        Fields.Parsed<Optional<String>> wantedName = fields.optional("name", name, UserTexts::parseName);
        Fields.Parsed<Optional<EmailAddress>> wantedEmail = fields.optional("email", email, EmailAddress::parse);
        Fields.Parsed<Optional<PhoneNumber>> wantedPhone = fields.optional("phone", phone, contacts::parsePhone);
        Fields.Parsed<Optional<Password>> wantedPassword = fields.optional("password", password, Password::new);
        Fields.Parsed<Optional<Locale>> wantedLocale = fields.optional("locale", locale, Client::parseLocale);
        fields.check();
        NewAccount account = NewAccount.named(wantedUsername.get(), wantedName.get())
                .reachedAt(wantedEmail.get(), wantedPhone.get())
                .protectedBy(wantedPassword.get());
        return RegisterCommand.provenByCode(
                account, wantedLocale.get().map(requester::reading).orElse(requester));
    }

    @Override
    public String toString() {
        return "RegisterRequest[redacted]";
    }
}
