package io.latchkey.bootstrap.launcher;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the process when a supervisor or a person asks for it. First the service says that it is not ready, then it refuses new calls and
 * finishes those under way, and the messages that are being handed over. Then the server stops.
 */
final class Shutdown {
    private static final System.Logger LOG = System.getLogger(Shutdown.class.getName());

    /** Time for the calls under way. An orchestrator that asked usually kills after 30 s. */
    private static final Duration LONGEST_CALLS = Duration.ofSeconds(15);

    /** Exit codes by signal: 128 and the number of the signal. */
    private static final Map<String, Integer> SIGNALS = Map.of("TERM", 143, "INT", 130);

    private final Door door;
    private final Runnable application;
    private final Duration delay;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch hurried = new CountDownLatch(1);

    /**
     * @param application stops the application, with the messages that it is handing over
     * @param delay time from the first "not ready" to the first refused call
     */
    Shutdown(Door door, Runnable application, Duration delay) {
        this.door = door;
        this.application = application;
        this.delay = delay;
    }

    /** Begins to wait for signals. Where the virtual machine has none, it ends at once when it is told to. */
    void awaitSignals() {
        SIGNALS.forEach((signal, exitCode) -> {
            try {
                handle(signal, () -> begin(exitCode));
            } catch (ReflectiveOperationException | RuntimeException none) {
                LOG.log(Level.DEBUG, "The signal {0} is not handled", signal);
            }
        });
    }

    /** The platform's class for signals is asked by name, because the compiler warns of each use. */
    private static void handle(String name, Runnable deed) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object instance = Proxy.newProxyInstance(
                Shutdown.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> proxy == arguments[0];
                        case "toString" -> "latchkey";
                        default -> {
                            deed.run();
                            yield null;
                        }
                    };
                });
        try {
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), instance);
        } catch (InvocationTargetException refused) {
            throw new IllegalStateException(refused.getCause());
        }
    }

    /** Ends the process. Whoever asks a second time does not wait for calls. */
    private void begin(int exitCode) {
        try {
            if (begun.compareAndSet(false, true)) {
                drain();
            } else {
                hurried.countDown();
            }
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "The service stops without having finished everything", failed);
        } finally {
            System.exit(exitCode);
        }
    }

    void drain() {
        try {
            door.turnReadinessOff();
            if (hurried.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            door.close();
            if (!door.awaitCalls(LONGEST_CALLS)) {
                LOG.log(Level.WARNING, "The service stops although calls are under way");
            }
            application.run();
            door.shut();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
