package io.latchkey.adapters.rest.otp;

import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The channel may be left out: an at sign makes an e-mail, anything else is a phone number. */
record SendCodeRequest(
        @Nullable String purpose,
        @Nullable String channel,
        @Nullable String destination,
        @Nullable String locale) implements RequestBody {
    SendCodeCommand toCommand(ContactParser contacts, Requester requester) {
        Fields fields = new Fields();
        Fields.Parsed<OtpPurpose> wanted = fields.required("purpose", purpose, OtpPurpose::parse);
        Fields.Parsed<Contact> contact =
                fields.required("destination", destination, raw -> contacts.parse(kindOf(raw), raw));
        Fields.Parsed<Optional<Channel>> chosen = fields.optional("channel", channel, Channel::parse);
        Fields.Parsed<Optional<Locale>> language = fields.optional("locale", locale, Client::parseLocale);
        fields.check();
        return SendCodeCommand.asked(
                        wanted.get(),
                        contact.get(),
                        language.get().map(requester::reading).orElse(requester))
                .by(chosen.get());
    }

    /** The kind of contact that the destination is. A channel that nobody knows is told of by its own member. */
    private ContactKind kindOf(String rawDestination) {
        if (channel != null) {
            for (Channel known : Channel.values()) {
                if (known.wireName().equals(channel)) {
                    return known.contactKind();
                }
            }
        }
        return rawDestination.indexOf('@') >= 0 ? ContactKind.EMAIL : ContactKind.PHONE;
    }

    @Override
    public String toString() {
        return "SendCodeRequest[purpose=" + purpose + "]";
    }
}
