package io.latchkey.adapters.rest.metrics;

import io.latchkey.application.delivery.Funnel;
import io.latchkey.application.delivery.Funnel.Dimension;
import io.latchkey.application.delivery.ReadFunnelUseCase;
import io.latchkey.application.shared.RepeatedFailure;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.shared.Channel;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keeps the delivery funnel as figures with labels. When the figures are older than {@link #FRESH}, a call for one of
 * them reads all of them again and waits for that up to a limit. While the database does not answer, the figures keep
 * their last values. Safe for use by several threads.
 */
final class FunnelFigures {
    static final String MESSAGES = "latchkey_delivery_messages";
    static final String COST = "latchkey_delivery_cost";
    static final String SHARE = "latchkey_delivery_share";
    static final String OPEN = "latchkey_delivery_provider_open";

    static final Duration FRESH = Duration.ofSeconds(15);

    private static final System.Logger LOG = System.getLogger(FunnelFigures.class.getName());
    private static final double MICROS = 1e6;

    private final RepeatedFailure failure =
            new RepeatedFailure(LOG, "The delivery funnel could not be read for metrics", System::nanoTime);
    private final ReadFunnelUseCase readFunnel;
    private final Duration window;
    private final Duration patience;
    private final Executor reader;
    private final Clock clock;
    private final Set<Figure> known = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isReading = new AtomicBoolean();

    private volatile Map<Figure, Number> figures = Map.of();
    private volatile Instant askedAt = Instant.MIN;
    private volatile Instant readAt;

    /**
     * @param window how far back messages are counted
     * @param patience how long a caller waits for the database
     * @param reader runs one reading at a time
     */
    FunnelFigures(ReadFunnelUseCase readFunnel, Duration window, Duration patience, Executor reader, Clock clock) {
        this.readFunnel = readFunnel;
        this.window = window;
        this.patience = patience;
        this.reader = reader;
        this.clock = clock;
        this.readAt = clock.instant();
    }

    /** The name and labels of one number. */
    record Figure(String name, Map<String, String> labels) {
        Figure {
            labels = Map.copyOf(labels);
        }
    }

    /** Returns all numbers that were ever there. A number is 0 when the window holds no more messages of its kind. */
    Map<Figure, Number> all() {
        refresh();
        Map<Figure, Number> now = figures;
        return known.stream().collect(Collectors.toMap(Function.identity(), figure -> now.getOrDefault(figure, 0L)));
    }

    /** Returns the age of the figures in seconds. Before the first reading it is the time since the start. */
    double ageSeconds() {
        refresh();
        return Math.max(0, Duration.between(readAt, clock.instant()).toMillis() / 1000.0);
    }

    private void refresh() {
        Instant now = clock.instant();
        boolean isFresh = !askedAt.equals(Instant.MIN) && now.isBefore(askedAt.plus(FRESH)) && !now.isBefore(askedAt);
        if (isFresh || !isReading.compareAndSet(false, true)) {
            return;
        }
        askedAt = now;
        CountDownLatch isRead = new CountDownLatch(1);
        try {
            reader.execute(() -> {
                read();
                isRead.countDown();
            });
            if (!isRead.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "The delivery funnel for metrics is late");
            }
        } catch (RejectedExecutionException stopping) {
            isReading.set(false);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            show(readFunnel.read(window));
            failure.end();
        } catch (RuntimeException failed) {
            failure.tell(failed);
        } finally {
            isReading.set(false);
        }
    }

    private void show(Funnel funnel) {
        Map<Figure, Number> next = figures(funnel);
        figures = Map.copyOf(next);
        readAt = funnel.until();
        known.addAll(next.keySet());
    }

    private static Map<Figure, Number> figures(Funnel funnel) {
        Map<Figure, Number> figures = new HashMap<>();
        for (Funnel.Group group : funnel.by(EnumSet.allOf(Dimension.class))) {
            Map<String, String> labels = labels(group);
            count(figures, labels, "requested", group.requested());
            count(figures, labels, "accepted", group.accepted());
            count(figures, labels, "delivered", group.delivered());
            count(figures, labels, "failed", group.failed());
            count(figures, labels, "verified", group.verified());
            group.cost().ifPresent(cost -> figures.put(spent(labels, cost), cost.micros() / MICROS));
        }
        for (Funnel.ProviderStatus status : funnel.providers()) {
            Map<String, String> labels = Map.of("provider", status.provider());
            boolean isPassedOver = status.state().isPassedOver();
            figures.put(new Figure(SHARE, labels), status.share());
            figures.put(new Figure(OPEN, labels), isPassedOver ? 1L : 0L);
        }
        return figures;
    }

    private static Map<String, String> labels(Funnel.Group group) {
        return Map.of(
                "provider", group.provider().orElse(""),
                "country", group.country().orElse(""),
                "channel", group.channel().map(Channel::wireName).orElse(""),
                "template", group.template().orElse(""));
    }

    /** Adds to a count. Messages with costs in several currencies are in several groups, but have one count. */
    private static void count(Map<Figure, Number> figures, Map<String, String> labels, String stage, long messages) {
        figures.merge(
                new Figure(MESSAGES, with(labels, "stage", stage)),
                messages,
                (one, other) -> one.longValue() + other.longValue());
    }

    private static Figure spent(Map<String, String> labels, Cost cost) {
        return new Figure(COST, with(labels, "currency", cost.currency()));
    }

    private static Map<String, String> with(Map<String, String> labels, String name, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(name, value);
        return more;
    }
}
