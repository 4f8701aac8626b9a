package io.latchkey.application.shared.port;

import io.latchkey.domain.shared.PhoneNumber;
import java.util.Optional;

/** Knows which phone numbers took the place of others when a country changed its numbering plan. Answered from memory. */
public interface NumberHistory {
    /** The number in the form of today; empty for a number that is in use, and for one whose successor nobody knows. */
    Optional<PhoneNumber> successorOf(PhoneNumber number);

    /** Is another one when other answers have to be expected. Stored numbers are looked at again then. */
    int edition();
}
