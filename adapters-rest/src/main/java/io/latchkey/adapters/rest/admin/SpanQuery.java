package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.Times;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query parameters of a list whose items may be asked for by their time. */
public abstract class SpanQuery extends PageQuery {
    @QueryParam("from")
    @Nullable
    String from;

    @QueryParam("before")
    @Nullable
    String before;

    /** The earliest time of the items. */
    final Fields.Parsed<Optional<Instant>> since(Fields fields) {
        return fields.optional("from", from, Times::parse);
    }

    /** The time that all items are before. */
    final Fields.Parsed<Optional<Instant>> until(Fields fields) {
        return fields.optional("before", before, Times::parse);
    }
}
