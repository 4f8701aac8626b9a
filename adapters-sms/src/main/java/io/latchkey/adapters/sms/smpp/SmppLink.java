package io.latchkey.adapters.sms.smpp;

import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.application.shared.OutOfMemory;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jspecify.annotations.Nullable;

/**
 * Holds the one session with the carrier. A thread of its own binds the session and binds a new one after it ended.
 * After a session that was of use it binds at once. After failures it pauses, longer each time.
 */
final class SmppLink implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SmppLink.class.getName());
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** Receipts are recorded on the threads that also read answers, so there are several. */
    private static final int READING_THREADS = 8;

    private static final int QUEUED = 1000;

    /**
     * A session, or the reason why there is none.
     *
     * @param reason may be recorded
     */
    record Lookup(Optional<SmppSession> session, String reason) {}

    private final SmppDefinition definition;
    private final ProviderSettings settings;
    private final SmppReceiptListener listener;
    private final SSLContext trust;
    private final Thread thread;
    private @Nullable SmppSession bound;
    private boolean isClosed;
    private boolean isPausing;
    private long pauseEnd;
    private int failedTries;
    private String reason = "no connection";

    SmppLink(SmppDefinition definition, ProviderSettings settings, SmppReceiptListener listener, SSLContext trust) {
        this.definition = definition;
        this.settings = settings;
        this.listener = listener;
        this.trust = trust;
        this.thread = new Thread(this::keepBound, "latchkey-smpp-" + definition.name());
        thread.setDaemon(true);
    }

    /** Begins to bind. Another call does nothing, nor does one after the end. */
    synchronized void start() {
        if (!isClosed && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    /**
     * Finds the session. Waits while one is being bound, until the bind succeeds or fails.
     *
     * @param deadline in the time of {@link System#nanoTime}
     */
    synchronized Lookup find(long deadline) throws InterruptedException {
        int triesBefore = failedTries;
        while (bound == null || !bound.getSessionState().isBound()) {
            long now = System.nanoTime();
            boolean isFarOff =
                    isPausing && pauseEnd - now > settings.connectTimeout().toNanos();
            if (isClosed || isFarOff || failedTries != triesBefore) {
                return new Lookup(Optional.empty(), reason);
            }
            if (deadline - now <= 0) {
                return new Lookup(Optional.empty(), "no connection in time");
            }
            TimeUnit.NANOSECONDS.timedWait(this, deadline - now);
        }
        return new Lookup(Optional.of(bound), "");
    }

    private void keepBound() {
        Duration pause = SHORTEST_PAUSE;
        try {
            while (!isClosed()) {
                Optional<SmppSession> session = bind();
                boolean wasOfUse = false;
                if (session.isPresent()) {
                    long begin = System.nanoTime();
                    awaitEnd(session.get());
                    if (!isClosed()) {
                        // The connection stays open after the carrier unbinds.
                        session.get().close();
                    }
                    wasOfUse = session.get().hasAnswered() || System.nanoTime() - begin > LONGEST_PAUSE.toNanos();
                }
                pause = wasOfUse ? SHORTEST_PAUSE : pause;
                pause(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<SmppSession> bind() {
        SmppSession session = null;
        try {
            SmppDefinition.Server server = definition.server(settings);
            SmppDefinition.Credentials who = definition.credentials(settings);
            if (!fits(who)) {
                // The library would log a value that is too long.
                failed(null, "credentials cannot be sent");
                return Optional.empty();
            }
            session = new SmppSession(
                    new SmppConnections(server.isTls(), trust, settings.allowsPrivate(), settings.connectTimeout()),
                    listener::unreadable,
                    this::wake);
            session.setEnquireLinkTimer(Math.toIntExact(definition.enquireLink().toMillis()));
            session.setTransactionTimer(settings.overallTimeout().toMillis());
            session.setPduProcessorDegree(READING_THREADS);
            session.setQueueCapacity(QUEUED);
            session.setMessageReceiverListener(listener);
            session.addSessionStateListener((state, before, source) -> wake());
            session.connectAndBind(
                    server.host(),
                    server.port(),
                    new BindParameter(
                            definition.hearsReceipts() ? BindType.BIND_TRX : BindType.BIND_TX,
                            who.systemId(),
                            who.password(),
                            who.systemType(),
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            "",
                            InterfaceVersion.IF_34),
                    settings.overallTimeout().toMillis());
            return succeeded(session);
        } catch (IOException refused) {
            failed(session, reason(refused));
        } catch (RuntimeException unusable) {
            // A value is missing or a file cannot be read. The exception's text must not get into a log.
            failed(session, "credentials cannot be sent");
        } catch (Error fault) {
            OutOfMemory.report(fault);
            // Without this thread there would be no session until the next start.
            LOG.log(System.Logger.Level.ERROR, "binding to carrier " + definition.name() + " failed", fault);
            failed(session, "a fault of this program");
        }
        return Optional.empty();
    }

    /** Whether the credentials fit the fields of SMPP 3.4 §5.2.1 to §5.2.3, each without its final octet. */
    private static boolean fits(SmppDefinition.Credentials who) {
        return isAscii(who.systemId(), 15) && isAscii(who.password(), 8) && isAscii(who.systemType(), 12);
    }

    private static boolean isAscii(String text, int longest) {
        return text.length() <= longest && text.chars().allMatch(symbol -> symbol > 0 && symbol < 0x80);
    }

    private Optional<SmppSession> succeeded(SmppSession session) {
        boolean isWanted;
        synchronized (this) {
            isWanted = !isClosed;
            if (isWanted) {
                bound = session;
                notifyAll();
            }
        }
        if (!isWanted) {
            session.unbindAndClose();
            return Optional.empty();
        }
        LOG.log(System.Logger.Level.INFO, "bound to carrier {0}", definition.name());
        return Optional.of(session);
    }

    private void failed(@Nullable SmppSession session, String why) {
        if (session != null) {
            session.close();
        }
        boolean isNews;
        synchronized (this) {
            isNews = !isClosed && (failedTries == 0 || !why.equals(reason));
            failedTries++;
            reason = why;
            notifyAll();
        }
        if (isNews) {
            LOG.log(System.Logger.Level.WARNING, "carrier {0} cannot be bound to: {1}", definition.name(), why);
        }
    }

    private String reason(IOException refused) {
        if (refused instanceof SmppConnections.PrivateAddressException) {
            return "private address refused";
        }
        if (refused instanceof SSLException) {
            return "no trusted connection";
        }
        Throwable cause = refused.getCause();
        if (cause instanceof NegativeResponseException negative) {
            return SmppAnswers.refusedBind(definition, negative.getCommandStatus());
        }
        return refused instanceof SocketTimeoutException || cause instanceof ResponseTimeoutException
                ? "no connection in time"
                : "no connection";
    }

    private synchronized void awaitEnd(SmppSession session) throws InterruptedException {
        while (!isClosed && session.getSessionState().isBound()) {
            wait();
        }
        bound = null;
        if (!isClosed) {
            reason = "no connection";
            LOG.log(System.Logger.Level.WARNING, "the session with carrier {0} ended", definition.name());
        }
    }

    private synchronized void pause(Duration length) throws InterruptedException {
        isPausing = true;
        pauseEnd = System.nanoTime() + length.toNanos();
        try {
            for (long left = length.toNanos(); left > 0 && !isClosed; left = pauseEnd - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } finally {
            isPausing = false;
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }

    /** Unbinds, which may take as long as the carrier takes to answer. */
    @Override
    public void close() {
        SmppSession last;
        synchronized (this) {
            isClosed = true;
            reason = "stopped";
            last = bound;
            notifyAll();
        }
        if (last != null) {
            last.unbindAndClose();
        }
    }
}
