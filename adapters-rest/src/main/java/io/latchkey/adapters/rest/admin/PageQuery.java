package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.application.admin.Page;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.domain.shared.InvalidValueException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query parameters of a list that is read page by page. */
public abstract class PageQuery {
    @QueryParam("limit")
    @DefaultValue("50")
    String limit = "50";

    @QueryParam("cursor")
    @Nullable
    String cursor;

    /**
     * Takes parameters by their names in the place of those of a request.
     *
     * @throws IllegalArgumentException when the query has no parameter of one of the names
     */
    final void take(Map<String, String> parameters) {
        Map<String, String> rest = new HashMap<>(parameters);
        for (Class<?> type = getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                QueryParam parameter = field.getAnnotation(QueryParam.class);
                String value = parameter == null ? null : rest.remove(parameter.value());
                if (value != null) {
                    set(field, value);
                }
            }
        }
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("no such parameter: " + rest.keySet());
        }
    }

    private void set(Field field, String value) {
        try {
            field.set(this, value);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The most items of the page. */
    final Fields.Parsed<Integer> most(Fields fields) {
        return fields.required("limit", limit, PageQuery::parseLimit);
    }

    /**
     * The item before the page.
     *
     * @param isOfTime whether the list is sorted by time
     */
    final Fields.Parsed<Optional<Position>> after(Fields fields, boolean isOfTime) {
        return fields.optional("cursor", cursor, text -> Cursor.read(text, isOfTime));
    }

    private static Integer parseLimit(String raw) {
        if (raw.matches("[0-9]{1,3}")) {
            int most = Integer.parseInt(raw);
            if (most >= 1 && most <= Page.MOST) {
                return most;
            }
        }
        throw new InvalidValueException("must be a whole number from 1 to " + Page.MOST);
    }
}
