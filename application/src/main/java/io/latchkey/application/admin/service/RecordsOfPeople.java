package io.latchkey.application.admin.service;

import io.latchkey.application.admin.PersonalRecords;
import io.latchkey.application.admin.port.PersonalData;
import io.latchkey.domain.user.UserId;
import java.util.Collection;
import java.util.UUID;

/** The rows about people, with those decisions among them that this node made a moment ago. */
public record RecordsOfPeople(PersonalData stored, DecisionKeeper decisions) implements PersonalData {
    @Override
    public PersonalRecords read(UserId user, Collection<UUID> subjects) {
        decisions.keepAll();
        return stored.read(user, subjects);
    }

    @Override
    public void erase(UserId user, Collection<UUID> subjects) {
        decisions.keepAll();
        stored.erase(user, subjects);
    }
}
