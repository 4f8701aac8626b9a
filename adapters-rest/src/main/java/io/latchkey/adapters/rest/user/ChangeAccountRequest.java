package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.Member;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.adapters.rest.json.ShownMembers;
import io.latchkey.application.account.AccountEdits;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.Edit;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The members of an account that its owner may change. The other members of a shown account change nothing. */
@ShownMembers({"id", "emailVerified", "phoneVerified", "roles", "createdAt", "challenges"})
record ChangeAccountRequest(
        Member username,
        Member name,
        Member email,
        Member phone,
        Member locale,
        Member secondFactor,
        @Nullable String currentPassword)
        implements RequestBody {
    /** Replaces the account. An absent or null member is removed; locale and second factor then have their defaults. */
    ChangeAccountCommand toReplacement(
            Caller caller, ContactParser contacts, Locale defaultLocale, ClientOrigin origin) {
        return toCommand(caller, new Absent(true, defaultLocale, SecondFactor.NONE), defaultLocale, contacts, origin);
    }

    /** Changes the members that the body has. An absent member is kept, a null member is removed (RFC 7396). */
    ChangeAccountCommand toPatch(Caller caller, ContactParser contacts, Locale defaultLocale, ClientOrigin origin) {
        User user = caller.user();
        return toCommand(
                caller, new Absent(false, user.locale(), user.secondFactor()), defaultLocale, contacts, origin);
    }

    /** The treatment of a member that the body lacks. */
    private record Absent(boolean isRemoved, Locale locale, SecondFactor secondFactor) {}

    private ChangeAccountCommand toCommand(
            Caller caller, Absent absent, Locale defaultLocale, ContactParser contacts, ClientOrigin origin) {
        Fields fields = new Fields();
        Fields.Parsed<Optional<Username>> newUsername = fields.optional("username", username.text(), Username::choose);
        Fields.Parsed<Optional<String>> newName = fields.optional("name", name.text(), UserTexts::parseName);
        Fields.Parsed<Optional<EmailAddress>> newEmail = fields.optional("email", email.text(), EmailAddress::parse);
        Fields.Parsed<Optional<PhoneNumber>> newPhone = fields.optional("phone", phone.text(), contacts::parsePhone);
        Fields.Parsed<Optional<Locale>> newLocale =
                read(fields, "locale", locale, absent.locale(), Client::parseLocale);
        Fields.Parsed<Optional<SecondFactor>> newFactor =
                read(fields, "secondFactor", secondFactor, absent.secondFactor(), SecondFactor::parse);
        Fields.Parsed<Optional<Password>> current = fields.optional("currentPassword", currentPassword, Password::new);
        fields.check();
        AccountEdits edits = AccountEdits.of(
                        edit(username, newUsername.get(), absent),
                        edit(name, newName.get(), absent),
                        edit(email, newEmail.get(), absent),
                        edit(phone, newPhone.get(), absent))
                .with(newLocale.get().orElse(defaultLocale), newFactor.get().orElse(SecondFactor.NONE));
        return new ChangeAccountCommand(
                caller,
                edits,
                new ChangeAccountCommand.Proof.ByCode(origin),
                current.get().map(typed -> new CurrentPassword(typed, origin)));
    }

    private static <T> Edit<T> edit(Member member, Optional<T> parsed, Absent absent) {
        return member.isPresent() || absent.isRemoved() ? Edit.toOrRemove(parsed) : new Edit.Keep<>();
    }

    private static <T> Fields.Parsed<Optional<T>> read(
            Fields fields, String field, Member member, T current, Function<String, T> parser) {
        return member.isPresent()
                ? fields.optional(field, member.text(), parser)
                : Fields.Parsed.of(Optional.of(current));
    }

    @Override
    public String toString() {
        return "ChangeAccountRequest[redacted]";
    }
}
