package io.latchkey.application.delivery.port;

import io.latchkey.domain.delivery.Probe;
import io.latchkey.domain.delivery.Suppression;
import io.latchkey.domain.shared.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores channels that are closed to contacts, shared by all nodes. */
public interface SuppressionRepository {
    /** Saves a suppression in the place of the one of the same contact and channel. */
    void save(Suppression suppression);

    /** The suppression of a channel to a contact; empty when there is none or it is lifted. */
    Optional<Suppression> find(UUID contact, Channel channel);

    /** The same also when it is lifted, as long as that is remembered. */
    Optional<Suppression> findAlsoLifted(UUID contact, Channel channel);

    /** All suppressions of a contact that are not lifted, the oldest first. */
    List<Suppression> findAll(UUID contact);

    /**
     * Suppressions that were made or lifted at this time or later, the newest first.
     *
     * @param most leaves out the oldest above this number
     */
    List<Suppression> findChanged(Instant since, int most);

    /**
     * Lets a probe through to an address that bounced, unless one was let through after a time already. Of several that ask at once, one
     * succeeds.
     *
     * @param lastBy the latest time of the probe before
     * @return whether it is let through
     */
    boolean probe(UUID contact, Channel channel, Probe probe, Instant lastBy);

    /** Forgets suppressions that were lifted before this time, at most so many; answers how many. */
    int purge(Instant before, int most);
}
