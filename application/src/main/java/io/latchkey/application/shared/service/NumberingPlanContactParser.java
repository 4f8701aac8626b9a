package io.latchkey.application.shared.service;

import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.shared.port.PhoneNumberParser;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PastedText;
import io.latchkey.domain.shared.PhoneLink;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import java.util.function.UnaryOperator;

/**
 * Tells contacts and usernames apart by their shape. A text with an at sign is an e-mail address, a text with a letter
 * is a username, and any other text is a number. A telephone link ({@code tel:}) is a number, too.
 */
public final class NumberingPlanContactParser implements ContactParser {
    private static final int LONGEST_LOGIN = 254;

    private final PhoneNumberParser phoneNumbers;
    private final UnaryOperator<PhoneNumber> requireReachable;

    /** Takes every number. */
    public NumberingPlanContactParser(PhoneNumberParser phoneNumbers) {
        this.phoneNumbers = phoneNumbers;
        this.requireReachable = UnaryOperator.identity();
    }

    /** Takes numbers that get codes. A login may be any number, because an account may be older than the choice. */
    public NumberingPlanContactParser(PhoneNumberParser phoneNumbers, ReachablePhones reachable) {
        this.phoneNumbers = phoneNumbers;
        this.requireReachable = reachable::require;
    }

    @Override
    public PhoneNumber parsePhone(String raw) {
        return requireReachable.apply(phoneNumbers.parse(raw));
    }

    @Override
    public Contact parse(ContactKind kind, String raw) {
        return switch (kind) {
            case EMAIL -> EmailAddress.parse(raw);
            case PHONE -> parsePhone(raw);
        };
    }

    @Override
    public LoginName parseLogin(String raw) {
        String typed = PastedText.trim(raw);
        try {
            if (raw.indexOf('@') >= 0) {
                return new LoginName.ByContact(EmailAddress.parse(raw));
            }
            if (typed.codePoints().anyMatch(Character::isLetter) && !PhoneLink.isLink(raw)) {
                return new LoginName.ByUsername(Username.parse(raw));
            }
            return new LoginName.ByContact(phoneNumbers.parse(raw));
        } catch (InvalidValueException unusable) {
            return new LoginName.Unusable(raw.substring(0, Math.min(raw.length(), LONGEST_LOGIN)));
        }
    }
}
