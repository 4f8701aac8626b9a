package io.latchkey.domain.shared;

import java.util.function.Function;
import java.util.regex.Pattern;

/** Phone number in E.164: a plus sign and 7 to 15 digits, no blanks (ITU-T E.164). */
public record PhoneNumber(String value) implements Contact {
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

    public PhoneNumber {
        if (!E164.matcher(value).matches()) {
            throw new InvalidValueException("must be a phone number such as +4915112345678");
        }
    }

    @Override
    public ContactKind kind() {
        return ContactKind.PHONE;
    }

    @Override
    public <R> R fold(
            Function<? super EmailAddress, ? extends R> onEmail, Function<? super PhoneNumber, ? extends R> onPhone) {
        return onPhone.apply(this);
    }

    @Override
    public String key() {
        return value;
    }

    @Override
    public String masked() {
        return value.substring(0, 3) + "*".repeat(value.length() - 5) + value.substring(value.length() - 2);
    }

    @Override
    public String toString() {
        return masked();
    }
}
