package io.latchkey.application.admin.service;

import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.ApplicationRecord;
import io.latchkey.application.admin.ApplicationSearch;
import io.latchkey.application.admin.OverseeApplicationsUseCase;
import io.latchkey.application.admin.Page;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.port.ApplicationDirectory;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.Core;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the programs that act for accounts. A page costs one statement. */
public final class OverseeApplicationsService implements OverseeApplicationsUseCase {
    private final AdminGate gate;
    private final ApplicationDirectory directory;
    private final Core core;

    OverseeApplicationsService(AdminGate gate, ApplicationDirectory directory, Core core) {
        this.gate = gate;
        this.directory = directory;
        this.core = core;
    }

    @Override
    public Administered<Page<ApplicationRecord>> find(
            Act act, ApplicationSearch search, Optional<Position> after, int most) {
        return gate.pass(act, AdminDeed.FIND_APPLICATIONS, search.owner().map(UserId::toString), () -> {
            Instant now = core.clock().instant();
            List<ApplicationRecord> found = core.unitOfWork().read(() -> directory.find(search, after, now, most + 1));
            return new Administered.Done<>(Page.of(found, most, record -> place(record.credential(), search))
                    .map(record -> shown(act, record)));
        });
    }

    private static Position place(ApiCredential credential, ApplicationSearch search) {
        return new Position(
                Long.toString(
                        ApplicationDirectory.time(credential, search.order()).toEpochMilli()),
                credential.id().toString());
    }

    /** Those who help people see how an owner is reached; those who only look need no whole contact. */
    private static ApplicationRecord shown(Act act, ApplicationRecord record) {
        return AdminGate.isHelper(act)
                ? record
                : new ApplicationRecord(record.credential(), record.owner().masked(), record.isLive());
    }

    @Override
    public Administered<ApplicationRecord> read(Act act, ApiCredentialId id) {
        Map<AuditTrail.Detail, String> about = new EnumMap<>(AuditTrail.Detail.class);
        about.put(AuditTrail.Detail.CREDENTIAL, id.toString());
        return gate.pass(act, AdminDeed.READ_APPLICATION, about, () -> {
            Instant now = core.clock().instant();
            Optional<ApplicationRecord> found = core.unitOfWork().read(() -> directory.find(id, now));
            found.ifPresent(record -> about.put(
                    AuditTrail.Detail.USER, record.credential().userId().toString()));
            return found.map(record -> shown(act, record))
                    .<Administered<ApplicationRecord>>map(Administered.Done::new)
                    .orElseGet(Administered.Missing::new);
        });
    }
}
