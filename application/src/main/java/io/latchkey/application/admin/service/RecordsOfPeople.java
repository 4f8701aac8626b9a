package io.latchkey.application.admin.service;

import io.latchkey.application.admin.PersonalRecords;
import io.latchkey.application.admin.port.PersonalData;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.shared.service.DecisionDesk;
import io.latchkey.domain.user.User;
import java.util.Collection;
import java.util.UUID;

/**
 * The rows about people, and those decisions and audit entries about them that wait on this node.
 *
 * @param audit waits a moment until audit entries are stored
 */
public record RecordsOfPeople(
        PersonalData stored, UnitOfWork unitOfWork, DecisionDesk waiting, DecisionKeeper keeper, Runnable audit)
        implements PersonalData {
    @Override
    public void storeWaiting() {
        keeper.keepAll();
        audit.run();
    }

    @Override
    public PersonalRecords read(User user, Collection<UUID> subjects) {
        return stored.read(user, subjects);
    }

    /** Decisions that wait are forgotten, not kept first: that would take a second connection within the unit of work of the caller. */
    @Override
    public void erase(User user, Collection<UUID> subjects) {
        stored.erase(user, subjects);
        unitOfWork.afterCommit(() -> waiting.forget(user.id().value(), subjects));
    }
}
