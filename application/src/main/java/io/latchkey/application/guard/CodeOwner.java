package io.latchkey.application.guard;

import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.UserId;

/** Whose code it is, where contacts are blocked after too many of them. */
public sealed interface CodeOwner {
    /** Somebody no account has verified this contact for. */
    record Newcomer(Contact contact) implements CodeOwner {}

    /** An account, by the verified contact it has on this channel. */
    record Account(UserId userId, ContactKind kind) implements CodeOwner {}
}
