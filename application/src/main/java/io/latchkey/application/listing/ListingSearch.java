package io.latchkey.application.listing;

import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Target;
import java.util.Map;
import java.util.Optional;

/**
 * Which listings are looked for. All conditions hold together.
 *
 * @param names names by kind of something that the listings have to cover; empty for all listings
 */
public record ListingSearch(
        Optional<Listing.Effect> effect, Optional<Target.Kind> kind, Optional<Map<Target.Kind, String>> names) {}
