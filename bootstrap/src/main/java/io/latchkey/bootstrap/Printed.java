package io.latchkey.bootstrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.latchkey.adapters.rest.admin.AdminRequest;
import io.latchkey.application.admin.Page;
import io.latchkey.bootstrap.administration.Administration;
import io.latchkey.bootstrap.administration.OneLine;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prints documents of the API as tables or as JSON. */
final class Printed {
    private static final int USUAL_LIMIT = 50;
    private static final ObjectWriter LINE = new JsonMapper().writer();
    private static final ObjectWriter PRETTY = LINE.withDefaultPrettyPrinter();
    /** What JSON admits in texts and some terminals obey: controls, ends of lines, and characters that turn the direction. */
    private static final Pattern CONTROLS = Pattern.compile("[\\x7f-\\x9f\\p{Cf}\\p{Zl}\\p{Zp}]");

    private final AdminCall call;
    private final PrintStream out;

    Printed(AdminCall call, PrintStream out) {
        this.call = call;
        this.out = out;
    }

    /** A column of a table. */
    record Column(String name, int width, Function<JsonNode, String> value) {
        /** A column with a member of each item. */
        static Column of(String name, int width, String member) {
            return new Column(name, width, item -> text(item.path(member)));
        }
    }

    /**
     * Prints as many items as {@code --limit} asks for, read page by page.
     *
     * @param member name of the items in a page
     */
    void list(Administration administration, AdminRequest request, String member, List<Column> columns) {
        int limit = call.option("--limit").map(Integer::valueOf).orElse(USUAL_LIMIT);
        if (limit < 1) {
            throw new IllegalArgumentException("--limit must be 1 or more.");
        }
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        Optional<String> next = Optional.empty();
        do {
            int most = Math.min(limit - found.size(), Page.MOST);
            JsonNode page = administration.perform(
                    request.asking("limit", Optional.of(Integer.toString(most))).asking("cursor", next));
            page.path(member).forEach(found::add);
            next = Optional.ofNullable(page.path("next").textValue());
            // A server that promises more and gives nothing would be asked for ever.
            if (page.path(member).isEmpty()) {
                break;
            }
        } while (next.isPresent() && found.size() < limit);
        all(found, columns);
        if (!call.isJson()) {
            next.ifPresent(more -> out.println("There are more; --limit shows them."));
        }
    }

    /** Prints items, as a table or as an array of JSON. */
    void all(JsonNode items, List<Column> columns) {
        either(items, () -> table(items, columns));
    }

    /** Prints a document where the call asks for JSON, or else what people read. */
    void either(JsonNode document, Runnable shown) {
        if (call.isJson()) {
            json(document);
        } else {
            shown.run();
        }
    }

    /** Prints the members of a document, one a line. */
    void members(JsonNode document) {
        document.properties()
                .forEach(
                        member -> out.printf("%-14s %s%n", OneLine.of(member.getKey()), cell(text(member.getValue()))));
    }

    /** A value as people read it: parts of lists and members of objects stand beside each other. */
    static String text(JsonNode value) {
        List<String> parts = new ArrayList<>();
        value.properties().forEach(member -> parts.add(member.getKey() + "=" + text(member.getValue())));
        if (value.isArray()) {
            value.forEach(part -> parts.add(text(part)));
        }
        return value.isContainerNode() ? String.join(" ", parts) : value.isNull() ? "" : value.asText();
    }

    void table(Iterable<JsonNode> items, List<Column> columns) {
        line(columns, Column::name);
        items.forEach(item -> line(columns, column -> column.value().apply(item)));
    }

    private void line(List<Column> columns, Function<Column, String> text) {
        StringBuilder line = new StringBuilder();
        for (Column column : columns) {
            String cell = cell(text.apply(column));
            line.append(cell).append(" ".repeat(Math.max(0, column.width() - cell.length()) + 2));
        }
        out.println(line.toString().stripTrailing());
    }

    private static String cell(String text) {
        return text.isEmpty() ? "–" : OneLine.of(text);
    }

    void json(JsonNode document) {
        print(PRETTY, document);
    }

    /** Prints a document as one line. */
    void jsonLine(JsonNode document) {
        print(LINE, document);
    }

    private void print(ObjectWriter writer, JsonNode document) {
        try {
            out.println(CONTROLS.matcher(writer.writeValueAsString(document)).replaceAll(Printed::escaped));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a document can be written as JSON", impossible);
        }
    }

    private static String escaped(MatchResult control) {
        return control.group()
                .chars()
                .mapToObj(unit -> String.format("\\\\u%04x", unit))
                .collect(Collectors.joining());
    }
}
