package io.latchkey.application.delivery.port;

import io.latchkey.domain.shared.PhoneNumber;

/** Looks up the country of a phone number. */
@FunctionalInterface
public interface Countries {
    /** ISO 3166 code of the number's country; empty text for a number that belongs to no single country. */
    String of(PhoneNumber number);
}
