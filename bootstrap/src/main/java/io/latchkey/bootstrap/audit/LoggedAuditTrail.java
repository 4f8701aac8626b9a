package io.latchkey.bootstrap.audit;

import io.latchkey.application.shared.port.AuditTrail;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Writes each event as one JSON line to the logger {@code latchkey.audit} (OWASP ASVS 5.0, 16.2, 16.4.1) and counts it. */
public final class LoggedAuditTrail implements AuditTrail {
    private static final System.Logger LOG = System.getLogger("latchkey.audit");

    private final Clock clock;
    private final ConcurrentMap<Event, LongAdder> counts = new ConcurrentHashMap<>();

    public LoggedAuditTrail(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void record(Event event, Map<String, String> details) {
        count(event).increment();
        if (LOG.isLoggable(Level.INFO)) {
            JsonObjectBuilder line = Json.createObjectBuilder()
                    .add("at", clock.instant().toString())
                    .add("event", wireName(event));
            new TreeMap<>(details).forEach(line::add);
            LOG.log(Level.INFO, line.build().toString());
        }
    }

    /** How often each event happened since the start, by wire name. */
    public Map<String, Long> counts() {
        Map<String, Long> snapshot = new TreeMap<>();
        for (Event event : Event.values()) {
            snapshot.put(wireName(event), count(event).sum());
        }
        return snapshot;
    }

    private LongAdder count(Event event) {
        return counts.computeIfAbsent(event, unused -> new LongAdder());
    }

    private static String wireName(Event event) {
        return event.name().toLowerCase(Locale.ROOT);
    }
}
