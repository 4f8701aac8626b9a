package io.latchkey.application.admin.service;

import io.latchkey.application.admin.AuditRecord;
import io.latchkey.application.admin.port.AuditLog;
import io.latchkey.application.admin.port.AuditSeals;
import io.latchkey.application.admin.port.AuditWitness;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.admin.AdminPolicy;
import io.latchkey.domain.admin.AuditCheckpoint;
import io.latchkey.domain.admin.AuditEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the events of the audit trail in a store that shows when somebody altered it. It chains them, and signs
 * a checkpoint every minute in which there are some, and after a thousand; a witness outside the store sees each. People have pseudonyms there, which lead to nobody once they are erased, while the chain stays whole.
 */
public final class AuditKeeper {
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMinutes(1);
    private static final int MOST_WITHOUT_CHECKPOINT = 1000;
    private static final int LONGEST_DETAIL = 500;
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
    private static final String PERSON = AuditTrail.Detail.USER.key();
    private static final String ACTOR = AuditTrail.Detail.ACTOR.key();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final AuditLog log;
    private final AuditSeals seals;
    private final AuditWitness witness;
    private final AdminPolicy policy;
    private final UnitOfWork unitOfWork;
    private final IdGenerator ids;
    private final Clock clock;

    AuditKeeper(
            AuditLog log,
            AuditSeals seals,
            AuditWitness witness,
            AdminPolicy policy,
            UnitOfWork unitOfWork,
            IdGenerator ids,
            Clock clock) {
        this.log = log;
        this.seals = seals;
        this.witness = witness;
        this.policy = policy;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
        this.clock = clock;
    }

    /** Keeps events in their order, in one unit of work. */
    public void keep(List<AuditRecord> records) {
        if (!records.isEmpty()) {
            unitOfWork.execute(() -> append(records));
        }
    }

    private Boolean append(List<AuditRecord> records) {
        AuditLog.Head head = log.lockHead();
        Map<String, String> pseudonyms = pseudonyms(records);
        List<AuditEntry> entries = new ArrayList<>();
        long number = head.number();
        String before = head.hash();
        for (AuditRecord record : records) {
            AuditEntry entry = entry(++number, record, pseudonyms);
            before = seals.hash(before, entry);
            entries.add(entry.sealed(before));
        }
        Instant now = clock.instant();
        boolean isDue = number - head.checkpoint() >= MOST_WITHOUT_CHECKPOINT
                || number > head.checkpoint()
                        && !head.checkpointAt().plus(BETWEEN_CHECKPOINTS).isAfter(now);
        log.append(
                entries,
                new AuditLog.Head(
                        number, before, isDue ? number : head.checkpoint(), isDue ? now : head.checkpointAt()));
        if (isDue) {
            AuditCheckpoint checkpoint = new AuditCheckpoint(
                    number, now, before, seals.sign(AuditCheckpoint.statement(number, now, before)));
            log.insertCheckpoint(checkpoint);
            unitOfWork.afterCommit(() -> witness.see(checkpoint));
        }
        return true;
    }

    private Map<String, String> pseudonyms(List<AuditRecord> records) {
        Map<String, String> offered = new LinkedHashMap<>();
        for (AuditRecord record : records) {
            for (String name : List.of(PERSON, ACTOR)) {
                Optional.ofNullable(record.details().get(name))
                        .filter(value -> ID.matcher(value).matches())
                        .ifPresent(id ->
                                offered.computeIfAbsent(id, unused -> ids.next().toString()));
            }
        }
        return offered.isEmpty() ? Map.of() : log.pseudonyms(offered);
    }

    private static AuditEntry entry(long number, AuditRecord record, Map<String, String> pseudonyms) {
        TreeMap<String, String> details = new TreeMap<>(record.details());
        details.replaceAll((name, value) -> oneLine(value));
        return new AuditEntry(
                number,
                record.at(),
                record.event(),
                named(details.remove(ACTOR), pseudonyms),
                named(details.remove(PERSON), pseudonyms),
                Collections.unmodifiableSortedMap(details),
                "");
    }

    /** A detail as it is kept: without control characters, of which the store would lose some, and not longer than it takes. */
    private static String oneLine(String value) {
        String line = CONTROLS.matcher(value).replaceAll(" ");
        return line.codePointCount(0, line.length()) <= LONGEST_DETAIL
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_DETAIL));
    }

    private static @Nullable String named(@Nullable String value, Map<String, String> pseudonyms) {
        return value == null ? null : pseudonyms.getOrDefault(value, value);
    }

    /**
     * Signs what nothing followed, and deletes entries that were kept long enough; the rest stays provable. To be called every few minutes.
     *
     * @param most entries after which the next checkpoint is the end; a checkpoint stands after a thousand at the latest
     * @return number of deleted entries; at least {@code most} when more may be left
     */
    public int purge(int most) {
        boolean unused = unitOfWork.execute(() -> append(List.of()));
        Instant keptSince = clock.instant().minus(policy.auditRetention());
        return unitOfWork.execute(() -> {
            long first = log.first().orElse(Long.MAX_VALUE);
            return log.findCheckpoint(keptSince)
                    .filter(last -> first <= last.number())
                    .map(last -> log.findCheckpoints(first + most - 1, 1).stream()
                            .filter(enough -> enough.number() < last.number())
                            .findFirst()
                            .orElse(last))
                    .map(last -> log.deleteThrough(last.signed(seals.sign(last.beginning()))))
                    .orElse(0);
        });
    }
}
