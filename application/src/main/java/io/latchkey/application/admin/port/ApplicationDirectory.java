package io.latchkey.application.admin.port;

import io.latchkey.application.admin.ApplicationRecord;
import io.latchkey.application.admin.ApplicationSearch;
import io.latchkey.application.admin.ApplicationSearch.Order;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds applications, each with its owner, for those who administer. */
public interface ApplicationDirectory {
    /**
     * Finds applications in one statement, in the order of the search.
     *
     * @param after leaves out this place and all before it
     * @param now tells which ones are over
     * @param most the most that are found
     */
    List<ApplicationRecord> find(ApplicationSearch search, Optional<Position> after, Instant now, int most);

    /** Finds one application. */
    Optional<ApplicationRecord> find(ApiCredentialId id, Instant now);

    /**
     * The time by which an application is sorted.
     *
     * @throws IllegalArgumentException when the order has none for it, because it never ends
     */
    static Instant time(ApiCredential credential, Order order) {
        return switch (order) {
            case MADE -> credential.createdAt();
            case ENDED ->
                Optional.ofNullable(credential.expiresAt())
                        .orElseThrow(() -> new IllegalArgumentException("the credential never ends"));
            case LEFT_ALONE -> Optional.ofNullable(credential.lastUsedAt()).orElseGet(credential::createdAt);
        };
    }
}
