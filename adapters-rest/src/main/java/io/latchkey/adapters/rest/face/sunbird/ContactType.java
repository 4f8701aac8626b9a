package io.latchkey.adapters.rest.face.sunbird;

import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.OwnContact;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a client calls the contact it means. Accounts have no contacts that are kept for recovery alone: they recover by the verified
 * ones, so the recovery types mean those.
 */
enum ContactType {
    EMAIL("email", OwnContact.EMAIL),
    PHONE("phone", OwnContact.PHONE),
    PREVIOUS_EMAIL("prevUsedEmail", OwnContact.FORMER_EMAIL),
    PREVIOUS_PHONE("prevUsedPhone", OwnContact.FORMER_PHONE),
    RECOVERY_EMAIL("recoveryEmail", OwnContact.EMAIL),
    RECOVERY_PHONE("recoveryPhone", OwnContact.PHONE);

    private final String wireName;
    private final OwnContact ofAccount;

    ContactType(String wireName, OwnContact ofAccount) {
        this.wireName = wireName;
        this.ofAccount = ofAccount;
    }

    ContactKind kind() {
        return ofAccount.kind();
    }

    /** The contact of an account that is meant where one is named. */
    OwnContact ofAccount() {
        return ofAccount;
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
