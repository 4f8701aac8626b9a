package io.latchkey.application.admin;

import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which audit entries are looked for. All conditions hold together.
 *
 * @param person the account that is meant
 * @param actor the account that administers
 * @param event name of the event
 * @param from not before this time
 * @param before before this time
 */
public record AuditSearch(
        Optional<UserId> person,
        Optional<UserId> actor,
        Optional<String> event,
        Optional<Instant> from,
        Optional<Instant> before) {
    /** Every entry. */
    public static final AuditSearch ALL =
            new AuditSearch(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
