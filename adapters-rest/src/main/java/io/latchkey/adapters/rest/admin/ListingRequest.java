package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.adapters.rest.json.Times;
import io.latchkey.application.admin.NewListing;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.admin.Reason;
import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Target;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operator blocks, or excepts from blocks. */
record ListingRequest(
        @Nullable String effect,
        @Nullable String kind,
        @Nullable String target,
        @Nullable String endsAt,
        @Nullable String reason)
        implements RequestBody {
    record Wish(NewListing listing, Optional<Reason> reason) {}

    Wish toWish(ContactParser contacts) {
        Fields fields = new Fields();
        Fields.Parsed<Listing.Effect> does = fields.required("effect", effect, Listing.Effect::parse);
        Fields.Parsed<Target.Kind> of = fields.required("kind", kind, Target.Kind::parse);
        Fields.Parsed<Instant> end = fields.required("endsAt", endsAt, Times::parse);
        Fields.Parsed<Optional<Reason>> why = fields.optional("reason", reason, Reason::parse);
        Fields.Parsed<String> typed = fields.required("target", target, text -> text);
        fields.check();
        Fields.Parsed<NewListing> listing = fields.required(
                "target", typed.get(), text -> NewListing.parse(does.get(), of.get(), text, end.get(), contacts));
        fields.check();
        return new Wish(listing.get(), why.get());
    }

    @Override
    public String toString() {
        return "ListingRequest[redacted]";
    }
}
