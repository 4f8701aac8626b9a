package io.latchkey.adapters.rest.face.sunbird;

import io.latchkey.domain.shared.Channel;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a client calls the contact it means. An account has no contacts but its own, so the former ones stand for them. */
enum ContactType {
    EMAIL("email", Channel.EMAIL),
    PHONE("phone", Channel.SMS),
    PREVIOUS_EMAIL("prevUsedEmail", Channel.EMAIL),
    PREVIOUS_PHONE("prevUsedPhone", Channel.SMS);

    private final String wireName;
    private final Channel channel;

    ContactType(String wireName, Channel channel) {
        this.wireName = wireName;
        this.channel = channel;
    }

    Channel channel() {
        return channel;
    }

    static Optional<ContactType> find(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }

    /** All of them, as clients are told. */
    static String names() {
        return Arrays.stream(values()).map(type -> type.wireName).collect(Collectors.joining(","));
    }
}
