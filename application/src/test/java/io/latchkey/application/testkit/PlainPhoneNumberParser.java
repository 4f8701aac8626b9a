package io.latchkey.application.testkit;

import io.latchkey.application.shared.port.PhoneNumberParser;
import io.latchkey.domain.shared.PhoneNumber;

/** Reads numbers with blanks, hyphens and brackets. A number with a leading zero is German. */
public final class PlainPhoneNumberParser implements PhoneNumberParser {
    @Override
    public PhoneNumber parse(String raw) {
        String digits = raw.replaceAll("[ ()-]", "");
        return new PhoneNumber(digits.startsWith("0") ? "+49" + digits.substring(1) : digits);
    }
}
