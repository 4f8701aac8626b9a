package io.latchkey.application.admin;

import io.latchkey.application.admin.Page.Position;
import io.latchkey.domain.user.ApiCredentialId;
import java.util.Optional;

/** Use case: look at the programs that act for accounts with API credentials. {@link HelpUsersUseCase} revokes a credential. */
public interface OverseeApplicationsUseCase {
    /**
     * Finds applications: newest first, those that are over by their end, and unused ones by how long they were left alone.
     *
     * @param after where the page begins; empty for the first one
     * @param most 1 to {@link Page#MOST}
     */
    Administered<Page<ApplicationRecord>> find(Act act, ApplicationSearch search, Optional<Position> after, int most);

    /** Reads the application that calls with this credential. */
    Administered<ApplicationRecord> read(Act act, ApiCredentialId id);
}
