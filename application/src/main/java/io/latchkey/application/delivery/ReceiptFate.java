package io.latchkey.application.delivery;

import java.util.Locale;

/** What became of a receipt. */
public enum ReceiptFate {
    /** It named a message by the id of the provider's answer. */
    MATCHED(Kind.MATCHED, "same-id"),
    /** It named a message by the same number in another notation, such as decimal for hexadecimal. */
    OTHER_NOTATION(Kind.MATCHED, "other-notation"),
    /** No message has the id it names, half a minute after it came. */
    UNKNOWN_ID(Kind.UNMATCHED, "unknown-id"),
    /** No message has the id it names, and several have it in other notations. */
    AMBIGUOUS(Kind.UNMATCHED, "ambiguous"),
    /** Too many receipts waited for their messages. */
    TOO_MANY(Kind.UNMATCHED, "too-many"),
    /** It names no message. */
    NO_ID(Kind.MALFORMED, "no-id"),
    /** It is not in the provider's form, or breaks the protocol. */
    UNREADABLE(Kind.MALFORMED, "unreadable"),
    /** It does not show that it comes from the provider. */
    NOT_AUTHENTIC(Kind.REFUSED, "not-authentic"),
    /** It tells of a step on the way. */
    NOT_FINAL(Kind.PASSED_OVER, "not-final"),
    /** It has the text of a receipt, and the carrier does not call it one; a phone can write such a text. */
    NOT_CALLED_RECEIPT(Kind.PASSED_OVER, "not-called-receipt");

    /** What became of it, without the reason. */
    public enum Kind {
        MATCHED,
        UNMATCHED,
        MALFORMED,
        REFUSED,
        PASSED_OVER;

        /** Name in metrics. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Kind kind;
    private final String reason;

    ReceiptFate(Kind kind, String reason) {
        this.kind = kind;
        this.reason = reason;
    }

    public Kind kind() {
        return kind;
    }

    /** Name of the reason in metrics and in the log. */
    public String reason() {
        return reason;
    }
}
