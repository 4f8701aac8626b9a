package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.concealment.AnswerClock;
import java.util.concurrent.locks.LockSupport;

/** Lets answers to clients wait. Those to the calls that the launcher makes before there are any need not. */
final class ClientClock implements AnswerClock {
    private final Clients clients = new Clients();

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void waitUntil(long nanos) {
        if (!clients.areThere()) {
            return;
        }
        long left = nanos - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, left);
            left = nanos - System.nanoTime();
        }
    }
}
