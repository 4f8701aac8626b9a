package io.latchkey.domain.otp;

import io.latchkey.domain.shared.Contact;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The contacts with fixed codes. They are kept in memory, so that a look-up costs no statement. */
public final class FixedCodeNumbers {
    private static final FixedCodeNumbers NONE = new FixedCodeNumbers(Map.of());

    private final Map<String, FixedCodeNumber> byContact;

    private FixedCodeNumbers(Map<String, FixedCodeNumber> byContact) {
        this.byContact = byContact;
    }

    /** The empty set: no contact has a fixed code. */
    public static FixedCodeNumbers none() {
        return NONE;
    }

    /**
     * The contacts with these entries.
     *
     * @throws IllegalStateException when two entries are for one contact
     */
    public static FixedCodeNumbers of(Collection<FixedCodeNumber> numbers) {
        return new FixedCodeNumbers(numbers.stream()
                .collect(Collectors.toUnmodifiableMap(number -> key(number.contact()), Function.identity())));
    }

    /** The contact's entry, if it is live and allows a client at this address. */
    public Optional<FixedCodeNumber> find(Contact contact, String address, Instant now) {
        return byContact.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(byContact.get(key(contact))).filter(number -> number.isFor(address, now));
    }

    /** Whether any live entry allows a client at this address. */
    public boolean reaches(String address, Instant now) {
        return byContact.values().stream().anyMatch(number -> number.isFor(address, now));
    }

    private static String key(Contact contact) {
        return contact.kind().wireName() + ':' + contact.key();
    }
}
