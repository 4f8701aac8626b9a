package io.latchkey.application.otp.service;

import io.latchkey.application.listing.service.CurrentListings;
import io.latchkey.application.otp.Sending;
import io.latchkey.application.otp.SendingRule;
import io.latchkey.application.throttle.Blocked;
import io.latchkey.application.throttle.TooSoon;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps codes from contacts that an operator blocks. Whoever named the contact is told. Whoever named an account without knowing its
 * contact is told nothing, so that nobody learns whether there is an account; then the message is given up.
 */
public final class BlockedContacts implements SendingRule {
    private final CurrentListings listings;

    public BlockedContacts(CurrentListings listings) {
        this.listings = listings;
    }

    @Override
    public String name() {
        return "blocked-contacts";
    }

    @Override
    public Optional<TooSoon> refuse(Sending sending, Instant now) {
        boolean isKnownToRequester = sending.subject().equals(sending.contact().subject());
        return isKnownToRequester ? refuseHandover(sending, now) : Optional.empty();
    }

    @Override
    public Optional<TooSoon> refuseHandover(Sending sending, Instant now) {
        return listings.block(sending.contact(), now).map(block -> Blocked.until(block.endsAt(), now));
    }
}
