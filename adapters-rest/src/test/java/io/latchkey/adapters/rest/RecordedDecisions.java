package io.latchkey.adapters.rest;

import io.latchkey.adapters.rest.decision.RequestDecisions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gives all refusals the same id, so that answers can be compared, and keeps what it was told of them. */
final class RecordedDecisions implements RequestDecisions {
    static final UUID ID = UUID.fromString("4f0c2a5e-6b1d-4c39-8a77-0d2e9b51c6f3");

    /** What was told of refusals, oldest first. */
    final List<Told> refusals = new CopyOnWriteArrayList<>();

    @Override
    public void begin() {}

    @Override
    public void end() {}

    @Override
    public Optional<UUID> answer(Told told) {
        if (told.status() < 400) {
            return Optional.empty();
        }
        refusals.add(told);
        return Optional.of(ID);
    }
}
