package io.latchkey.domain.shared;

/** What sort of address a contact is. A phone number is reached by several channels, an e-mail address by one. */
public enum ContactKind {
    EMAIL(Channel.EMAIL),
    PHONE(Channel.SMS);

    private final Channel usualChannel;

    ContactKind(Channel usualChannel) {
        this.usualChannel = usualChannel;
    }

    /** The channel that carries messages to such a contact unless a route names another one. */
    public Channel usualChannel() {
        return usualChannel;
    }

    /** Name in interfaces, keys and digests: {@code email} or {@code sms}, after the usual channel. */
    public String wireName() {
        return usualChannel.wireName();
    }

    /** Name in stored rows and limits: {@code EMAIL} or {@code SMS}. */
    public String storedName() {
        return usualChannel.name();
    }

    /** @throws InvalidValueException when the name is no kind's wire name */
    public static ContactKind parse(String raw) {
        for (ContactKind kind : values()) {
            if (kind.wireName().equals(raw)) {
                return kind;
            }
        }
        throw new InvalidValueException("must be one of email, sms");
    }

    /** Reads back what {@link #storedName()} said. */
    public static ContactKind ofStored(String name) {
        return Channel.valueOf(name).contactKind();
    }
}
