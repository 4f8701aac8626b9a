package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.adapters.sms.smtp.Mailbox;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The values of placeholders that an e-mail has and other messages lack.
 *
 * @param from address of the sender
 */
record MailValues(WordedMessage message, String from) {
    /** Stands for the sender's name and address in one text (RFC 5322, mailbox). */
    static final String MAILBOX = "fromMailbox";

    private static final String NAME = "fromName";

    /** The placeholders of e-mails. */
    static final Set<String> NAMES = Set.of("subject", "html", NAME, MAILBOX, "replyTo", "messageId");

    /** The reader's number or address. The domain of an address is in ASCII, because that is what mail servers look up. */
    String to() {
        return message.to().fold(EmailAddress::withAsciiDomain, PhoneNumber::value);
    }

    /**
     * The value of a placeholder.
     *
     * @param settings supplies the operator's values
     * @return empty when it is none of an e-mail's own
     */
    Optional<String> find(String placeholder, Function<String, String> settings) {
        return switch (placeholder) {
            case "subject" -> Optional.of(message.words().subject().orElse(""));
            case "html" -> Optional.of(message.words().html().orElse(""));
            case MAILBOX -> Optional.of(Mailbox.write(from, settings.apply(NAME)));
            case "messageId" -> Optional.of("<" + message.id() + '@' + from.substring(from.lastIndexOf('@') + 1) + '>');
            default -> Optional.empty();
        };
    }
}
