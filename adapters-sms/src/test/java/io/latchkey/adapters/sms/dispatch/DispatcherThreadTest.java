package io.latchkey.adapters.sms.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.delivery.OutboxDispatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatcherThreadTest {
    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final WakingTrigger trigger = new WakingTrigger();
    private final PooledDeliveryWorkers workers = new PooledDeliveryWorkers(1);
    private volatile Throwable failure;

    private final DispatcherThread thread = new DispatcherThread(
            new OutboxDispatch() {
                @Override
                public int handOver() {
                    return called("handOver");
                }

                @Override
                public int settle() {
                    return called("settle");
                }

                @Override
                public int dispatch() {
                    return called("dispatch");
                }

                @Override
                public void finish() {
                    calls.add("finish");
                }

                @Override
                public boolean isBehind() {
                    return false;
                }
            },
            trigger,
            workers);

    private int called(String name) {
        calls.add(name);
        Throwable next = failure;
        failure = null;
        if (next instanceof Error fault) {
            throw fault;
        }
        if (next instanceof RuntimeException away) {
            throw away;
        }
        return 0;
    }

    @AfterEach
    void stop() {
        thread.close();
    }

    /** The next call, which is waited for. */
    private String next() throws InterruptedException {
        String call = calls.poll(20, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("the dispatcher is not called");
        }
        return call;
    }

    /** The calls up to this one. */
    private List<String> until(String name) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        do {
            seen.add(next());
        } while (!seen.get(seen.size() - 1).equals(name));
        return seen;
    }

    /** Wakes the thread, and again after each look into the store, which does all at once; answers the calls up to this one. */
    private List<String> wakeUntil(String name) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        while (!seen.contains(name)) {
            trigger.wake();
            String call = next();
            while (!call.equals(name) && !call.equals("dispatch")) {
                seen.add(call);
                call = next();
            }
            seen.add(call);
        }
        return seen;
    }

    @Test
    void looks_into_the_store_at_its_start_and_again_without_being_told() throws InterruptedException {
        thread.start();
        assertThat(until("dispatch")).containsExactly("dispatch");
        assertThat(until("dispatch")).containsExactly("dispatch");
    }

    @Test
    void hands_over_when_it_is_woken_and_records_later() throws InterruptedException {
        thread.start();
        until("dispatch");
        assertThat(wakeUntil("settle")).containsSubsequence("handOver", "settle");
    }

    @Test
    void looks_into_the_store_when_it_is_told() throws InterruptedException {
        thread.start();
        until("dispatch");
        trigger.look();
        assertThat(until("dispatch")).doesNotContain("handOver");
    }

    @Test
    void goes_on_after_a_failure() throws InterruptedException {
        failure = new IllegalStateException("the database of the test is away");
        thread.start();
        until("dispatch");
        assertThat(wakeUntil("settle")).contains("handOver");
        until("dispatch");
    }

    @Test
    void goes_on_after_a_fault_of_the_program() throws InterruptedException {
        failure = new NoClassDefFoundError("of the test");
        thread.start();
        until("dispatch");
        assertThat(wakeUntil("settle")).contains("handOver");
        until("dispatch");
    }

    @Test
    void leaves_what_waits_to_others_when_it_stops_and_records_the_rest_at_the_end() throws InterruptedException {
        thread.start();
        until("dispatch");
        thread.close();
        until("finish");
        assertThat(calls).containsExactly("finish");
        assertThat(workers.idle()).isZero();
    }
}
