package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.Ids;
import io.latchkey.application.admin.AuditSearch;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.UserId;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query parameters of a search in the audit store. */
public class AuditQuery extends SpanQuery {
    @QueryParam("person")
    @Nullable
    String person;

    @QueryParam("actor")
    @Nullable
    String actor;

    @QueryParam("event")
    @Nullable
    String event;

    /** What is asked for. */
    record Wish(AuditSearch search, Optional<Position> after, int most) {}

    Wish read() {
        Fields fields = new Fields();
        Fields.Parsed<Optional<UserId>> ofPerson = fields.optional("person", person, Ids::parseAccount);
        Fields.Parsed<Optional<UserId>> ofActor = fields.optional("actor", actor, Ids::parseAccount);
        Fields.Parsed<Optional<String>> named = fields.optional("event", event, AuditQuery::parseEvent);
        Fields.Parsed<Optional<Instant>> since = since(fields);
        Fields.Parsed<Optional<Instant>> until = until(fields);
        Fields.Parsed<Integer> most = most(fields);
        Fields.Parsed<Optional<Position>> after = fields.optional("cursor", cursor, Cursor::readNumber);
        fields.check();
        return new Wish(
                new AuditSearch(ofPerson.get(), ofActor.get(), named.get(), since.get(), until.get()),
                after.get(),
                most.get());
    }

    private static String parseEvent(String raw) {
        if (raw.matches("[a-z_]{1,40}")) {
            return raw;
        }
        throw new InvalidValueException("must be the name of an event");
    }
}
