package io.latchkey.adapters.platform.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.application.admin.AuditRecord;
import io.latchkey.application.admin.port.AuditWitness;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.domain.admin.AuditCheckpoint;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes each event as one JSON line to the logger {@code latchkey.audit} and counts it (OWASP ASVS 5.0, 16.2, 16.4.1). Where somebody
 * keeps events, they get each event, too. Checkpoints of the store that keeps them are lines of the same logger, and no events: each would make
 * the next one due.
 */
public final class LoggedAuditTrail implements AuditTrail, AuditWitness, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("latchkey.audit");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock;
    private final ConcurrentMap<Event, LongAdder> counts = new ConcurrentHashMap<>();
    private volatile @Nullable AuditQueue store;

    public LoggedAuditTrail(Clock clock) {
        this.clock = clock;
    }

    /** Hands all later events over to somebody who keeps them, by a thread that {@link #close} ends. */
    public void keepBy(Consumer<List<AuditRecord>> keeper) {
        store = new AuditQueue(keeper, clock);
    }

    /** Waits until whoever keeps events has those so far, for two seconds at most, and no longer than they can be taken. */
    public void awaitKept() {
        AuditQueue open = store;
        if (open != null) {
            open.awaitHandedOver();
        }
    }

    @Override
    public void close() {
        AuditQueue open = store;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void record(Event event, Map<String, String> details) {
        Instant now = clock.instant();
        count(event).increment();
        AuditQueue open = store;
        if (open != null) {
            open.offer(new AuditRecord(now, event.wireName(), Map.copyOf(details)));
        }
        if (LOG.isLoggable(Level.INFO)) {
            Map<String, String> line = new LinkedHashMap<>();
            line.put("at", now.toString());
            line.put("event", event.wireName());
            line.putAll(new TreeMap<>(details));
            LOG.log(Level.INFO, json(line));
        }
    }

    @Override
    public void see(AuditCheckpoint checkpoint) {
        if (LOG.isLoggable(Level.INFO)) {
            Map<String, String> line = new LinkedHashMap<>();
            line.put("at", clock.instant().toString());
            line.put("checkpoint", checkpoint.text());
            LOG.log(Level.INFO, json(line));
        }
    }

    private static String json(Map<String, String> line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts can be written as JSON", impossible);
        }
    }

    /** Number of events since the start, by wire name. */
    public Map<String, Long> counts() {
        Map<String, Long> snapshot = new TreeMap<>();
        for (Event event : Event.values()) {
            snapshot.put(event.wireName(), count(event).sum());
        }
        return snapshot;
    }

    private LongAdder count(Event event) {
        return counts.computeIfAbsent(event, unused -> new LongAdder());
    }
}
