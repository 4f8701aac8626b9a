package io.latchkey.application.shared.port;

import io.latchkey.application.shared.Finding;
import io.latchkey.domain.shared.Contact;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Is told what the rules saw that were asked about the call of this thread, so that operators can read why it was decided as it was.
 * Costs no statement. Never given a code, password, token, key or login, and of contacts only what it digests itself.
 */
public interface Decisions {
    /** Tells nobody. */
    Decisions UNHEARD = new Decisions() {
        @Override
        public void saw(Finding finding) {}

        @Override
        public void about(Optional<UUID> user, Contact contact) {}

        @Override
        public void promised(UUID message, Contact contact) {}

        @Override
        public void refused(Finding finding) {}

        @Override
        public void undone(UUID message) {}

        @Override
        public <T> T within(String door, String deed, Supplier<T> work) {
            return work.get();
        }

        @Override
        public void aboutMessage(UUID message) {}
    };

    /** Learns what a rule saw. A rule that is asked again, because the work was done again, tells anew. */
    void saw(Finding finding);

    /** Learns what refused the call, unless a rule told already that it did. */
    void refused(Finding finding);

    /**
     * Learns whom the call is about.
     *
     * @param user id of the account that is meant; empty when none is, or none yet
     */
    void about(Optional<UUID> user, Contact contact);

    /** Learns that a message was promised to a contact. */
    void promised(UUID message, Contact contact);

    /** Learns that the promise of a message was undone along with its unit of work. */
    void undone(UUID message);

    /**
     * Does work as a call of its own, unless it is part of one: what a node does by itself.
     *
     * @param door where it came from
     * @param deed what it is to bring about
     */
    <T> T within(String door, String deed, Supplier<T> work);

    /** Learns which message, promised before, the call is about. */
    void aboutMessage(UUID message);
}
