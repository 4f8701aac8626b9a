package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.domain.listing.Listing;
import java.time.Instant;

/** A block, or an exception from blocks. Of a contact, most symbols are hidden. */
public record ListingResponse(
        String id,
        String effect,
        String kind,
        String target,
        String reason,
        String madeBy,
        Instant madeAt,
        Instant endsAt)
        implements ResponseBody {
    public static ListingResponse from(Listing listing) {
        return new ListingResponse(
                listing.id().toString(),
                listing.effect().wireName(),
                listing.target().kind().wireName(),
                listing.target().shown(),
                listing.reason(),
                listing.madeBy(),
                listing.madeAt(),
                listing.endsAt());
    }
}
