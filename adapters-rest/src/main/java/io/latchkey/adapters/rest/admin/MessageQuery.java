package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.Names;
import io.latchkey.application.admin.MessageSearch;
import io.latchkey.application.admin.NewListing;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.InvalidValueException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query parameters of a search for messages. */
public class MessageQuery extends SpanQuery {
    private static final int LONGEST_PROVIDER = 64;

    @QueryParam("state")
    @Nullable
    String state;

    @QueryParam("contact")
    @Nullable
    String contact;

    @QueryParam("provider")
    @Nullable
    String provider;

    /** What is asked for. */
    record Wish(MessageSearch search, Optional<Position> after, int most) {}

    Wish read(ContactParser contacts) {
        Fields fields = new Fields();
        Fields.Parsed<Optional<DeliveryState>> is = fields.optional("state", state, MessageQuery::parseState);
        Fields.Parsed<Optional<Contact>> to =
                fields.optional("contact", contact, text -> NewListing.parseContact(text, contacts));
        Fields.Parsed<Optional<String>> by = fields.optional("provider", provider, MessageQuery::parseProvider);
        Fields.Parsed<Optional<Instant>> since = since(fields);
        Fields.Parsed<Optional<Instant>> until = until(fields);
        Fields.Parsed<Integer> most = most(fields);
        Fields.Parsed<Optional<Position>> after = after(fields, true);
        fields.check();
        return new Wish(
                new MessageSearch(is.get(), to.get(), by.get(), since.get(), until.get()), after.get(), most.get());
    }

    /** @throws InvalidValueException when no state has this name */
    public static DeliveryState parseState(String raw) {
        return Names.parse("state", DeliveryState.class, raw);
    }

    private static String parseProvider(String raw) {
        if (raw.isEmpty() || raw.length() > LONGEST_PROVIDER) {
            throw new InvalidValueException("must be the name of a provider");
        }
        return raw;
    }
}
