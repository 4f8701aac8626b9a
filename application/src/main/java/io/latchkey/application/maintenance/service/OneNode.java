package io.latchkey.application.maintenance.service;

import io.latchkey.application.maintenance.port.LeaseRepository;
import io.latchkey.application.shared.service.Core;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;

/** Does a task on one node at a time. The node keeps the task until it lets it go, ends, or stops doing it. For one thread. */
public final class OneNode {
    private final String task;
    private final Duration lease;
    private final LeaseRepository leases;
    private final Core core;
    private final UUID node;

    /**
     * @param task its name; at most 40 characters
     * @param lease time after which another node may take the task up; longer than what a run does between two looks at whether the task
     *     is still its own, and than the pause between two runs that a node is to do both
     */
    public OneNode(String task, Duration lease, LeaseRepository leases, Core core) {
        this.task = task;
        this.lease = lease;
        this.leases = leases;
        this.core = core;
        this.node = core.ids().next();
    }

    /**
     * Does the work and answers what it answers; 0 without doing it when another node has the task.
     *
     * @param work is given a look at whether the task is still this node's, which prolongs the lease of a long run
     */
    public int run(ToIntFunction<BooleanSupplier> work) {
        Lease held = new Lease();
        return held.getAsBoolean() ? work.applyAsInt(held) : 0;
    }

    /** Lets the task go, so that any node may do the next run at once. */
    public void release() {
        core.unitOfWork().<Boolean>execute(() -> {
            leases.release(task, node);
            return true;
        });
    }

    /** The lease of one run. It is prolonged once a third of it is over. */
    private final class Lease implements BooleanSupplier {
        private Instant prolongedFrom = Instant.MIN;

        @Override
        public boolean getAsBoolean() {
            Instant now = core.clock().instant();
            if (now.isBefore(prolongedFrom)) {
                return true;
            }
            prolongedFrom = now.plus(lease.dividedBy(3));
            return core.unitOfWork().<Boolean>execute(() -> leases.take(task, node, now, lease));
        }
    }
}
