package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.application.admin.Page;
import io.latchkey.domain.listing.Listing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of listings, newest first.
 *
 * @param next cursor of the next page; null at the end
 */
record ListingsResponse(
        List<ListingResponse> blocks, @Nullable String next) implements ResponseBody {
    static ListingsResponse from(Page<Listing> page) {
        return new ListingsResponse(
                page.items().stream().map(ListingResponse::from).toList(),
                page.next().map(Cursor::write).orElse(null));
    }
}
