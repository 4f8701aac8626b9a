package io.latchkey.application.testkit;

import io.latchkey.application.admin.AuditSearch;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.port.AuditLog;
import io.latchkey.domain.admin.AuditCheckpoint;
import io.latchkey.domain.admin.AuditEntry;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The audit store in memory. */
final class InMemoryAuditLog implements AuditLog {
    private static final String ONLY = "head";

    private final InMemoryStore store;

    InMemoryAuditLog(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Head lockHead() {
        store.auditHead.write();
        return head();
    }

    @Override
    public Head head() {
        return store.auditHead.read().getOrDefault(ONLY, new Head(0, AuditEntry.GENESIS, 0, Instant.EPOCH));
    }

    @Override
    public void append(List<AuditEntry> entries, Head end) {
        entries.forEach(entry -> store.auditEntries.write().put(entry.number(), entry));
        store.auditHead.write().put(ONLY, end);
    }

    @Override
    public void insertCheckpoint(AuditCheckpoint checkpoint) {
        store.auditCheckpoints.write().put(checkpoint.number(), checkpoint);
    }

    @Override
    public Map<String, String> pseudonyms(Map<String, String> offered) {
        Map<String, String> all = new HashMap<>();
        offered.forEach((id, pseudonym) -> {
            boolean isThere = store.users.read().containsKey(new UserId(UUID.fromString(id)));
            all.put(
                    id,
                    isThere
                            ? store.auditPeople.write().computeIfAbsent(id, unused -> pseudonym)
                            : store.auditPeople.read().getOrDefault(id, pseudonym));
        });
        return all;
    }

    @Override
    public Map<String, String> accounts(Collection<String> pseudonyms) {
        Map<String, String> accounts = new HashMap<>();
        store.auditPeople.read().forEach((id, pseudonym) -> {
            if (pseudonyms.contains(pseudonym)) {
                accounts.put(pseudonym, id);
            }
        });
        return accounts;
    }

    @Override
    public List<AuditEntry> find(AuditSearch search, Optional<Position> after, boolean isNewestFirst, int most) {
        Comparator<AuditEntry> byTime = Comparator.comparing(AuditEntry::at).thenComparing(AuditEntry::number);
        Comparator<AuditEntry> order = isNewestFirst ? byTime.reversed() : byTime;
        return store.auditEntries.read().values().stream()
                .filter(entry -> isOf(search.person(), entry.person()) && isOf(search.actor(), entry.actor()))
                .filter(entry -> search.event()
                        .filter(event -> !event.equals(entry.event()))
                        .isEmpty())
                .filter(entry -> search.from().filter(entry.at()::isBefore).isEmpty())
                .filter(entry -> search.before()
                        .filter(before -> !entry.at().isBefore(before))
                        .isEmpty())
                .sorted(order)
                .dropWhile(entry -> after.isPresent() && !isBeyond(entry, after.get(), isNewestFirst))
                .limit(most)
                .toList();
    }

    private static boolean isBeyond(AuditEntry entry, Position place, boolean isNewestFirst) {
        int byTime = Long.compare(entry.at().toEpochMilli(), Long.parseLong(place.key()));
        int order = byTime == 0 ? Long.compare(entry.number(), Long.parseLong(place.id())) : byTime;
        return isNewestFirst ? order < 0 : order > 0;
    }

    @Override
    public List<AuditEntry> findFrom(long number, int most) {
        return store.auditEntries.read().values().stream()
                .filter(entry -> entry.number() >= number)
                .sorted(Comparator.comparing(AuditEntry::number))
                .limit(most)
                .toList();
    }

    private boolean isOf(Optional<UserId> account, @Nullable String pseudonym) {
        return account.isEmpty()
                || Optional.ofNullable(
                                store.auditPeople.read().get(account.get().toString()))
                        .filter(own -> own.equals(pseudonym))
                        .isPresent();
    }

    @Override
    public List<AuditCheckpoint> findCheckpoints(long from, int most) {
        return store.auditCheckpoints.read().values().stream()
                .filter(checkpoint -> checkpoint.number() >= from)
                .sorted(Comparator.comparing(AuditCheckpoint::number))
                .limit(most)
                .toList();
    }

    @Override
    public Optional<AuditCheckpoint> findCheckpoint(Instant before) {
        return store.auditCheckpoints.read().values().stream()
                .filter(checkpoint -> checkpoint.at().isBefore(before))
                .max(Comparator.comparing(AuditCheckpoint::number));
    }

    @Override
    public OptionalLong first() {
        return store.auditEntries.read().keySet().stream()
                .mapToLong(Long::longValue)
                .min();
    }

    @Override
    public int deleteThrough(AuditCheckpoint last) {
        int before = store.auditEntries.read().size();
        store.auditCheckpoints.write().keySet().removeIf(one -> one < last.number());
        store.auditCheckpoints.write().put(last.number(), last);
        store.auditEntries.write().keySet().removeIf(one -> one <= last.number());
        return before - store.auditEntries.read().size();
    }
}
