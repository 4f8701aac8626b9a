package io.latchkey.application.admin;

import java.time.Instant;
import java.util.Map;

/**
 * An event that is to be kept.
 *
 * @param event name of the event
 * @param details by name
 */
public record AuditRecord(Instant at, String event, Map<String, String> details) {}
