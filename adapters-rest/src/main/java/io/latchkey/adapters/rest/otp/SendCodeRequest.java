package io.latchkey.adapters.rest.otp;

import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.InvalidValueException;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The channel may be left out: an at sign makes an e-mail, anything else is a phone number. */
@Schema(
        name = "RequestCode",
        requiredProperties = {"purpose", "destination"})
record SendCodeRequest(
        @Schema(example = "sign-in", description = "verify-contact, sign-in, reset-password or custom:<name>.")
        @Nullable
        String purpose,

        @Schema(
                example = "email",
                description = "Left out, the destination tells.",
                enumeration = {"email", "sms"})
        @Nullable
        String channel,

        @Schema(example = "ada@example.org") @Nullable String destination,

        @Schema(example = "de-AT", description = "Left out, Accept-Language decides.") @Nullable
        String locale)
        implements RequestBody {
    SendCodeCommand toCommand(ContactParser contacts, Requester requester) {
        Fields fields = new Fields();
        Fields.Parsed<OtpPurpose> wanted = fields.required("purpose", purpose, OtpPurpose::parse);
        Fields.Parsed<Contact> contact =
                fields.required("destination", destination, raw -> contacts.parse(channelOf(raw), raw));
        Fields.Parsed<Optional<Locale>> language = fields.optional("locale", locale, Client::parseLocale);
        fields.check();
        return SendCodeCommand.asked(
                wanted.get(),
                contact.get(),
                language.get().map(requester::reading).orElse(requester));
    }

    private ContactKind channelOf(String rawDestination) {
        if (channel == null) {
            return rawDestination.indexOf('@') >= 0 ? ContactKind.EMAIL : ContactKind.PHONE;
        }
        try {
            return ContactKind.parse(channel);
        } catch (InvalidValueException refused) {
            throw refused.in("channel");
        }
    }

    @Override
    public String toString() {
        return "SendCodeRequest[purpose=" + purpose + "]";
    }
}
