package io.latchkey.application.shared.port;

import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PhoneNumber;

/** Reads phone numbers by the world's numbering plans. */
public interface PhoneNumberParser {
    /**
     * Reads a number as people write it.
     *
     * @param raw with a country code, or without one for the default region
     * @throws InvalidValueException when no numbering plan has such a number
     */
    PhoneNumber parse(String raw);
}
