package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.Member;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The members of an account its owner may change; the others of a me body are ignored. */
record ChangeAccountRequest(
        Member username, Member name, Member email, Member phone, Member locale, Member secondFactor)
        implements RequestBody {
    /** The account is to be exactly this: what is absent or null goes, locale and second factor to their defaults. */
    ChangeAccountCommand toReplacement(
            Caller caller, ContactParser contacts, Locale defaultLocale, ClientOrigin origin) {
        return toCommand(
                caller,
                new Current(null, null, null, null, defaultLocale, SecondFactor.NONE),
                defaultLocale,
                contacts,
                origin);
    }

    /** What is absent stays, what is null goes (RFC 7396). */
    ChangeAccountCommand toPatch(Caller caller, ContactParser contacts, Locale defaultLocale, ClientOrigin origin) {
        User user = caller.user();
        Current current = new Current(
                user.username(), user.name(), user.email(), user.phone(), user.locale(), user.secondFactor());
        return toCommand(caller, current, defaultLocale, contacts, origin);
    }

    /** What a member is when the body has none of that name. */
    private record Current(
            @Nullable Username username,
            @Nullable String name,
            @Nullable EmailAddress email,
            @Nullable PhoneNumber phone,
            Locale locale,
            SecondFactor secondFactor) {}

    private ChangeAccountCommand toCommand(
            Caller caller, Current current, Locale defaultLocale, ContactParser contacts, ClientOrigin origin) {
        Fields fields = new Fields();
        Fields.Parsed<Optional<Username>> newUsername =
                read(fields, "username", username, current.username(), Username::parse);
        Fields.Parsed<Optional<String>> newName = read(fields, "name", name, current.name(), UserTexts::parseName);
        Fields.Parsed<Optional<EmailAddress>> newEmail =
                read(fields, "email", email, current.email(), EmailAddress::parse);
        Fields.Parsed<Optional<PhoneNumber>> newPhone =
                read(fields, "phone", phone, current.phone(), contacts::parsePhone);
        Fields.Parsed<Optional<Locale>> newLocale =
                read(fields, "locale", locale, current.locale(), Client::parseLocale);
        Fields.Parsed<Optional<SecondFactor>> newFactor =
                read(fields, "secondFactor", secondFactor, current.secondFactor(), SecondFactor::parse);
        fields.check();
        return new ChangeAccountCommand(
                caller,
                newUsername.get().orElse(null),
                newName.get().orElse(null),
                newEmail.get().orElse(null),
                newPhone.get().orElse(null),
                newLocale.get().orElse(defaultLocale),
                newFactor.get().orElse(SecondFactor.NONE),
                origin);
    }

    private static <T> Fields.Parsed<Optional<T>> read(
            Fields fields, String field, Member member, @Nullable T current, Function<String, T> parser) {
        return member.isPresent()
                ? fields.optional(field, member.text(), parser)
                : Fields.Parsed.of(Optional.ofNullable(current));
    }

    @Override
    public String toString() {
        return "ChangeAccountRequest[redacted]";
    }

    /** The body as the OpenAPI document shows it. */
    @Schema(name = "ChangeMe")
    record Documented(
            @Schema(example = "ada", nullable = true) @Nullable
            String username,

            @Schema(example = "Ada Lovelace", nullable = true) @Nullable
            String name,

            @Schema(example = "ada@example.org", nullable = true) @Nullable
            String email,

            @Schema(example = "+4915112345678", nullable = true) @Nullable
            String phone,

            @Schema(example = "de-AT", nullable = true) @Nullable
            String locale,

            @Schema(
                    nullable = true,
                    enumeration = {"none", "sms", "email"})
            @Nullable
            String secondFactor) {}
}
