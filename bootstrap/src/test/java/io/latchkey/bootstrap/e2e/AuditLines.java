package io.latchkey.bootstrap.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The lines of the audit trail in a server's log. */
final class AuditLines {
    private static final Pattern LINE = Pattern.compile("\\{\"at\":\"[^\\n]*?\"\\}");
    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> lines;

    private AuditLines(List<String> lines) {
        this.lines = lines;
    }

    /** Finds the lines in a log. */
    static AuditLines in(String log) {
        return new AuditLines(
                LINE.matcher(log).results().map(MatchResult::group).toList());
    }

    List<JsonNode> parsed() {
        return lines.stream().map(AuditLines::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("not JSON: " + line, broken);
        }
    }

    /** Everything in the lines that must not be there: secrets, codes and contacts. */
    Set<String> leaks(Secrets secrets, Collection<String> contacts) {
        String text = String.join("\n", lines);
        Set<String> leaks = new TreeSet<>(secrets.findIn(text));
        contacts.stream().filter(text::contains).forEach(leaks::add);
        return leaks;
    }
}
