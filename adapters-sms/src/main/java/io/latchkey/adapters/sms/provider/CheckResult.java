package io.latchkey.adapters.sms.provider;

/**
 * What came of one part of a check.
 *
 * @param detail what was seen, or why nothing could be
 */
public record CheckResult(String part, boolean passed, String detail) {}
