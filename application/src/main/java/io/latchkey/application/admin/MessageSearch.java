package io.latchkey.application.admin;

import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.InvalidValueException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which messages are looked for. All conditions hold together.
 *
 * @param provider the provider that took it
 * @param from not promised before this time
 * @param before promised before this time
 */
public record MessageSearch(
        Optional<DeliveryState> state,
        Optional<Contact> contact,
        Optional<String> provider,
        Optional<Instant> from,
        Optional<Instant> before) {
    /** Every message. */
    public static final MessageSearch ALL =
            new MessageSearch(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Duration DAY = Duration.ofDays(1);

    /** The same search for messages to this contact. */
    public MessageSearch to(Contact reader) {
        return new MessageSearch(state, Optional.of(reader), provider, from, before);
    }

    /**
     * The same search, no longer than a day where messages are found by their time alone and most are passed over: a search by provider
     * for no contact.
     *
     * @throws InvalidValueException when such a search begins more than a day before its end
     */
    public MessageSearch bounded(Instant now) {
        if (provider.isEmpty() || contact.isPresent()) {
            return this;
        }
        Instant earliest = before.orElse(now).minus(DAY);
        if (from.filter(earliest::isAfter).isPresent()) {
            throw new InvalidValueException(
                    "from", "must be a day before the end at most, where a provider is searched for no contact");
        }
        return new MessageSearch(state, contact, provider, Optional.of(from.orElse(earliest)), before);
    }
}
