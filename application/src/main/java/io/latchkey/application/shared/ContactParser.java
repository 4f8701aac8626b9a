package io.latchkey.application.shared;

import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;

/** Reads contacts and logins as people type them. A number without a country code belongs to the default region. */
public interface ContactParser {
    /** @throws InvalidValueException when no numbering plan knows such a number, or such numbers get no codes */
    PhoneNumber parsePhone(String raw);

    /** @throws InvalidValueException when the text is not a contact of this kind */
    Contact parse(ContactKind kind, String raw);

    /**
     * Reads an e-mail address, which has an at sign, or else a phone number.
     *
     * @throws InvalidValueException when the text is neither
     */
    default Contact parse(String raw) {
        return parse(raw.indexOf('@') < 0 ? ContactKind.PHONE : ContactKind.EMAIL, raw);
    }

    /** Reads a login. It never refuses: a text that cannot be a login becomes {@link LoginName.Unusable}. */
    LoginName parseLogin(String raw);
}
