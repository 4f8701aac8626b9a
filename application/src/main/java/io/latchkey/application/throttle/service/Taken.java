package io.latchkey.application.throttle.service;

import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottlePortion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Calls taken from counters for one call of a client. They can be given back. */
final class Taken {
    private final List<Runnable> givingBack = new ArrayList<>();
    private final List<NodeCounter> admitted = new ArrayList<>();
    private final List<UsedUp> refusals = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();

    /** A limit that is used up, and until when. */
    record UsedUp(ThrottleCharge charge, Instant until) {}

    /** A portion that the store must be asked for. */
    record Asked(NodeCounter counter, ThrottlePortion portion) {}

    void add(NodeCounter counter) {
        Instant window = counter.windowEndsAt();
        givingBack.add(() -> counter.giveBack(window));
        admitted.add(counter);
    }

    /** The counters that took the call. */
    List<NodeCounter> admitted() {
        return admitted;
    }

    void refuse(NodeCounter counter) {
        refusals.add(new UsedUp(counter.charge(), counter.windowEndsAt()));
    }

    void ask(NodeCounter counter, ThrottlePortion portion) {
        asked.add(new Asked(counter, portion));
    }

    List<Asked> asked() {
        return asked;
    }

    /** The limit that refuses longest. Nothing is taken if there is one. */
    Optional<UsedUp> refusal() {
        return refusals.stream().max(Comparator.comparing(UsedUp::until));
    }

    /** Gives the calls back, once. */
    void giveBack() {
        givingBack.forEach(Runnable::run);
        givingBack.clear();
    }
}
