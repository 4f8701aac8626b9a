package io.latchkey.adapters.rest.inbox;

import java.util.List;

/** Messages that a development server keeps in memory. Safe for use by several threads. */
public interface Inbox {
    /** All messages, newest first. */
    List<MessageResponse> find();

    /**
     * Messages to one reader, newest first.
     *
     * @param to an e-mail address or a phone number in any spelling; what is neither finds nothing
     */
    List<MessageResponse> find(String to);

    /** Forgets all messages. */
    void clear();
}
