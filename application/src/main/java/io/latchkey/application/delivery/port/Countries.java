package io.latchkey.application.delivery.port;

import io.latchkey.domain.shared.PhoneNumber;

/** Knows whose numbers are whose. */
@FunctionalInterface
public interface Countries {
    /** ISO 3166 code of the number's country; empty text for a number of no one country. */
    String of(PhoneNumber number);
}
