package io.latchkey.application.admin.service;

import io.latchkey.application.admin.port.AuditLog;
import io.latchkey.application.admin.port.AuditSeals;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.admin.AuditCheckpoint;
import io.latchkey.domain.admin.AuditEntry;
import io.latchkey.domain.admin.AuditVerdict;
import io.latchkey.domain.admin.AuditVerdict.Broken;
import io.latchkey.domain.admin.AuditVerdict.Fault;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Walks the chain of audit entries from its beginning, or from the checkpoint up to which entries were deleted, to the end that was
 * there when the walk began.
 */
final class AuditChainWalk {
    private static final int AT_ONCE = 1000;

    private final AuditLog log;
    private final AuditSeals seals;
    private final UnitOfWork unitOfWork;
    private final Deque<AuditCheckpoint> checkpoints = new ArrayDeque<>();
    private long next = 1;
    private String before = AuditEntry.GENESIS;
    private long entries;
    private long signed;

    private AuditChainWalk(AuditLog log, AuditSeals seals, UnitOfWork unitOfWork) {
        this.log = log;
        this.seals = seals;
        this.unitOfWork = unitOfWork;
    }

    /**
     * Walks again when entries were deleted from the beginning meanwhile, because those are not missing.
     *
     * @param seen checkpoints that were kept elsewhere
     * @param progress told how many entries were looked at so far
     */
    static AuditVerdict over(
            AuditLog log, AuditSeals seals, UnitOfWork unitOfWork, List<AuditCheckpoint> seen, LongConsumer progress) {
        OptionalLong first = unitOfWork.read(log::first);
        AuditVerdict verdict = new AuditChainWalk(log, seals, unitOfWork).walk(progress);
        return verdict.fold(
                intact -> seen.stream()
                        .sorted(Comparator.comparing(AuditCheckpoint::number))
                        .flatMap(one -> unitOfWork.read(() -> compare(log, seals, one)).stream())
                        .<AuditVerdict>map(Function.identity())
                        .findFirst()
                        .orElse(verdict),
                broken -> first.equals(unitOfWork.read(log::first))
                        ? verdict
                        : over(log, seals, unitOfWork, seen, progress));
    }

    /** Compares a checkpoint that was kept elsewhere with the store. One from before the beginning says nothing of what is left. */
    private static Optional<Broken> compare(AuditLog log, AuditSeals seals, AuditCheckpoint seen) {
        if (!seals.isGenuine(seen.statement(), seen.signature())) {
            return Optional.of(new Broken(seen.number(), Fault.UNSIGNED));
        }
        Optional<AuditCheckpoint> oldest = log.findCheckpoints(0, 1).stream().findFirst();
        if (oldest.filter(kept -> kept.number() > seen.number()).isPresent()) {
            return Optional.empty();
        }
        Optional<AuditCheckpoint> stored = log.findCheckpoints(seen.number(), 1).stream()
                .filter(kept -> kept.number() == seen.number())
                .findFirst();
        if (stored.isEmpty()) {
            return Optional.of(new Broken(seen.number(), Fault.MISSING));
        }
        return stored.get().hash().equals(seen.hash())
                ? Optional.empty()
                : Optional.of(new Broken(seen.number(), Fault.REWRITTEN));
    }

    private AuditVerdict walk(LongConsumer progress) {
        long end = unitOfWork.read(log::head).number();
        Optional<Broken> broken = begin();
        while (broken.isEmpty() && next <= end) {
            long from = next;
            List<AuditEntry> page = unitOfWork.read(() -> log.findFrom(from, AT_ONCE));
            if (page.isEmpty()) {
                return new Broken(next, Fault.MISSING);
            }
            for (AuditEntry entry : page) {
                broken = broken.or(() -> look(entry));
            }
            progress.accept(entries);
        }
        if (broken.isPresent()) {
            return broken.get();
        }
        // A checkpoint beyond the end tells of entries that were cut off together with the end, which is read after it
        // because it moves on.
        fill();
        AuditCheckpoint beyond = checkpoints.peekLast();
        return beyond == null || beyond.number() <= unitOfWork.read(log::head).number()
                ? new AuditVerdict.Intact(entries, signed)
                : new Broken(next, Fault.MISSING);
    }

    /** Takes the signed hash of the last entry that was deleted, if some were. */
    private Optional<Broken> begin() {
        OptionalLong first = unitOfWork.read(log::first);
        fill();
        AuditCheckpoint oldest = checkpoints.peek();
        if (oldest == null || first.isPresent() && first.getAsLong() <= oldest.number()) {
            return Optional.empty();
        }
        checkpoints.remove();
        next = oldest.number() + 1;
        before = oldest.hash();
        return seals.isGenuine(oldest.beginning(), oldest.signature())
                ? Optional.empty()
                : Optional.of(new Broken(oldest.number(), Fault.MISSING));
    }

    private Optional<Broken> look(AuditEntry entry) {
        if (entry.number() != next) {
            return Optional.of(new Broken(next, Fault.MISSING));
        }
        String hash = seals.hash(before, entry);
        if (!hash.equals(entry.hash())) {
            return Optional.of(new Broken(next, Fault.ALTERED));
        }
        before = hash;
        next++;
        entries++;
        return checkpoint(entry);
    }

    private Optional<Broken> checkpoint(AuditEntry entry) {
        fill();
        AuditCheckpoint due = checkpoints.peek();
        if (due == null || due.number() != entry.number()) {
            return Optional.empty();
        }
        checkpoints.remove();
        return due.hash().equals(entry.hash()) ? sign(due) : Optional.of(new Broken(due.number(), Fault.REWRITTEN));
    }

    private Optional<Broken> sign(AuditCheckpoint checkpoint) {
        signed++;
        return seals.isGenuine(checkpoint.statement(), checkpoint.signature())
                ? Optional.empty()
                : Optional.of(new Broken(checkpoint.number(), Fault.UNSIGNED));
    }

    private void fill() {
        if (checkpoints.isEmpty()) {
            long from = next;
            checkpoints.addAll(unitOfWork.read(() -> log.findCheckpoints(from, AT_ONCE)));
        }
    }
}
