package io.latchkey.adapters.rest.inbox;

import java.util.List;

/** Messages that a development server keeps in memory. Safe for use by several threads. */
public interface Inbox {
    /** Returns all messages, newest first. */
    List<MessageResponse> find();

    /**
     * Returns the messages to one reader, newest first.
     *
     * @param to an e-mail address or a phone number in any spelling; any other text finds nothing
     */
    List<MessageResponse> find(String to);

    /** Deletes all messages. */
    void clear();
}
