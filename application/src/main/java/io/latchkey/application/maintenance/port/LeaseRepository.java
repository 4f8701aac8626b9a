package io.latchkey.application.maintenance.port;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Says which node does a task that one node at a time should do. A lease ends by itself, so that the death of its holder stops nothing.
 * Nothing breaks when clocks differ and two nodes do the task at once.
 */
public interface LeaseRepository {
    /**
     * Takes or prolongs the lease of a task, in a unit of work.
     *
     * @param task name of the task; at most 40 characters
     * @param holder the node
     * @param length time from now until the lease ends by itself; the same at all nodes
     * @return false when another node holds it
     */
    boolean take(String task, UUID holder, Instant now, Duration length);

    /** Ends the lease of a task, if this node holds it. */
    void release(String task, UUID holder);
}
