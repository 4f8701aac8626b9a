package io.latchkey.application.maintenance.service;

import io.latchkey.application.maintenance.port.LeaseRepository;
import io.latchkey.application.shared.service.Core;
import java.time.Duration;
import java.util.UUID;
import java.util.function.IntSupplier;

/** Does a task on one node at a time. The node keeps the task until it ends or stops doing it. */
public final class OneNode {
    private final String task;
    private final Duration lease;
    private final LeaseRepository leases;
    private final Core core;
    private final UUID node;

    /**
     * @param task its name; at most 40 characters
     * @param lease time after which another node may take the task up; longer than the pause between two runs
     */
    public OneNode(String task, Duration lease, LeaseRepository leases, Core core) {
        this.task = task;
        this.lease = lease;
        this.leases = leases;
        this.core = core;
        this.node = core.ids().next();
    }

    /** Does the work and answers what it answers; 0 without doing it when another node has the task. */
    public int run(IntSupplier work) {
        boolean isOurs = core.unitOfWork()
                .<Boolean>execute(() -> leases.take(task, node, core.clock().instant(), lease));
        return isOurs ? work.getAsInt() : 0;
    }
}
