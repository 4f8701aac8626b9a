package io.latchkey.adapters.persistence.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.persistence.shared.Columns;
import io.latchkey.application.shared.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What rules saw, as JSON that fits into a column. */
final class FindingRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 8000;
    private static final int LONGEST_TEXT = 200;

    private FindingRows() {}

    /**
     * Writes findings. Of too many, those go first that let the call pass, oldest first, then others; that of the winner stays.
     *
     * @param winner the rule that decided
     */
    static String write(List<Finding> findings, String winner) {
        List<Finding> left = new ArrayList<>(findings);
        String text = text(left);
        while (text.length() > LONGEST) {
            left.remove(left.stream()
                    .filter(finding -> !finding.rule().equals(winner))
                    .min(Comparator.comparing(finding -> finding.verdict() != Finding.Verdict.PASSED))
                    .orElseThrow(() -> new IllegalStateException("one finding fits")));
            text = text(left);
        }
        return text;
    }

    private static String text(List<Finding> findings) {
        ArrayNode all = JSON.createArrayNode();
        findings.forEach(finding -> all.add(node(finding)));
        return text(all);
    }

    private static ObjectNode node(Finding finding) {
        ObjectNode node = JSON.createObjectNode();
        node.put("rule", Columns.cut(finding.rule(), LONGEST_TEXT));
        node.put("verdict", finding.verdict().name());
        if (finding.seen() != null) {
            node.put("seen", finding.seen());
        }
        if (finding.limit() != null) {
            node.put("limit", finding.limit());
        }
        if (finding.window() != null) {
            node.put("window", finding.window().toString());
        }
        if (finding.until() != null) {
            node.put("until", finding.until().toEpochMilli());
        }
        if (finding.note() != null) {
            node.put("note", Columns.cut(finding.note(), LONGEST_TEXT));
        }
        return node;
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree can be written", impossible);
        }
    }

    static List<Finding> read(String text) {
        List<Finding> findings = new ArrayList<>();
        try {
            for (JsonNode node : JSON.readTree(text)) {
                findings.add(new Finding(
                        node.path("rule").asText(),
                        Finding.Verdict.valueOf(node.path("verdict").asText()),
                        value(node, "seen", JsonNode::asInt),
                        value(node, "limit", JsonNode::asInt),
                        value(node, "window", window -> Duration.parse(window.asText())),
                        value(node, "until", until -> Instant.ofEpochMilli(until.asLong())),
                        value(node, "note", JsonNode::asText)));
            }
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the rules of a decision cannot be read", broken);
        }
        return findings;
    }

    private static <T> @Nullable T value(JsonNode node, String name, Function<JsonNode, T> reader) {
        JsonNode value = node.get(name);
        return value == null ? null : reader.apply(value);
    }
}
