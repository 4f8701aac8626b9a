package io.latchkey.application.shared;

import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;

/** Reads contacts and logins as people type them; numbers without a country code belong to the default region. */
public interface ContactParser {
    /** @throws InvalidValueException when no numbering plan knows such a number */
    PhoneNumber parsePhone(String raw);

    /** @throws InvalidValueException when the text is no contact of this channel */
    Contact parse(ContactKind kind, String raw);

    /** Never refuses: text that can be nobody's login reads as {@link LoginName.Unusable}. */
    LoginName parseLogin(String raw);
}
