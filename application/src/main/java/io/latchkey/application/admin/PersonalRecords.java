package io.latchkey.application.admin;

import java.util.List;
import java.util.Map;

/**
 * All that is held about one person, by subject and row. Values are texts, numbers, truth values, times, or null. Secrets and digests
 * of secrets are left out.
 */
public record PersonalRecords(Map<String, List<Map<String, Object>>> subjects) {}
