package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.Ids;
import io.latchkey.adapters.rest.json.Names;
import io.latchkey.adapters.rest.json.Times;
import io.latchkey.application.admin.ApplicationSearch;
import io.latchkey.application.admin.ApplicationSearch.State;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.UserId;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query parameters of a search for applications. */
public class ApplicationQuery extends PageQuery {
    @QueryParam("state")
    @Nullable
    String state;

    @QueryParam("user")
    @Nullable
    String user;

    @QueryParam("key")
    @Nullable
    String key;

    @QueryParam("unusedSince")
    @Nullable
    String unusedSince;

    /** What is asked for. */
    record Wish(ApplicationSearch search, Optional<Position> after, int most) {}

    Wish read() {
        Fields fields = new Fields();
        Fields.Parsed<Optional<State>> is =
                fields.optional("state", state, raw -> Names.parse("state", State.class, raw));
        Fields.Parsed<Optional<UserId>> of = fields.optional("user", user, Ids::parseAccount);
        Fields.Parsed<Optional<String>> with = fields.optional("key", key, ApplicationQuery::parseKey);
        Fields.Parsed<Optional<Instant>> since = fields.optional("unusedSince", unusedSince, Times::parse);
        Fields.Parsed<Integer> most = most(fields);
        Fields.Parsed<Optional<Position>> after = after(fields, true);
        fields.check();
        return new Wish(new ApplicationSearch(is.get(), of.get(), with.get(), since.get()), after.get(), most.get());
    }

    private static String parseKey(String raw) {
        if (raw.matches("[A-Za-z0-9_]{1,64}")) {
            return raw;
        }
        throw new InvalidValueException("must be the key of an API credential, without its secret");
    }
}
