package io.latchkey.application.admin;

import io.latchkey.application.shared.Decision;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which decisions are looked for. All conditions hold together.
 *
 * @param user the account that they are about
 * @param subject keyed digest of the contact that they are about
 * @param from not made before this time
 * @param before made before this time
 */
public record DecisionSearch(
        Optional<UserId> user,
        Optional<UUID> subject,
        Optional<Decision.Outcome> outcome,
        Optional<Instant> from,
        Optional<Instant> before) {
    /** Every decision. */
    public static final DecisionSearch ALL = new DecisionSearch(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The same search for decisions about a contact. */
    public DecisionSearch about(UUID digest) {
        return new DecisionSearch(user, Optional.of(digest), outcome, from, before);
    }
}
