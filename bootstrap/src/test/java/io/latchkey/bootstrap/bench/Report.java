package io.latchkey.bootstrap.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A Markdown table that is also readable as plain text. */
final class Report {
    private final List<String> lines = new ArrayList<>();

    void line(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    /** Prints a table. The first row is the head. Columns whose head begins with {@code <} are aligned to the left. */
    void table(List<List<String>> rows) {
        List<String> head = rows.get(0);
        int columns = head.size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            StringBuilder line = new StringBuilder("|");
            StringBuilder rule = new StringBuilder("|");
            for (int j = 0; j < columns; j++) {
                boolean isLeft = head.get(j).startsWith("<");
                String cell = isLeft && i == 0
                        ? head.get(j).substring(1)
                        : rows.get(i).get(j);
                line.append(' ')
                        .append(String.format(Locale.ROOT, "%" + (isLeft ? "-" : "") + widths[j] + "s", cell))
                        .append(" |");
                rule.append("-".repeat(widths[j] + 1)).append(isLeft ? "-|" : ":|");
            }
            lines.add(line.toString());
            if (i == 0) {
                lines.add(rule.toString());
            }
        }
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }
}
