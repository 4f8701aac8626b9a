package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.application.admin.Page.Position;
import java.util.Optional;

/** The query parameters of the sessions of somebody. */
public class SessionQuery extends PageQuery {
    /** What is asked for. */
    record Wish(Optional<Position> after, int most) {}

    Wish read() {
        Fields fields = new Fields();
        Fields.Parsed<Integer> most = most(fields);
        Fields.Parsed<Optional<Position>> after = after(fields, true);
        fields.check();
        return new Wish(after.get(), most.get());
    }
}
