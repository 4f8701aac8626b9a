package io.latchkey.application.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is held about one person, by subject and row. Values are texts, numbers, truth values, times, or null. Secrets and digests
 * of secrets are left out.
 */
public record PersonalRecords(Map<String, List<Map<String, Object>>> subjects) {
    /** These records, and those of one more subject if it has any. */
    public PersonalRecords with(String subject, List<Map<String, Object>> rows) {
        if (rows.isEmpty()) {
            return this;
        }
        Map<String, List<Map<String, Object>>> all = new LinkedHashMap<>(subjects);
        all.put(subject, rows);
        return new PersonalRecords(all);
    }
}
