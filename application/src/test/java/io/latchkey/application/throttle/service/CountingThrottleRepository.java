package io.latchkey.application.throttle.service;

import io.latchkey.application.throttle.port.ThrottleRepository;
import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottlePortion;
import io.latchkey.domain.throttle.ThrottleState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Counts statements, and fails when it is told to. */
final class CountingThrottleRepository implements ThrottleRepository {
    private final ThrottleRepository repository;
    private int statements;
    private boolean failsNext;

    CountingThrottleRepository(ThrottleRepository repository) {
        this.repository = repository;
    }

    int statements() {
        return statements;
    }

    void failNext() {
        failsNext = true;
    }

    private void count() {
        if (failsNext) {
            failsNext = false;
            throw new IllegalStateException("failed");
        }
        statements++;
    }

    @Override
    public List<ThrottleState> take(List<ThrottleCharge> charges, Instant now) {
        count();
        return repository.take(charges, now);
    }

    @Override
    public List<ThrottleState> lease(List<ThrottlePortion> portions, Instant now) {
        count();
        return repository.lease(portions, now);
    }

    @Override
    public Optional<ThrottleState> find(UUID key) {
        count();
        return repository.find(key);
    }

    @Override
    public void giveBack(List<ThrottleCharge> charges) {
        count();
        repository.giveBack(charges);
    }

    @Override
    public int purge(Instant now, int most) {
        count();
        return repository.purge(now, most);
    }
}
