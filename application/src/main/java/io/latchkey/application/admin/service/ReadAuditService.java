package io.latchkey.application.admin.service;

import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.AuditSearch;
import io.latchkey.application.admin.Page;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.ReadAuditUseCase;
import io.latchkey.application.admin.port.AuditLog;
import io.latchkey.application.admin.port.AuditSeals;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.admin.AuditCheckpoint;
import io.latchkey.domain.admin.AuditEntry;
import io.latchkey.domain.admin.AuditVerdict;
import io.latchkey.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the audit store page by page. */
public final class ReadAuditService implements ReadAuditUseCase {
    private static final int AT_ONCE = 1000;

    private final AdminGate gate;
    private final AuditLog log;
    private final AuditSeals seals;
    private final UnitOfWork unitOfWork;

    ReadAuditService(AdminGate gate, AuditLog log, AuditSeals seals, UnitOfWork unitOfWork) {
        this.gate = gate;
        this.log = log;
        this.seals = seals;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Administered<Page<AuditEntry>> find(Act act, AuditSearch search, Optional<Position> after, int most) {
        return gate.pass(act, AdminDeed.READ_AUDIT, search.person().map(UserId::toString), () -> {
            List<AuditEntry> found = unitOfWork.read(() -> log.find(search, after, true, most + 1));
            Page<AuditEntry> page = Page.of(found, most, AuditLog::position);
            return new Administered.Done<>(new Page<>(named(page.items()), page.next()));
        });
    }

    /** Names the accounts behind pseudonyms, as far as they are still there. */
    private List<AuditEntry> named(List<AuditEntry> entries) {
        List<String> pseudonyms = entries.stream()
                .flatMap(entry -> Stream.of(Optional.ofNullable(entry.person()), Optional.ofNullable(entry.actor())))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        Map<String, String> accounts =
                pseudonyms.isEmpty() ? Map.of() : unitOfWork.read(() -> log.accounts(pseudonyms));
        return entries.stream()
                .map(entry -> entry.named(named(entry.actor(), accounts), named(entry.person(), accounts)))
                .toList();
    }

    private static @Nullable String named(@Nullable String pseudonym, Map<String, String> accounts) {
        return pseudonym == null ? null : accounts.getOrDefault(pseudonym, pseudonym);
    }

    @Override
    public Administered<Stream<AuditEntry>> export(Act act, AuditSearch search) {
        return gate.pass(
                act,
                AdminDeed.EXPORT_AUDIT,
                search.person().map(UserId::toString),
                () -> new Administered.Done<>(Stream.iterate(
                                bit(search, Optional.empty()),
                                bit -> !bit.isEmpty(),
                                bit -> bit(search, Optional.of(AuditLog.position(bit.get(bit.size() - 1)))))
                        .flatMap(bit -> named(bit).stream())));
    }

    private List<AuditEntry> bit(AuditSearch search, Optional<Position> after) {
        return unitOfWork.read(() -> log.find(search, after, false, AT_ONCE));
    }

    @Override
    public Administered<AuditVerdict> verify(Act act, List<AuditCheckpoint> seen, LongConsumer progress) {
        return gate.pass(
                act,
                AdminDeed.VERIFY_AUDIT,
                Optional.empty(),
                () -> new Administered.Done<>(AuditChainWalk.over(log, seals, unitOfWork, seen, progress)));
    }
}
