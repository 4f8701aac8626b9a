package io.latchkey.domain.delivery;

import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import java.util.Optional;

/**
 * The properties of a message by which its route is chosen.
 *
 * @param country ISO 3166 code of a phone number's country; empty text where it has none, and for e-mail
 * @param purpose purpose of the code; empty for a notice
 */
public record RouteQuery(Contact contact, String country, Optional<OtpPurpose> purpose) {
    /** The API that requested the message: the name of a face, or {@code native}. */
    public String app() {
        return purpose.flatMap(OtpPurpose::app).orElse("native");
    }

    @Override
    public String toString() {
        return "RouteQuery[country=" + country + ", purpose=" + purpose + "]";
    }
}
