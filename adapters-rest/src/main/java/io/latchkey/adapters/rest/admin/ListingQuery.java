package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.application.admin.ListingFilter;
import io.latchkey.application.admin.NewListing;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Target;
import io.latchkey.domain.shared.Contact;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The query parameters of a search for listings. */
public class ListingQuery extends PageQuery {
    @QueryParam("effect")
    @Nullable
    String effect;

    @QueryParam("kind")
    @Nullable
    String kind;

    @QueryParam("contact")
    @Nullable
    String contact;

    @QueryParam("address")
    @Nullable
    String address;

    /** What is asked for. */
    record Wish(ListingFilter filter, Optional<Position> after, int most) {}

    Wish read(ContactParser contacts) {
        Fields fields = new Fields();
        Fields.Parsed<Optional<Listing.Effect>> does = fields.optional("effect", effect, Listing.Effect::parse);
        Fields.Parsed<Optional<Target.Kind>> of = fields.optional("kind", kind, Target.Kind::parse);
        Fields.Parsed<Optional<Contact>> covered =
                fields.optional("contact", contact, text -> NewListing.parseContact(text, contacts));
        Fields.Parsed<Optional<String>> from = fields.optional("address", address, Function.identity());
        Fields.Parsed<Integer> most = most(fields);
        Fields.Parsed<Optional<Position>> after = after(fields, true);
        fields.check();
        return new Wish(new ListingFilter(does.get(), of.get(), covered.get(), from.get()), after.get(), most.get());
    }
}
