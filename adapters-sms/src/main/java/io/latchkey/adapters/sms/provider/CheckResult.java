package io.latchkey.adapters.sms.provider;

/**
 * Result of one part of a check.
 *
 * @param detail what was observed, or why nothing could be observed
 */
public record CheckResult(String part, boolean passed, String detail) {}
