package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.Member;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.application.account.Edit;
import io.latchkey.application.admin.UserEdits;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.admin.Reason;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.SecondFactor;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an administrator changes of an account. An absent member is kept, a null member is removed (RFC 7396). */
record ChangeUserRequest(
        Member username,
        Member name,
        Member email,
        Member phone,
        @Nullable String locale,
        @Nullable String secondFactor,
        @Nullable String reason)
        implements RequestBody {
    record Wish(UserEdits edits, Optional<Reason> reason) {}

    Wish toWish(ContactParser contacts) {
        Fields fields = new Fields();
        Fields.Parsed<Optional<Username>> newUsername = fields.optional("username", username.text(), Username::choose);
        Fields.Parsed<Optional<String>> newName = fields.optional("name", name.text(), Function.identity());
        Fields.Parsed<Optional<EmailAddress>> newEmail = fields.optional("email", email.text(), EmailAddress::parse);
        Fields.Parsed<Optional<PhoneNumber>> newPhone = fields.optional("phone", phone.text(), contacts::parsePhone);
        Fields.Parsed<Optional<Locale>> newLocale = fields.optional("locale", locale, Client::parseLocale);
        Fields.Parsed<Optional<SecondFactor>> newFactor =
                fields.optional("secondFactor", secondFactor, SecondFactor::parse);
        Fields.Parsed<Optional<Reason>> why = fields.optional("reason", reason, Reason::parse);
        fields.check();
        return new Wish(
                new UserEdits(
                        edit(username, newUsername.get()),
                        edit(name, newName.get()),
                        edit(email, newEmail.get()),
                        edit(phone, newPhone.get()),
                        newLocale.get(),
                        newFactor.get()),
                why.get());
    }

    private static <T> Edit<T> edit(Member member, Optional<T> parsed) {
        return member.isPresent() ? Edit.toOrRemove(parsed) : new Edit.Keep<>();
    }

    @Override
    public String toString() {
        return "ChangeUserRequest[redacted]";
    }
}
