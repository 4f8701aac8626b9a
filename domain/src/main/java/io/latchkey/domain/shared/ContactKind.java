package io.latchkey.domain.shared;

/** The kind of address that a contact is. Several channels reach a phone number, one reaches an e-mail address. */
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

    /**
     * Reads a wire name.
     *
     * @throws InvalidValueException when no kind has this wire name
     */
    public static ContactKind parse(String raw) {
        for (ContactKind kind : values()) {
            if (kind.wireName().equals(raw)) {
                return kind;
            }
        }
        throw new InvalidValueException("must be one of email, sms");
    }

    /** Reads back the answer of {@link #storedName()}. */
    public static ContactKind ofStored(String name) {
        return Channel.valueOf(name).contactKind();
    }
}
