package io.latchkey.adapters.rest;

import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;

/** Accepts phone numbers in E.164 only. */
final class FakeContactParser implements ContactParser {
    @Override
    public PhoneNumber parsePhone(String raw) {
        return new PhoneNumber(raw);
    }

    @Override
    public Contact parse(ContactKind kind, String raw) {
        return kind == ContactKind.EMAIL ? EmailAddress.parse(raw) : parsePhone(raw);
    }

    @Override
    public LoginName parseLogin(String raw) {
        try {
            if (raw.indexOf('@') >= 0) {
                return new LoginName.ByContact(EmailAddress.parse(raw));
            }
            return raw.startsWith("+")
                    ? new LoginName.ByContact(parsePhone(raw))
                    : new LoginName.ByUsername(Username.parse(raw));
        } catch (InvalidValueException unusable) {
            return new LoginName.Unusable(raw);
        }
    }
}
