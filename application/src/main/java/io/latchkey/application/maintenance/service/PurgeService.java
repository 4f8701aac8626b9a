package io.latchkey.application.maintenance.service;

import io.latchkey.application.maintenance.port.LeaseRepository;
import io.latchkey.application.shared.port.Pause;
import io.latchkey.application.shared.port.StoreUnavailableException;
import io.latchkey.application.shared.service.Core;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;

/**
 * Deletes data that is no longer needed (OWASP ASVS 5.0, 14.2.7). It shortens what is too long, then purges the tables in turn. Each turn deletes one portion of a table in a unit of work of its own,
 * and rests for twice the time that this took, so that nobody feels it. A table that fails is left out until the next round. One node
 * at a time works. A round ends after some minutes, and the next one goes on where it ended.
 */
public final class PurgeService {
    private static final String TASK = "purge";
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(4);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final List<Purge> purges;
    private final List<ToIntFunction<Instant>> caps;
    private final OneNode oneNode;
    private final Pause pause;
    private final Core core;

    /** @param caps shorten waits that a clock ahead wrote, and answer how many there were */
    public PurgeService(
            List<Purge> purges, List<ToIntFunction<Instant>> caps, LeaseRepository leases, Pause pause, Core core) {
        this.purges = List.copyOf(purges);
        this.caps = List.copyOf(caps);
        this.oneNode = new OneNode(TASK, LEASE, leases, core);
        this.pause = pause;
        this.core = core;
    }

    /** Deletes rows of a table. */
    public interface Deletion {
        /**
         * Deletes rows that ended before a time.
         *
         * @param most rows to delete at most, or a few more where only whole spans of rows go
         * @return number of deleted rows; at least {@code most} when more may be left
         */
        int delete(Instant before, int most);
    }

    /**
     * The purge of one table.
     *
     * @param what names the rows in a message
     * @param kept time that a row is kept after its end; zero or more
     */
    public record Purge(String what, Deletion rows, Duration kept) {}

    /** A table in a round. */
    private static final class Turn {
        private static final int FIRST_PORTION = 200;
        private static final int SMALLEST_PORTION = 20;
        private static final int LARGEST_PORTION = 2_000;
        private static final Duration QUICK = Duration.ofMillis(50);
        private static final Duration SLOW = Duration.ofMillis(200);

        private final Purge purge;
        private int portion = FIRST_PORTION;

        private Turn(Purge purge) {
            this.purge = purge;
        }

        /**
         * The next portion is smaller after a slow one, because locks are held that long. It does not become smaller than the first one,
         * because a commit takes its time whatever the size.
         */
        private void learn(Duration took) {
            if (took.compareTo(SLOW) > 0) {
                portion = Math.max(Math.min(FIRST_PORTION, portion), portion / 2);
            } else if (took.compareTo(QUICK) < 0) {
                portion = Math.min(LARGEST_PORTION, portion * 2);
            }
        }

        /** The database gave a portion up. Answers whether a smaller one is worth a try. */
        private boolean shrink() {
            boolean isSmallest = portion == SMALLEST_PORTION;
            portion = Math.max(SMALLEST_PORTION, portion / 4);
            return !isSmallest;
        }
    }

    /**
     * Purges every table, in portions, for some minutes at most.
     *
     * @return number of deleted rows; 0 when another node is at it
     * @throws IllegalStateException after all other tables, when some could not be purged
     */
    public synchronized int purge() {
        return oneNode.run(this::purge);
    }

    private int purge(BooleanSupplier isOurs) {
        List<RuntimeException> failures = new ArrayList<>();
        for (ToIntFunction<Instant> cap : caps) {
            attempt(
                    "waits could not be shortened",
                    failures,
                    () -> core.unitOfWork().<Integer>execute(() -> cap.applyAsInt(now())));
        }
        int deleted = purgeInTurn(isOurs, failures);
        attempt("the lease could not be ended", failures, () -> {
            oneNode.release();
            return 0;
        });
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
        return deleted;
    }

    private int purgeInTurn(BooleanSupplier isOurs, List<RuntimeException> failures) {
        Instant end = now().plus(LONGEST_ROUND);
        int deleted = 0;
        Deque<Turn> turns = new ArrayDeque<>();
        purges.forEach(purge -> turns.add(new Turn(purge)));
        while (!turns.isEmpty() && now().isBefore(end) && !pause.isStopping() && isOurs.getAsBoolean()) {
            Turn turn = turns.remove();
            Instant start = now();
            int rows = attempt(
                    turn.purge.what() + " could not be purged",
                    failures,
                    () -> delete(turn, start.minus(turn.purge.kept())));
            deleted += rows;
            if (rows >= turn.portion) {
                Duration took = Duration.between(start, now());
                turn.learn(took);
                turns.add(turn);
                pause.pause(between(SHORTEST_PAUSE, took.multipliedBy(2), LONGEST_PAUSE));
            }
        }
        return deleted;
    }

    /** Tries smaller portions when the database gives one up, as it does with a statement that takes too long. */
    private int delete(Turn turn, Instant before) {
        try {
            return core.unitOfWork().<Integer>execute(() -> turn.purge.rows().delete(before, turn.portion));
        } catch (StoreUnavailableException givenUp) {
            if (turn.shrink()) {
                return delete(turn, before);
            }
            throw givenUp;
        }
    }

    private Instant now() {
        return core.clock().instant();
    }

    private interface Work {
        int run();
    }

    /** Answers what the work answers, or 0 and a failure more. */
    private int attempt(String onFailure, List<RuntimeException> failures, Work work) {
        try {
            return work.run();
        } catch (RuntimeException failed) {
            failures.add(new IllegalStateException(onFailure, failed));
            return 0;
        }
    }

    private static Duration between(Duration least, Duration wanted, Duration most) {
        Duration atLeast = wanted.compareTo(least) < 0 ? least : wanted;
        return atLeast.compareTo(most) > 0 ? most : atLeast;
    }
}
