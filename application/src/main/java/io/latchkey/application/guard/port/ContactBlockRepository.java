package io.latchkey.application.guard.port;

import io.latchkey.domain.guard.ContactBlock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Blocks shared by all nodes; they outlive a restart. */
public interface ContactBlockRepository {
    /** Saves a block in the place of the one its subject has. */
    void save(ContactBlock block);

    /** The block of a subject; empty when there is none or it is over. */
    Optional<ContactBlock> find(UUID subject, Instant now);

    /**
     * Blocks that are not over, newest first.
     *
     * @param since leaves out those put up before
     * @param most leaves out the oldest above this number
     */
    List<ContactBlock> findLive(Instant since, Instant now, int most);

    /**
     * Lets blocks that a clock ahead put up begin now, with the same length.
     *
     * @param latest blocks put up after this time are meant
     * @return number of such blocks
     */
    int beginNow(Instant latest, Instant now);

    /** Forgets blocks that are over, at most so many; answers how many. */
    int purge(Instant now, int most);
}
