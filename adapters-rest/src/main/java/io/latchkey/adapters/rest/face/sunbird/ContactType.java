package io.latchkey.adapters.rest.face.sunbird;

import io.latchkey.domain.shared.ContactKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a client calls the contact it means. An account has no contacts but its own, so the former ones stand for them. */
enum ContactType {
    EMAIL("email", ContactKind.EMAIL),
    PHONE("phone", ContactKind.PHONE),
    PREVIOUS_EMAIL("prevUsedEmail", ContactKind.EMAIL),
    PREVIOUS_PHONE("prevUsedPhone", ContactKind.PHONE);

    private final String wireName;
    private final ContactKind kind;

    ContactType(String wireName, ContactKind kind) {
        this.wireName = wireName;
        this.kind = kind;
    }

    ContactKind kind() {
        return kind;
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
