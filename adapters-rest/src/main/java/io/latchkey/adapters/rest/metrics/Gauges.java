package io.latchkey.adapters.rest.metrics;

import io.latchkey.adapters.rest.api.Endpoint;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** All gauges. A server that has metrics of its own shows them among those. */
@Endpoint
public class Gauges {
    private final List<Gauge> gauges = new CopyOnWriteArrayList<>();
    private final Instance<ServerGauges> server;

    @Inject
    public Gauges(Instance<ServerGauges> server) {
        this.server = server;
    }

    void register(Gauge gauge) {
        gauges.add(gauge);
        if (server.isResolvable()) {
            server.get().show(gauge);
        }
    }

    /** All gauges in the text format of Prometheus, version 0.0.4. */
    String text() {
        return text(gauges);
    }

    static String text(List<Gauge> gauges) {
        Map<String, StringBuilder> texts = new TreeMap<>();
        // Reading one gauge may bring others, so the list is not read by an iterator.
        for (int i = 0; i < gauges.size(); i++) {
            Gauge gauge = gauges.get(i);
            texts.computeIfAbsent(
                            gauge.name(),
                            name -> new StringBuilder()
                                    .append("# HELP " + name + ' ' + gauge.description() + '\n')
                                    .append("# TYPE " + name + " gauge\n"))
                    .append(gauge.name() + labels(gauge) + ' ' + gauge.value().get() + '\n');
        }
        return String.join("", texts.values());
    }

    private static String labels(Gauge gauge) {
        if (gauge.labels().isEmpty()) {
            return "";
        }
        StringJoiner labels = new StringJoiner(",", "{", "}");
        new TreeMap<>(gauge.labels())
                .forEach((name, value) -> labels.add(name + "=\""
                        + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"'));
        return labels.toString();
    }
}
