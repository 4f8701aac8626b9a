package io.latchkey.domain.shared;

import java.util.function.Function;

/** Where a person can be reached: an e-mail address or a phone number. */
public sealed interface Contact permits EmailAddress, PhoneNumber {
    ContactKind kind();

    /** The form a message is addressed to: the e-mail as typed, the phone in E.164. */
    String value();

    /** The form two spellings of one contact share; what uniqueness and throttles are keyed by. */
    String key();

    /** Recognisable to its owner, useless to anybody else: {@code a***e@example.org}, {@code +49*******67}. */
    String masked();

    /** Answers by the kind of contact. */
    <R> R fold(Function<? super EmailAddress, ? extends R> onEmail, Function<? super PhoneNumber, ? extends R> onPhone);

    /** Reads back what {@link #value()} and {@link #kind()} said. */
    static Contact of(ContactKind kind, String value) {
        return switch (kind) {
            case EMAIL -> EmailAddress.parse(value);
            case PHONE -> new PhoneNumber(value);
        };
    }
}
