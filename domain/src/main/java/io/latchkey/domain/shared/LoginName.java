package io.latchkey.domain.shared;

/** What a person types to say who they are: a username or a contact. */
public sealed interface LoginName {
    /** The form all spellings of this login share. */
    String key();

    record ByUsername(Username username) implements LoginName {
        @Override
        public String key() {
            return "username:" + username.key();
        }
    }

    record ByContact(Contact contact) implements LoginName {
        @Override
        public String key() {
            return contact.kind().wireName() + ":" + contact.key();
        }
    }

    /** Typed text that can be nobody's login; it fails in the same way and time as an unknown one. */
    record Unusable(String typed) implements LoginName {
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
