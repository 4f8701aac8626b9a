package io.latchkey.domain.shared;

import java.util.function.Function;

/** The name that a person signs in with: a username or a contact. */
public sealed interface LoginName {
    /** Answers with the function of this case. */
    <R> R fold(
            Function<? super ByUsername, ? extends R> onByUsername,
            Function<? super ByContact, ? extends R> onByContact,
            Function<? super Unusable, ? extends R> onUnusable);

    /** The form that all spellings of this login share. */
    String key();

    record ByUsername(Username username) implements LoginName {
        @Override
        public <R> R fold(
                Function<? super ByUsername, ? extends R> onByUsername,
                Function<? super ByContact, ? extends R> onByContact,
                Function<? super Unusable, ? extends R> onUnusable) {
            return onByUsername.apply(this);
        }

        @Override
        public String key() {
            return "username:" + username.key();
        }
    }

    record ByContact(Contact contact) implements LoginName {
        @Override
        public <R> R fold(
                Function<? super ByUsername, ? extends R> onByUsername,
                Function<? super ByContact, ? extends R> onByContact,
                Function<? super Unusable, ? extends R> onUnusable) {
            return onByContact.apply(this);
        }

        @Override
        public String key() {
            return contact.kind().wireName() + ":" + contact.key();
        }
    }

    /** Text that no account can have as its login. It fails in the same way and time as an unknown login. */
    record Unusable(String typed) implements LoginName {
        @Override
        public <R> R fold(
                Function<? super ByUsername, ? extends R> onByUsername,
                Function<? super ByContact, ? extends R> onByContact,
                Function<? super Unusable, ? extends R> onUnusable) {
            return onUnusable.apply(this);
        }

        @Override
        public String key() {
            return "unusable:" + typed;
        }

        @Override
        public String toString() {
            return "Unusable";
        }
    }
}
