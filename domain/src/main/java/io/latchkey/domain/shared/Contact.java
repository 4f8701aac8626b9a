package io.latchkey.domain.shared;

import java.util.function.Function;

/** Where a person can be reached: an e-mail address or a phone number. */
public sealed interface Contact permits EmailAddress, PhoneNumber {
    ContactKind kind();

    /** The form that messages are addressed to: the e-mail as typed, the phone in E.164. */
    String value();

    /** The form that all spellings of one contact share. Uniqueness and throttles use it as their key. */
    String key();

    /** Names the contact together with its kind. Limits and counters are for this name. */
    default String subject() {
        return kind().storedName() + ":" + key();
    }

    /**
     * The contact with most symbols hidden, for its owner to recognise: {@code a***e@example.org}, {@code
     * +49*******67}.
     */
    String masked();

    /** Answers with the function of the kind of contact. */
    <R> R fold(Function<? super EmailAddress, ? extends R> onEmail, Function<? super PhoneNumber, ? extends R> onPhone);

    /** Reads back the answers of {@link #kind()} and {@link #value()}. */
    static Contact of(ContactKind kind, String value) {
        return switch (kind) {
            case EMAIL -> EmailAddress.parse(value);
            case PHONE -> new PhoneNumber(value);
        };
    }
}
