package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.application.admin.Page;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.domain.shared.InvalidValueException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
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
