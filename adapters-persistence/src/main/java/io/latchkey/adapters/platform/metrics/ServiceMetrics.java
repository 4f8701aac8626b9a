package io.latchkey.adapters.platform.metrics;

import io.latchkey.application.delivery.ReceiptFate;
import io.latchkey.application.delivery.port.DeliveryPlans;
import io.latchkey.application.user.port.PasswordHasher;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What the service measures about itself. Measuring asks no database. Safe for use by several threads. */
public final class ServiceMetrics {
    private static final System.Logger LOG = System.getLogger(ServiceMetrics.class.getName());
    private static final double NANOS = 1e9;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Histogram requests = histogram(
            "latchkey_http_request_duration_seconds",
            "Time from the choice of a route to the begin of its answer",
            List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
            "route",
            "method",
            "status");
    private final Histogram hashes = histogram(
            "latchkey_password_hash_duration_seconds",
            "Time to hash a password, with the wait for a place among those being hashed",
            List.of(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0));
    private final Histogram sends = histogram(
            "latchkey_provider_send_duration_seconds",
            "Time of a call to a provider",
            List.of(0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0),
            "provider",
            "outcome");
    private final Histogram lags = histogram(
            "latchkey_dispatch_lag_seconds",
            "Time from the promise of a message to its first hand-over",
            List.of(0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0));

    private final Counter receipts = Counter.builder()
            .name("latchkey_receipts")
            .help("Receipts of providers since the start")
            .labelNames("provider", "outcome", "reason")
            .withoutExemplars()
            .register(registry);

    /** @param events how often each audited event happened since the start, by its wire name */
    public ServiceMetrics(Supplier<Map<String, Long>> events) {
        CounterWithCallback.builder()
                .name("latchkey_events")
                .help("Audited events since the start")
                .labelNames("event")
                .callback(counter -> events.get().forEach((event, count) -> counter.call(count, event)))
                .register(registry);
        JvmMemoryMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        ProcessMetrics.builder().register(registry);
    }

    private Histogram histogram(String name, String help, List<Double> bounds, String... labels) {
        return Histogram.builder()
                .classicOnly()
                .name(name)
                .help(help)
                .labelNames(labels)
                .classicUpperBounds(
                        bounds.stream().mapToDouble(Double::doubleValue).toArray())
                .withoutExemplars()
                .register(registry);
    }

    /** All figures. Others may add theirs. */
    public PrometheusRegistry registry() {
        return registry;
    }

    /** Shows how many decisions were not kept since the start, for whatever reason. */
    public void decisionsLeftOut(LongSupplier leftOut) {
        CounterWithCallback.builder()
                .name("latchkey_decisions_left_out")
                .help(
                        "Decisions that were not kept since the start: more came than a node keeps and lets wait, the store did"
                                + " not take them, or the node stopped")
                .callback(counter -> counter.call((double) leftOut.getAsLong()))
                .register(registry);
    }

    /**
     * Measures a request.
     *
     * @param route template of the path
     * @param nanos how long it took, in nanoseconds
     */
    public void request(String route, String method, int status, long nanos) {
        requests.labelValues(route, method, status / 100 + "xx").observe(nanos / NANOS);
    }

    /** Measures how long a message waited for its first hand-over. */
    public void waited(Duration sincePromise) {
        lags.observe(Math.max(0, sincePromise.toNanos()) / NANOS);
    }

    /** Counts a receipt. */
    public void receipt(String provider, ReceiptFate fate) {
        receipts.labelValues(provider, fate.kind().wireName(), fate.reason()).inc();
        switch (fate) {
            case OTHER_NOTATION ->
                LOG.log(
                        System.Logger.Level.WARNING,
                        "a receipt of {0} names its message in another notation than the answer did, and was matched"
                                + " late: its definition lacks the key reference",
                        provider);
            case AMBIGUOUS ->
                LOG.log(
                        System.Logger.Level.WARNING,
                        "a receipt of {0} was dropped: in other notations its id is that of several messages; its"
                                + " definition lacks the key reference",
                        provider);
            case UNKNOWN_ID, TOO_MANY ->
                LOG.log(System.Logger.Level.INFO, "a receipt of {0} was dropped: {1}", provider, fate.reason());
            case MATCHED, NO_ID, UNREADABLE, NOT_AUTHENTIC, NOT_FINAL, NOT_CALLED_RECEIPT -> {
                // Whoever read it has logged it, or there is nothing to tell.
            }
        }
    }

    /** The same providers, whose calls are measured. */
    public DeliveryPlans measured(DeliveryPlans plans) {
        return new MeasuredDeliveryPlans(
                plans,
                (handover, provider, nanos) -> sends.labelValues(
                                provider, handover.outcome().wireName())
                        .observe(nanos / NANOS));
    }

    /** The same hasher, whose hashes are measured. */
    public PasswordHasher measured(PasswordHasher hasher) {
        return new MeasuredPasswordHasher(hasher, nanos -> hashes.observe(nanos / NANOS));
    }
}
