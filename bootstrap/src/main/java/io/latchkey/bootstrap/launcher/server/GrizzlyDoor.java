package io.latchkey.bootstrap.launcher.server;

import io.latchkey.bootstrap.front.FrontHandler;
import io.latchkey.bootstrap.front.Listeners;
import io.latchkey.bootstrap.launcher.Door;
import io.latchkey.bootstrap.launcher.Unavailable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.memory.MemoryManager;
import org.glassfish.grizzly.memory.ThreadLocalPool;
import org.glassfish.grizzly.memory.ThreadLocalPoolProvider;
import org.glassfish.grizzly.nio.transport.TCPNIOBindingHandler;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.threadpool.DefaultWorkerThread;
import org.jspecify.annotations.Nullable;

/** The way into Payara Micro. The launcher makes it by name, after the server has started. */
public final class GrizzlyDoor implements Door {
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    /** As many wait for the database while others keep the processor busy. */
    private static final int FEW_THREADS_PER_PROCESSOR = 8;

    private static final int SPARE_THREADS = 240;
    private static final int MOST_WAITING = 4096;
    private static final Duration PATIENCE = Duration.ofMillis(20);

    private final Object lock = new Object();
    private final List<TCPNIOTransport> transports;
    private int calls;
    private int refusals;
    private boolean isClosed;
    private volatile boolean isReady = true;

    /**
     * The server has started, and nobody has called it yet.
     *
     * @throws ReflectiveOperationException when the server is another one
     */
    public GrizzlyDoor() throws ReflectiveOperationException {
        // A connection remembers how many filters there were when it was made.
        transports = Listeners.transports();
        for (TCPNIOTransport transport : transports) {
            if (transport.getProcessor() instanceof FilterChain chain) {
                chain.add(new UntakenUpgrades());
            }
        }
    }

    @Override
    public void open(ServerSocketChannel socket, String publicUrl) throws IOException {
        try {
            for (HttpServerFilter filter : Listeners.filters()) {
                filter.setHttpHandler(new Keeper(filter.getHttpHandler(), publicUrl));
            }
            TCPNIOTransport transport = transports.get(0);
            workBy(transport, requestThreads(transport.getMemoryManager()));
            // The server has listened where nobody knew of it.
            transport.unbindAll();
            // The public way would open a socket of its own.
            Method take = TCPNIOBindingHandler.class.getDeclaredMethod(
                    "bindToChannelAndAddress", ServerSocketChannel.class, SocketAddress.class, int.class);
            take.setAccessible(true);
            take.invoke(TCPNIOBindingHandler.builder(transport).build(), socket, null, -1);
        } catch (InvocationTargetException refused) {
            throw new IOException(refused.getCause());
        } catch (ReflectiveOperationException another) {
            throw new IOException(another);
        }
    }

    private static ExecutorService requestThreads(MemoryManager<?> memory) {
        int few = FEW_THREADS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
        return new RequestThreads(
                new RequestThreads.Bounds(few, SPARE_THREADS, MOST_WAITING),
                PATIENCE,
                work -> requestThread(memory, work));
    }

    /** A thread of the kind that the server keeps its buffers in. */
    private static Thread requestThread(MemoryManager<?> memory, Runnable work) {
        Thread thread = new DefaultWorkerThread(
                Grizzly.DEFAULT_ATTRIBUTE_BUILDER, "latchkey-request", memoryOfThread(memory), work);
        thread.setDaemon(true);
        return thread;
    }

    private static @Nullable ThreadLocalPool<?> memoryOfThread(MemoryManager<?> memory) {
        return memory instanceof ThreadLocalPoolProvider provider ? provider.createThreadLocalPool() : null;
    }

    private static void workBy(TCPNIOTransport transport, ExecutorService threads) {
        ExecutorService before = transport.getWorkerThreadPool();
        transport.setWorkerThreadPool(threads);
        before.shutdown();
    }

    @Override
    public void turnReadinessOff() {
        isReady = false;
    }

    @Override
    public void close() {
        synchronized (lock) {
            isClosed = true;
        }
    }

    @Override
    public boolean awaitCalls(Duration longest) throws InterruptedException {
        return await(() -> calls == 0, longest);
    }

    @Override
    public void shut() throws InterruptedException {
        transports.forEach(TCPNIOTransport::unbindAll);
        await(() -> refusals == 0, LAST_ANSWERS);
    }

    private boolean await(BooleanSupplier condition, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        synchronized (lock) {
            long left = longest.toMillis();
            while (!condition.getAsBoolean() && left > 0) {
                lock.wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
            return condition.getAsBoolean();
        }
    }

    /** Whether a request is a call that may begin. It counts as under way until its answer is written. */
    private boolean begin(Request request, boolean isRefused) {
        synchronized (lock) {
            boolean isCall = !isRefused && !isClosed;
            if (isCall) {
                calls++;
            } else {
                refusals++;
            }
            request.addAfterServiceListener(after -> end(isCall));
            return isCall;
        }
    }

    private void end(boolean isCall) {
        synchronized (lock) {
            if (isCall) {
                calls--;
            } else {
                refusals--;
            }
            lock.notifyAll();
        }
    }

    /** Counts the calls, and answers those that come too late. */
    private final class Keeper extends FrontHandler {
        private final String publicUrl;

        Keeper(HttpHandler next, String publicUrl) {
            super(next);
            this.publicUrl = publicUrl;
        }

        @Override
        protected boolean answers(Request request, Response response) throws IOException {
            String path = path(request);
            if (begin(request, !isReady && Unavailable.READINESS.contains(path))) {
                return false;
            }
            if (path.equals(Unavailable.LIVE)) {
                write(response, 200, "application/json", Map.of(), Unavailable.live());
            } else {
                write(
                        response,
                        503,
                        Unavailable.MEDIA_TYPE,
                        Map.of("Retry-After", Integer.toString(Unavailable.RETRY_AFTER)),
                        Unavailable.STOPPING.body(path, publicUrl));
            }
            return true;
        }
    }
}
