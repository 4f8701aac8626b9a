package io.latchkey.adapters.platform.numbering;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One change of a numbering plan: a line of {@code renumbered.txt}.
 *
 * @param country ISO 3166 code
 * @param since day, month or year of the change (ISO 8601); texts sort as the times do
 * @param isShut whether the country has shut the old numbers for good, whatever the plans say
 * @param old all digits of the old numbers, country code included
 * @param successor the digits of the number of today; {@code {1}} is the first group of the old one
 * @param source who says so
 */
record Renumbering(String country, String since, boolean isShut, Pattern old, String successor, String source) {
    private static final int COLUMNS = 5;

    /** @throws IllegalArgumentException when the line has other columns */
    static Renumbering parse(String line) {
        String[] columns = line.split("\\s+", COLUMNS);
        if (columns.length < COLUMNS) {
            throw new IllegalArgumentException("a renumbering has " + COLUMNS + " columns: " + line);
        }
        int shut = columns[1].indexOf("..");
        return new Renumbering(
                columns[0],
                shut < 0 ? columns[1] : columns[1].substring(0, shut),
                shut >= 0,
                Pattern.compile(columns[2]),
                columns[3],
                columns[4]);
    }

    /** The digits that took the place of these; empty when the change did not concern them. */
    Optional<String> apply(String digits) {
        Matcher matcher = old.matcher(digits);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String result = successor;
        for (int group = 1; group <= matcher.groupCount(); group++) {
            result = result.replace("{" + group + "}", matcher.group(group));
        }
        return Optional.of(result);
    }
}
