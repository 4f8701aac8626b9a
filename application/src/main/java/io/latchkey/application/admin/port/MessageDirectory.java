package io.latchkey.application.admin.port;

import io.latchkey.application.admin.MessageSearch;
import io.latchkey.application.admin.MessageStory;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import java.util.List;
import java.util.Optional;

/** Finds messages and what became of them, for those who administer. */
public interface MessageDirectory {
    /**
     * Finds messages in one statement, newest first.
     *
     * @param after leaves out this place and all before it
     * @param most the most that are found
     */
    List<OutboxMessage> find(MessageSearch search, Optional<Position> after, int most);

    Optional<OutboxMessage> find(OutboxMessageId id);

    /** The calls to providers for a message, oldest first. */
    List<MessageStory.Call> findCalls(OutboxMessageId id);
}
