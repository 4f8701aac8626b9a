package io.latchkey.application.account.service;

import io.latchkey.application.account.DeleteAccountUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.user.UserId;
import java.time.Clock;
import java.util.Map;

/** Removes an account right after its owner signed in. */
public final class DeleteAccountService implements DeleteAccountUseCase {
    private final UserRepository users;
    private final SessionPolicy policy;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final Clock clock;

    public DeleteAccountService(
            UserRepository users, SessionPolicy policy, UnitOfWork unitOfWork, AuditTrail audit, Clock clock) {
        this.users = users;
        this.policy = policy;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Deletion delete(Caller caller) {
        if (!caller.signedInRecently(policy, clock.instant())) {
            return Deletion.NEEDS_RECENT_SIGN_IN;
        }
        UserId id = caller.user().id();
        return unitOfWork.execute(() -> {
            users.delete(id);
            audit.record(AuditTrail.Event.ACCOUNT_DELETED, Map.of("user", id.toString()));
            return Deletion.DELETED;
        });
    }
}
