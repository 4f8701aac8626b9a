package io.latchkey.application.testkit;

import io.latchkey.application.shared.port.AuditTrail;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps every event, so that a test can check it. Refuses details that the event does not declare. */
public final class RecordingAuditTrail implements AuditTrail {
    private final List<Entry> entries = Collections.synchronizedList(new ArrayList<>());

    /** One event with its details. */
    public record Entry(Event event, Map<String, String> details) {}

    @Override
    public void record(Event event, Map<String, String> details) {
        Set<String> declared = event.details().stream().map(Detail::key).collect(Collectors.toSet());
        if (!declared.containsAll(details.keySet())) {
            throw new AssertionError(event + " declares only " + declared + ", not all of " + details.keySet());
        }
        entries.add(new Entry(event, Map.copyOf(details)));
    }

    /** All recorded events with their details, oldest first. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The names of all recorded events, oldest first. */
    public List<Event> events() {
        return entries().stream().map(Entry::event).toList();
    }
}
