package io.latchkey.application.admin.port;

import io.latchkey.application.admin.DecisionSearch;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.shared.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The decisions that are kept. */
public interface DecisionLog {
    /**
     * Keeps decisions. Those that are kept already stay as they are. Those about an account that is no more are kept without its id and
     * without the digest of its contact.
     */
    void insert(List<Decision> decisions);

    Optional<Decision> find(UUID id);

    /**
     * Finds decisions in one statement, newest first.
     *
     * @param after leaves out this place and all before it
     * @param most the most that are found
     */
    List<Decision> find(DecisionSearch search, Optional<Position> after, int most);

    /**
     * Deletes decisions that were made before a time.
     *
     * @param most most of them to delete in this unit of work
     * @return number of deleted decisions
     */
    int purge(Instant before, int most);
}
