package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.Ids;
import io.latchkey.adapters.rest.json.Names;
import io.latchkey.application.admin.DecisionSearch;
import io.latchkey.application.admin.NewListing;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.shared.Decision;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.UserId;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query parameters of a search for decisions. */
public class DecisionQuery extends SpanQuery {
    @QueryParam("user")
    @Nullable
    String user;

    @QueryParam("contact")
    @Nullable
    String contact;

    @QueryParam("outcome")
    @Nullable
    String outcome;

    /** What is asked for. */
    record Wish(DecisionSearch search, Optional<Contact> contact, Optional<Position> after, int most) {}

    Wish read(ContactParser contacts) {
        Fields fields = new Fields();
        Fields.Parsed<Optional<UserId>> of = fields.optional("user", user, Ids::parseAccount);
        Fields.Parsed<Optional<Contact>> to =
                fields.optional("contact", contact, text -> NewListing.parseContact(text, contacts));
        Fields.Parsed<Optional<Decision.Outcome>> is = fields.optional("outcome", outcome, DecisionQuery::parseOutcome);
        Fields.Parsed<Optional<Instant>> since = since(fields);
        Fields.Parsed<Optional<Instant>> until = until(fields);
        Fields.Parsed<Integer> most = most(fields);
        Fields.Parsed<Optional<Position>> after = after(fields, true);
        fields.check();
        return new Wish(
                new DecisionSearch(of.get(), Optional.empty(), is.get(), since.get(), until.get()),
                to.get(),
                after.get(),
                most.get());
    }

    /** @throws InvalidValueException when no outcome has this name */
    public static Decision.Outcome parseOutcome(String raw) {
        return Names.parse("outcome", Decision.Outcome.class, raw);
    }
}
