package io.latchkey.adapters.persistence;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Shows pools of connections among the metrics. That opens no connection. */
final class PoolMetrics {
    private final Map<String, HikariDataSource> pools;
    private final PrometheusRegistry registry;

    /** @param pools by the names that metrics call them */
    PoolMetrics(Map<String, HikariDataSource> pools, PrometheusRegistry registry) {
        this.pools = pools;
        this.registry = registry;
    }

    void register() {
        state("active", "Connections in use", HikariPoolMXBean::getActiveConnections);
        state("idle", "Open connections that nobody uses", HikariPoolMXBean::getIdleConnections);
        state("waiting", "Threads that wait for a connection", HikariPoolMXBean::getThreadsAwaitingConnection);
        gauge("max", "Most connections that the pool opens", HikariConfigMXBean::getMaximumPoolSize);
    }

    private void state(String name, String help, ToIntFunction<HikariPoolMXBean> figure) {
        gauge(name, help, pool -> figure.applyAsInt(pool.getHikariPoolMXBean()));
    }

    private void gauge(String name, String help, ToIntFunction<HikariDataSource> figure) {
        GaugeWithCallback.builder()
                .name("latchkey_pool_" + name)
                .help(help)
                .labelNames("pool")
                .callback(gauge -> pools.forEach((label, pool) -> gauge.call(figure.applyAsInt(pool), label)))
                .register(registry);
    }
}
