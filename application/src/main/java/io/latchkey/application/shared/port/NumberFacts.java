package io.latchkey.application.shared.port;

import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.PhoneNumberType;

/** Looks up what numbering plans say of a phone number. Answered from memory. */
public interface NumberFacts {
    PhoneNumberType typeOf(PhoneNumber number);

    /** ISO 3166 code of the number's country; empty text for a number that belongs to no single country. */
    String countryOf(PhoneNumber number);
}
