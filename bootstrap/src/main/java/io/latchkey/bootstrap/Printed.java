package io.latchkey.bootstrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Page;
import io.latchkey.application.admin.Page.Position;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prints what a command found as tables or as JSON. */
final class Printed {
    private static final int USUAL_LIMIT = 50;
    private static final ObjectWriter JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build()
            .writerWithDefaultPrettyPrinter();

    private final AdminCall call;
    private final PrintStream out;

    Printed(AdminCall call, PrintStream out) {
        this.call = call;
        this.out = out;
    }

    /** Reads one page of a list. */
    interface Pages<T> {
        Administered<Page<T>> find(Optional<Position> after, int most);
    }

    /** A column of a table. */
    record Column<T>(String name, int width, Function<T, String> value) {}

    /**
     * Prints as many as {@code --limit} asks for.
     *
     * @param told an item as JSON
     * @return whether it is done
     */
    <T> boolean list(Pages<T> pages, Function<T, ?> told, List<Column<T>> columns) {
        int limit = call.option("--limit").map(Integer::valueOf).orElse(USUAL_LIMIT);
        if (limit < 1) {
            throw new IllegalArgumentException("--limit must be 1 or more.");
        }
        List<T> found = new ArrayList<>();
        Optional<Position> after = Optional.empty();
        do {
            List<Page<T>> read = new ArrayList<>();
            int most = Math.min(limit - found.size(), Page.MOST);
            if (!pages.find(after, most).answer(new Told<>(out, read::add))) {
                return false;
            }
            found.addAll(read.get(0).items());
            after = read.get(0).next();
        } while (after.isPresent() && found.size() < limit);
        all(found, told, columns);
        if (!call.isJson()) {
            after.ifPresent(more -> out.println("There are more; --limit shows them."));
        }
        return true;
    }

    /** Prints items, as a table or as an array of JSON. */
    <T> void all(List<T> items, Function<T, ?> told, List<Column<T>> columns) {
        either(() -> items.stream().map(told).toList(), () -> table(items, columns));
    }

    /** Prints JSON where the call asks for it, or else what people read. */
    void either(Supplier<?> told, Runnable shown) {
        if (call.isJson()) {
            json(told.get());
        } else {
            shown.run();
        }
    }

    /** Passes on what was done, or prints why it was not; answers whether it was. */
    <T> boolean tell(Administered<T> outcome, Consumer<T> onDone) {
        return outcome.answer(new Told<>(out, result -> {
            onDone.accept(result);
            return true;
        }));
    }

    /** A value in a cell. */
    static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    <T> void table(List<T> items, List<Column<T>> columns) {
        line(columns, Column::name);
        items.forEach(item -> line(columns, column -> column.value().apply(item)));
    }

    private <T> void line(List<Column<T>> columns, Function<Column<T>, String> cell) {
        StringBuilder line = new StringBuilder();
        for (Column<T> column : columns) {
            String text = cell.apply(column);
            line.append(text.isEmpty() ? "–" : text);
            line.append(" ".repeat(Math.max(0, column.width() - Math.max(1, text.length())) + 2));
        }
        out.println(line.toString().stripTrailing());
    }

    void json(Object value) {
        try {
            out.println(JSON.writeValueAsString(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what is told can be written as JSON", impossible);
        }
    }
}
